import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeFunctionReference } from "convex/server";
import { fixtureDir, serve, temporaryFolder, Watched, type Served } from "./support/harness";
import { run } from "./support/process";

const modules = [
  fileURLToPath(new URL("../../node_modules", import.meta.url)),
  fileURLToPath(new URL("../node_modules", import.meta.url)),
].find((folder) => existsSync(join(folder, "convex")));
let project: { folder: string; remove: () => void };
let functionsDir: string;
let served: Served | null;
const write = (file: string, text: string) => {
  const path = join(functionsDir, file);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
};

beforeEach(() => {
  served = null;
  project = temporaryFolder();
  functionsDir = join(project.folder, "convex");
  mkdirSync(functionsDir);
  symlinkSync(modules ?? "", join(project.folder, "node_modules"));
  writeFileSync(
    join(project.folder, "package.json"),
    '{"name":"project","type":"module","dependencies":{"convex":"1.48.0"}}',
  );
  write(
    "colours.ts",
    'import { queryGeneric } from "convex/server";\nexport const best = queryGeneric({ args: {}, handler: () => "red" });\n',
  );
});
afterEach(async () => {
  await served?.stop();
  project.remove();
});

const best = makeFunctionReference<"query", Record<string, never>, string>("colours:best");

describe("a project that changes while it is served", () => {
  test("[PJ1] a saved file is served at once, and what is watched is computed again", async () => {
    served = await serve({ functionsDir, watch: true });
    const seen = new Watched<string>();
    served.client().onUpdate(best, {}, seen.push);
    await seen.until((colour) => colour === "red");
    write(
      "colours.ts",
      'import { queryGeneric } from "convex/server";\nexport const best = queryGeneric({ args: {}, handler: () => "blue" });\n',
    );
    await seen.until((colour) => colour === "blue");
  });

  test("[PJ2] a broken file leaves the last good version serving, and is told with file and line", async () => {
    served = await serve({ functionsDir });
    write(
      "colours.ts",
      'import { queryGeneric } from "convex/server";\nexport const best = queryGeneric({ handler: () => "blue" };\n',
    );
    await expect(served.runtime.reload()).rejects.toThrow(/convex\/colours\.ts:2:\d+: Expected "\)" but found/);
    expect(await served.http().query(best, {})).toBe("red");
    expect(served.runtime.health().projectError).toContain("convex/colours.ts:2");
    write(
      "colours.ts",
      'import { queryGeneric } from "convex/server";\nexport const best = queryGeneric({ args: {}, handler: () => "green" });\n',
    );
    await served.runtime.reload();
    expect(await served.http().query(best, {})).toBe("green");
    expect(served.runtime.health().projectError).toBeNull();
  });

  test.each([
    [
      "a module that throws",
      { "bad.ts": "\nconst list: string[] = [];\nlist[3]!.trim();\nexport const a = 1;\n" },
      /bad failed to load: TypeError: .*\n {4}at convex\/bad\.ts:3:10$/,
    ],
    [
      "an import that is not there",
      { "bad.ts": 'import "./missing";\nexport const a = 1;\n' },
      /convex\/bad\.ts:1:\d+: Could not resolve "\.\/missing"/,
    ],
    [
      'Node.js in a module without "use node"',
      { "bad.ts": 'import { readFileSync } from "node:fs";\nexport const a = readFileSync;\n' },
      /convex\/bad\.ts:1:\d+: Could not resolve "node:fs"/,
    ],
    [
      'a query in a "use node" module',
      {
        "bad.ts":
          '"use node";\nimport { queryGeneric } from "convex/server";\nexport const a = queryGeneric({ handler: () => 1 });\n',
      },
      /bad:a is a query: a module with "use node" may define only actions/,
    ],
    [
      "a validator that is undefined",
      {
        "bad.ts":
          'import { queryGeneric } from "convex/server";\nexport const a = queryGeneric({ args: { x: undefined as never }, handler: () => 1 });\n',
      },
      /bad:a: .*validator/,
    ],
    [
      "a provider without an issuer",
      {
        "auth.config.ts":
          'export default { providers: [{ type: "customJwt", jwks: "https://x.test", algorithm: "RS256" }] };\n',
      },
      /auth\.config\.ts: a provider's issuer is missing/,
    ],
    [
      "a cron that is not understood",
      {
        "crons.ts":
          'import { cronJobs, makeFunctionReference } from "convex/server";\nconst crons = cronJobs();\ncrons.cron("odd", "61 * * * *", makeFunctionReference<"mutation">("colours:best"));\nexport default crons;\n',
      },
      /the schedule of "odd" is refused/,
    ],
    [
      "a configuration that is none",
      { "convex.config.ts": 'export default { _childComponents: [["aggregate", {}, {}]] };\n' },
      /convex\.config\.ts is not defineApp\(\) or defineComponent\(\)/,
    ],
    ["a router that is none", { "http.ts": "export default {};\n" }, /http\.ts is no httpRouter/],
  ])("[PJ3] %s is refused by name", async (_kind, files, message) => {
    served = await serve({ functionsDir });
    for (const [file, text] of Object.entries(files)) write(file, text);
    await expect(served.runtime.reload()).rejects.toThrow(message);
    expect(await served.http().query(best, {})).toBe("red");
  });

  test("[PJ4] a schema that the documents do not fit is refused with the document's id, and the old one stays", async () => {
    const schema = (type: string) =>
      `import { defineSchema, defineTable } from "convex/server";\nimport { v } from "convex/values";\nexport default defineSchema({ rows: defineTable({ value: v.${type}() }) });\n`;
    write("schema.ts", schema("string"));
    write(
      "rows.ts",
      'import { mutationGeneric } from "convex/server";\nexport const add = mutationGeneric({ handler: (ctx) => ctx.db.insert("rows", { value: "text" }) });\n',
    );
    served = await serve({ functionsDir });
    const add = makeFunctionReference<"mutation", Record<string, never>, string>("rows:add");
    const id = await served.http().mutation(add, {});
    write("schema.ts", schema("number"));
    await expect(served.runtime.reload()).rejects.toThrow(
      `Document with ID "${id}" in table "rows" does not match the schema`,
    );
    expect(await served.http().mutation(add, {})).toBeTypeOf("string");
  });

  test("[PJ5] a project that cannot be loaded does not start, and says why", async () => {
    write("bad.ts", "export const = 3;\n");
    await expect(serve({ functionsDir })).rejects.toThrow(/convex\/bad\.ts:1:\d+/);
  });

  test("[PJ6] crons run: an interval at once, and not again before its time", async () => {
    write(
      "schema.ts",
      'import { defineSchema, defineTable } from "convex/server";\nimport { v } from "convex/values";\nexport default defineSchema({ runs: defineTable({ at: v.number() }) });\n',
    );
    write(
      "runs.ts",
      'import { internalMutationGeneric, queryGeneric } from "convex/server";\nexport const run = internalMutationGeneric({ handler: async (ctx) => { await ctx.db.insert("runs", { at: Date.now() }); } });\nexport const count = queryGeneric({ handler: async (ctx) => (await ctx.db.query("runs").take(10)).length });\n',
    );
    write(
      "crons.ts",
      'import { cronJobs, makeFunctionReference } from "convex/server";\nconst crons = cronJobs();\ncrons.interval("often", { hours: 1 }, makeFunctionReference<"mutation">("runs:run"));\nexport default crons;\n',
    );
    served = await serve({ functionsDir });
    const seen = new Watched<number>();
    served
      .client()
      .onUpdate(makeFunctionReference<"query", Record<string, never>, number>("runs:count"), {}, seen.push);
    await seen.until((count) => count === 1);
    await served.runtime.reload();
    expect(
      await served.http().query(makeFunctionReference<"query", Record<string, never>, number>("runs:count"), {}),
    ).toBe(1);
  });
});

describe("codegen", { timeout: 240_000 }, () => {
  const generated = () => {
    const folder = join(functionsDir, "_generated");
    return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  };

  test("[CG1] codegen writes what the official command line writes, for the modules that there are", async () => {
    for (const file of ["zeta.ts", "deep/er.ts", "delete.js"]) write(file, "export default 1;\n");
    for (const file of ["x.test.ts", ".hidden.ts", "types.d.ts", "notes.md", "empty.ts"]) write(file, "");
    const { code, stderr } = await run(["codegen", "--functions", functionsDir]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(Object.keys(generated()).sort()).toEqual([
      "api.d.ts",
      "api.js",
      "dataModel.d.ts",
      "server.d.ts",
      "server.js",
    ]);
    const imported = [...(generated()["api.d.ts"] ?? "").matchAll(/from "\.\.\/(.*)\.js"/g)].map(([, path]) => path);
    expect(imported).toEqual(["colours", "deep/er", "delete", "zeta"]);
  });

  test("[CG2] --check writes nothing, and names what is stale", async () => {
    expect((await run(["codegen", "--functions", functionsDir])).code).toBe(0);
    expect((await run(["codegen", "--functions", functionsDir, "--check"])).code).toBe(0);
    const before = generated();
    write("more.ts", "export const x = 1;\n");
    const { code, stderr } = await run(["codegen", "--functions", functionsDir, "--check"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/api\.d\.ts\n(.*\n)?Run codegen\.\n$/);
    expect(generated()).toEqual(before);
  });

  test("[CG3] the fixture's own generated files are fresh", async () => {
    rmSync(functionsDir, { recursive: true });
    cpSync(fixtureDir, functionsDir, { recursive: true });
    const { code, stderr } = await run(["codegen", "--functions", functionsDir, "--check"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});
