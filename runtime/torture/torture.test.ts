import { expect, it } from "vitest";
import { forms } from "./forms";

/** A small part of what `npm run torture` does at length; it waits for processes to start again, however slow they are. */
const patience = { timeout: 240_000 };

async function run(form: keyof typeof forms, size: number) {
  const said: string[] = [];
  const report = await forms[form]!.run({ seed: "short", size, minutes: 0, say: (line) => said.push(line) });
  expect({ wrong: report.wrong, said: report.wrong.length > 0 ? said : [] }).toEqual({ wrong: [], said: [] });
  return report.counts;
}

it(
  "[RS1] [ST6] kill -9 under write load loses no acknowledged write, doubles none and leaves none half done",
  patience,
  async () => {
    const counts = await run("kill", 0.015);
    expect(counts).toMatchObject({ kills: 3 });
    expect(counts["acknowledged writes"]).toBeGreaterThanOrEqual(1_500);
  },
);

it(
  "[TR2] [TX6] what many clients read and append while lines and server die is serial, in keeping with real time",
  patience,
  async () => {
    expect((await run("histories", 0.01))["transactions of 8 clients"]).toBeGreaterThanOrEqual(400);
  },
);

it(
  "[RS2] an answer that is cut off after the commit is given again, for one effect, also by the next server",
  patience,
  async () => {
    expect(await run("replies", 0.025)).toMatchObject({ "answers cut": 25 });
  },
);

it(
  "[RS5] a crowd that loses its connections at once comes back with everything it had under way, done once",
  patience,
  async () => {
    expect(await run("storm", 0.04)).toMatchObject({ clients: 80, storms: 3 });
  },
);

it(
  "[JB1] [JB6] a scheduler that is killed runs mutations exactly once and actions at most once",
  patience,
  async () => {
    expect(await run("jobs", 0.03)).toMatchObject({ kills: 2 });
  },
);

it("[ST9] of damaged files nothing wrong is served, and what cannot be served is told", patience, async () => {
  expect(await run("corruption", 0.08)).toMatchObject({ damages: 12, "ended the process": 0 });
});

it(
  "[TX14] a disk that is full is told, keeps what was acknowledged, and is written again when it has room",
  patience,
  async () => {
    await run("disk", 0.2);
  },
);

it(
  "[RB2] [HT8] nonsense in frames and bodies stops nothing and is answered without a line of code",
  patience,
  async () => {
    expect(await run("nonsense", 0.03)).toMatchObject({ frames: 180, bodies: 120 });
  },
);

it("[ST12] no answer to a write leaves before a flush of the disk", patience, async () => {
  await run("flushes", 0.1);
});

it(
  "[AD15] [AD16] what is exported imports again, equal by hash, and an import that is cut off leaves old data or new, whole",
  patience,
  async () => {
    expect(await run("copies", 0.05)).toMatchObject({ copies: 1, "imports cut off": 1 });
  },
);
