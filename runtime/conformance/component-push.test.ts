import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "./components-fixture/convex/_generated/api";
import { adminKey, serve, Watched, type Served } from "./support/harness";
import { OfficialCli, TemporaryProject } from "./support/official-cli";

const fixture = fileURLToPath(new URL("./components-fixture/convex", import.meta.url));

/** Generated files of a folder and of the components in it, by their paths. */
function generatedFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.endsWith("_generated"))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

// The command line is a process of its own that bundles twenty components: a busy machine takes its time.
describe("components pushed by the official command line", { timeout: 300_000 }, () => {
  let served: Served;
  let project: TemporaryProject;
  let convex: OfficialCli;
  beforeAll(async () => {
    served = await serve({ functionsDir: undefined });
    project = new TemporaryProject();
    project.copy(fixture, "convex");
    convex = new OfficialCli(project, served.url);
    await convex.succeed("env", "set", "BANK", "Pushed");
    await convex.succeed("dev", "--once", "--typecheck", "disable");
  }, 300_000);
  afterAll(async () => {
    await convex.stop();
    await served.stop();
    project.delete();
  });

  test("[CM17] the whole tree is served: nested children, two uses of one component, variables, routes, crons", async () => {
    const http = served.http();
    await http.mutation(api.books.book, { account: "pushed", amount: 5 });
    await http.action(api.books.bookFromAction, { account: "pushed", amount: 7 });
    expect(await http.query(api.books.balance, { account: "pushed" })).toEqual({
      first: { sum: 5, bookings: 1 },
      second: { sum: 7, bookings: 1 },
    });
    const { ledger } = (await http.query(api.books.surroundings, {})) as { ledger: { variables: unknown } };
    expect(ledger.variables).toEqual({ CURRENCY: "EUR", BANK: "Pushed" });
    expect(await (await fetch(`${served.siteUrl}/ledger/balance/pushed`)).json()).toMatchObject({ sum: 5 });
    const ticks = new Watched<{ first: { sum: number } }>();
    served.client().onUpdate(api.books.balance, { account: "clock" }, ticks.push);
    await ticks.until(({ first }) => first.sum === 1);
  });

  test("[CM17] components from npm work from a push as well", async () => {
    const http = served.http();
    await http.mutation(api.scores.add, { player: "x", points: 4 });
    expect(await http.query(api.scores.count, {})).toBe(1);
    for (let i = 0; i < 3; i++) await http.mutation(api.limits.take, { name: "send", key: "k" });
    expect(await http.mutation(api.limits.take, { name: "send", key: "k" })).toMatchObject({ ok: false });
  });

  test("[CM17] an error names the component's own file and line", async () => {
    const response = await fetch(`${served.url}/api/function`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Convex ${adminKey}` },
      body: JSON.stringify({ componentPath: "ledger", path: "lib:book", args: { account: "none", amount: 0 } }),
    });
    const { errorMessage } = (await response.json()) as { errorMessage: string };
    expect(errorMessage).toMatch(/"code":"nothing".*\n {4}at .*convex\/ledger\/lib\.ts:14:/);
  });

  test("[CM17] the fixture's generated files are those that the command line writes", () => {
    const names = generatedFiles(fixture);
    expect(generatedFiles(project.path("convex"))).toEqual(names);
    for (const name of names) expect(project.read(`convex/${name}`)).toBe(readFileSync(join(fixture, name), "utf8"));
  });
});
