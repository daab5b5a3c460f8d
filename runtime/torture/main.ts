import { parseArgs } from "node:util";
import { forms } from "./forms";

/** `npm run torture`: every form at full length, or `--only` some; `--minutes` bounds the simulation, `--size` makes all smaller. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: String(Date.now()) },
      minutes: { type: "string", default: "3" },
      size: { type: "string", default: "1" },
      only: { type: "string" },
    },
  });
  const only = values.only?.split(",");
  const unknown = only?.find((name) => !(name in forms));
  if (unknown !== undefined) {
    console.error(`There is no form "${unknown}". There are ${Object.keys(forms).join(", ")}.`);
    return 2;
  }
  console.log(`seed ${values.seed}`);
  let failed = 0;
  for (const [name, form] of Object.entries(forms)) {
    if (only !== undefined && !only.includes(name)) continue;
    const beganAt = performance.now();
    const say = (line: string) => console.log(`  ${line}`);
    console.log(`${name}: ${form.what}`);
    let wrong: readonly string[];
    try {
      const report = await form.run({
        seed: values.seed,
        size: Number(values.size),
        minutes: Number(values.minutes),
        say,
      });
      ({ wrong } = report);
      say(
        Object.entries(report.counts)
          .map(([what, count]) => `${what}: ${count}`)
          .join(", "),
      );
    } catch (error) {
      wrong = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    }
    for (const what of wrong.slice(0, 20)) say(`WRONG ${what}`);
    say(`${wrong.length === 0 ? "kept" : "BROKEN"}, ${((performance.now() - beganAt) / 1000).toFixed(1)} s`);
    if (wrong.length > 0) failed += 1;
  }
  console.log(
    failed === 0 ? "Every promise was kept." : `${failed} forms found a broken promise (seed ${values.seed}).`,
  );
  return failed === 0 ? 0 : 1;
}

process.exit(await main());
