import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { afterEach, describe, expect, test, vi } from "vitest";
import { makeFunctionReference } from "convex/server";
import { adminKey, fixtureDir, serve, temporaryFolder, Watched, type Served } from "./support/harness";
import { OfficialCli, TemporaryProject } from "./support/official-cli";

// Every command is a process of its own: a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000 });

const notTyped = ["--typecheck", "disable"];
const notes = `
import { mutationGeneric, queryGeneric, internalQueryGeneric, actionGeneric } from "convex/server";
import { v } from "convex/values";
export const add = mutationGeneric({ args: { text: v.string() }, handler: (ctx, { text }) => ctx.db.insert("notes", { text }) });
export const list = queryGeneric({ args: {}, handler: (ctx) => ctx.db.query("notes").collect() });
export const secret = internalQueryGeneric({ args: {}, handler: () => "for insiders" });
export const who = queryGeneric({ args: {}, handler: async (ctx) => (await ctx.auth.getUserIdentity())?.name ?? null });
export const mood = queryGeneric({ args: {}, handler: () => process.env.MOOD ?? "none" });
export const shout = actionGeneric({ args: { text: v.string() }, handler: (_ctx, { text }) => { console.log("shouting"); return text.toUpperCase(); } });
export const fail = mutationGeneric({ args: {}, handler: () => { console.warn("about to fail"); throw new Error("on purpose"); } });
`;
const schema = `
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({ notes: defineTable({ text: v.string() }).index("by_text", ["text"]) });
`;
const files = { "convex/notes.ts": notes, "convex/schema.ts": schema };

let ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});

function project(given: Record<string, string> = files): TemporaryProject {
  const made = new TemporaryProject(given);
  ends.push(() => made.delete());
  return made;
}

async function server(options: Parameters<typeof serve>[0] = {}): Promise<Served> {
  const served = await serve({ functionsDir: undefined, ...options });
  ends.push(() => served.stop());
  return served;
}

function cli(from: TemporaryProject, served: Served, key = adminKey): OfficialCli {
  const made = new OfficialCli(from, served.url, key);
  ends.push(() => made.stop());
  return made;
}

async function pushed(given?: Record<string, string>): Promise<{ convex: OfficialCli; served: Served }> {
  const served = await server();
  const convex = cli(project(given), served);
  await convex.succeed("dev", "--once", ...notTyped);
  return { convex, served };
}

const sha256 = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
const jsonLines = (text: string) =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("the admin key", () => {
  test("[AD1] a wrong key is refused by every command, in a sentence", async () => {
    const served = await server({ functionsDir: fixtureDir });
    const convex = cli(project(), served, "wrong");
    const commands = [
      ["env", "set", "A", "1"],
      ["env", "list"],
      ["logs"],
      ["run", "notes:texts", '{"list":"a"}'],
      ["deploy", "-y", ...notTyped],
    ];
    const results = await Promise.all(commands.map((command) => convex.run(...command)));
    for (const { code, stderr } of results) {
      expect(code).toBe(1);
      expect(stderr).toMatch(/admin key is not/);
    }
  });

  test("[AD2] what the admin key opens is bounded: a body that unpacks to too much is refused, and the server goes on", async () => {
    const served = await server();
    const post = (path: string, body: Buffer | string, headers: Record<string, string> = {}) =>
      fetch(served.url + path, {
        method: "POST",
        body: typeof body === "string" ? body : new Uint8Array(body),
        headers: { Authorization: `Convex ${adminKey}`, ...headers },
      });
    const bomb = brotliCompressSync(Buffer.alloc(300 << 20), { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } });
    expect(bomb.length).toBeLessThan(1 << 16);
    const answers = [
      await post("/api/deploy2/start_push", bomb, { "Content-Encoding": "br" }),
      await post("/api/deploy2/start_push", "no brotli", { "Content-Encoding": "br" }),
      await post("/api/deploy2/start_push", "{}", { "Content-Encoding": "gzip" }),
      await post("/api/deploy2/start_push", "[]"),
      await post("/api/deploy2/start_push", "{}"),
      await post("/api/update_environment_variables", Buffer.alloc(9 << 20, 32)),
      await post("/api/update_environment_variables", '{"changes":[{"name":"1A","value":"x"}]}'),
      await post("/api/import/upload_part?uploadToken=no&partNumber=1", "x"),
      await post("/api/deploy2/finish_push", "{}"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([413, 400, 415, 400, 400, 413, 400, 400, 400]);
    expect((await fetch(`${served.url}/version`)).status).toBe(200);
  });
});

describe("what a deployment is asked", () => {
  test("[AD3] variables are set, listed and removed; functions and whoever watches them see it at once, and a restart keeps them", async () => {
    const data = temporaryFolder();
    ends.push(data.remove);
    const served = await server({ functionsDir: fixtureDir, dataDir: data.folder });
    const convex = cli(project(), served);
    const variable = makeFunctionReference<"query", Record<string, never>, string | null>("world:variable");
    const seen = new Watched<string | null>();
    served.client().onUpdate(variable, {}, seen.push);
    await seen.until((value) => value === null);
    await convex.succeed("env", "set", "FIXTURE_COLOUR", "calm & quiet");
    await seen.until((value) => value === "calm & quiet");
    expect(await convex.succeed("env", "get", "FIXTURE_COLOUR")).toBe("calm & quiet");
    await convex.succeed("env", "set", "OTHER", "1");
    await convex.succeed("env", "remove", "OTHER");
    expect(await convex.succeed("env", "list")).toBe("FIXTURE_COLOUR=calm & quiet");
    await served.stop();
    const again = await server({ functionsDir: fixtureDir, dataDir: data.folder });
    expect(await again.http().query(variable, {})).toBe("calm & quiet");
  });

  test("[AD4] run calls queries, mutations, actions and internal functions, as anyone, and names what there is", async () => {
    const { convex } = await pushed();
    const id = JSON.parse(await convex.succeed("run", "notes:add", '{ text: "first" }')) as string;
    expect(JSON.parse(await convex.succeed("run", "notes:list"))).toEqual([
      { _id: id, _creationTime: expect.any(Number) as number, text: "first" },
    ]);
    expect(await convex.succeed("run", "notes:secret")).toBe('"for insiders"');
    expect(await convex.succeed("run", "notes:shout", '{"text":"hey"}')).toBe('"HEY"');
    expect(await convex.succeed("run", "notes:who", "{}", "--identity", '{"name":"Ada"}')).toBe('"Ada"');
    const missing = await convex.run("run", "notes:nothere");
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/Available functions:[\s\S]*notes:shout/);
    const refused = await convex.run("run", "notes:add", "{}");
    expect(refused.stderr).toContain("Object is missing the required field `text`");
  });

  test("[AD18] run evaluates an inline query once, which reads and does not write", async () => {
    const { convex } = await pushed();
    await convex.succeed("run", "notes:add", '{ text: "first" }');
    const ask = (query: string) => convex.run("run", "--inline-query", query);
    expect((await ask('(await ctx.db.query("notes").collect()).map(({ text }) => text)')).stdout).toContain('"first"');
    const written = await ask('await ctx.db.insert("notes", { text: "second" })');
    expect(written.code).toBe(1);
    expect(written.stderr).toContain("insert is not a function");
    const broken = await ask("return (;");
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain("The query cannot be read as code");
    const ofComponent = await convex.run("run", "--inline-query", "1", "--component", "nowhere");
    expect(ofComponent.code).toBe(1);
    expect(JSON.parse(await convex.succeed("run", "notes:list"))).toHaveLength(1);
  });

  test("[FN10] the holder of the admin key is told why a function failed, in redacted mode as well", async () => {
    const served = await server({ functionsDir: fixtureDir, redactErrors: true });
    const call = async (headers: Record<string, string>) => {
      const body = JSON.stringify({ path: "notes:addThenFail", args: { list: "a" } });
      const answer = await fetch(`${served.url}/api/function`, { method: "POST", body, headers });
      return ((await answer.json()) as { errorMessage: string }).errorMessage;
    };
    expect(await call({})).toMatch(/^\[Request ID: \w+\] Server Error$/);
    expect(await call({ Authorization: `Convex ${adminKey}` })).toMatch(/Server Error\nUncaught Error: /);
  });

  test("[AD5] data lists tables and shows the newest documents first", async () => {
    const { convex, served } = await pushed();
    expect(await convex.succeed("data")).toBe("notes");
    const add = makeFunctionReference<"mutation", { text: string }>("notes:add");
    for (const text of ["one", "two", "three"]) await served.http().mutation(add, { text });
    const shown = await convex.succeed("data", "notes", "--limit", "2", "--format", "jsonl");
    expect(jsonLines(shown).map(({ text }) => text)).toEqual(["three", "two"]);
  });

  test("[AD6] logs tell what functions logged before and what they log now, failures included", async () => {
    const { convex, served } = await pushed();
    const fail = makeFunctionReference<"mutation">("notes:fail");
    const shout = makeFunctionReference<"action", { text: string }>("notes:shout");
    await served.http().action(shout, { text: "x" });
    const watching = convex.start(["logs", "--history", "10", "--success"]);
    await convex.until(watching, /A\(notes:shout\)\] \[LOG\] 'shouting'[\s\S]*Function executed in/);
    await expect(served.http().mutation(fail)).rejects.toThrow("on purpose");
    await convex.until(watching, /M\(notes:fail\)\] \[WARN\] 'about to fail'[\s\S]*Uncaught Error: on purpose/);
  });

  test("[AD6] logs tell how many documents a run has read and written", async () => {
    const { convex, served } = await pushed();
    const add = makeFunctionReference<"mutation", { text: string }>("notes:add");
    await served.http().mutation(add, { text: "one" });
    const watching = convex.start(["logs", "--history", "10", "--jsonl"]);
    await convex.until(watching, /"identifier":"notes:add"[^\n]*"databaseReadDocuments":0,"databaseWriteDocuments":1/);
  });

  test("[AD7] function-spec tells every function with its validators, and the routes", async () => {
    const served = await server({ functionsDir: fixtureDir });
    const spec = JSON.parse(await cli(project(), served).succeed("function-spec")) as {
      url: string;
      functions: Record<string, unknown>[];
    };
    expect(spec.url).toBe(served.url);
    expect(spec.functions.find(({ identifier }) => identifier === "notes.js:byId")).toEqual({
      identifier: "notes.js:byId",
      functionType: "Query",
      visibility: { kind: "public" },
      args: { type: "object", value: { id: { fieldType: { type: "id", tableName: "notes" }, optional: false } } },
      returns: { type: "any" },
    });
    expect(spec.functions).toContainEqual({ functionType: "HttpAction", method: "GET", path: "/stream" });
  });
});

describe("pushing", () => {
  test("[AD8] dev --once serves the project, and a restart serves it without its folder", async () => {
    const data = temporaryFolder();
    ends.push(data.remove);
    const served = await server({ dataDir: data.folder });
    const from = project();
    const convex = cli(from, served);
    const { code, stderr } = await convex.run("dev", "--once", ...notTyped);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/\[\+\] notes\.by_text {3}text, _creationTime/)]);
    from.delete();
    await served.stop();
    const again = await server({ dataDir: data.folder });
    expect(await again.http().query(makeFunctionReference<"query">("notes:mood"), {})).toBe("none");
  });

  test("[AD9] codegen and dry runs tell what there is and serve nothing", async () => {
    const served = await server();
    const from = project();
    const convex = cli(from, served);
    await convex.succeed("codegen", ...notTyped);
    expect(from.read("convex/_generated/api.d.ts")).toContain('import type * as notes from "../notes.js"');
    expect((await convex.run("deploy", "-y", "--dry-run", ...notTyped)).code).toBe(0);
    expect(served.runtime.health().functions).toBe(0);
  });

  test("[AD10] only modules that have changed are sent again", async () => {
    const more = notes.replaceAll("for insiders", "more");
    const { convex, served } = await pushed({ ...files, "convex/more.ts": more });
    const hashes = async () => {
      const answer = await fetch(`${served.url}/api/get_config_hashes`, {
        method: "POST",
        headers: { Authorization: `Convex ${adminKey}` },
      });
      return ((await answer.json()) as { moduleHashes: { path: string; hash: string }[] }).moduleHashes;
    };
    const before = await hashes();
    convex.project.write({ "convex/more.ts": more.replaceAll('"more"', '"even more"') });
    await convex.succeed("deploy", "-y", ...notTyped);
    const after = await hashes();
    const changed = after.filter(({ hash }) => !before.some((module) => module.hash === hash));
    expect(changed.map(({ path }) => path)).toEqual(["more.js"]);
    expect(await convex.succeed("run", "more:secret")).toBe('"even more"');
    expect(await convex.succeed("run", "notes:secret")).toBe('"for insiders"');
  });

  test.each([
    [
      "a module that throws",
      { "convex/bad.ts": "\nconst list: string[] = [];\nexport const a = list[3]!.trim();\n" },
      /Loading the pushed modules encountered the following error:\nbad failed to load: TypeError: .*\n {4}at .*convex\/bad\.ts:3:\d+/,
    ],
    [
      "a schema that a document does not fit",
      { "convex/schema.ts": schema.replace("{ text: v.string() }", "{ text: v.number() }") },
      /Schema validation failed\.\s+Document with ID "\w+" in table "notes" does not match the schema: .*\s+Path: \.text/,
    ],
    [
      "an auth config without its variable",
      {
        "convex/auth.config.ts":
          'export default { providers: [{ domain: process.env.ISSUER_DOMAIN!, applicationID: "convex" }] };\n',
      },
      /Environment variable ISSUER_DOMAIN is used in auth config file but its value was not set/,
    ],
    [
      "an auth config that is none",
      { "convex/auth.config.ts": 'export default { providers: [{ type: "customJwt", issuer: "https://a.test" }] };\n' },
      /InvalidAuthConfig: auth\.config\.ts: a provider's algorithm is missing/,
    ],
  ])("[AD11] %s is refused, named, and the version before goes on", async (_name, broken, message) => {
    const { convex, served } = await pushed();
    await served.http().mutation(makeFunctionReference<"mutation">("notes:add"), { text: "kept" });
    convex.project.write(broken);
    const { code, stderr } = await convex.run("deploy", "-y", ...notTyped);
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
    const list = makeFunctionReference<"query", Record<string, never>, { text: string }[]>("notes:list");
    expect((await served.http().query(list, {})).map(({ text }) => text)).toEqual(["kept"]);
  });

  test("[AD12] dev watches: a saved file is served, and whoever watches its functions sees it", async () => {
    const served = await server();
    const from = project();
    const convex = cli(from, served);
    const watching = convex.start(["dev", "--tail-logs", "disable", ...notTyped]);
    await convex.until(watching, /Convex functions ready!/);
    const seen = new Watched<string>();
    served.client().onUpdate(makeFunctionReference<"query">("notes:mood"), {}, seen.push as (value: unknown) => void);
    await seen.until((mood) => mood === "none");
    from.write({ "convex/notes.ts": notes.replace('"none"', '"bright"') });
    await seen.until((mood) => mood === "bright");
  });

  test("[AD13] a server that serves a folder takes no push, and says how it would", async () => {
    const served = await server({ functionsDir: fixtureDir });
    const { code, stderr } = await cli(project(), served).run("deploy", "-y", ...notTyped);
    expect([code, stderr]).toEqual([1, expect.stringContaining("takes no pushes. Start it without --functions")]);
  });

  test("[AD14] components are pushed with the app, and run, data and codegen know them", async () => {
    const { convex } = await pushed({
      "convex/convex.config.ts":
        'import { defineApp } from "convex/server";\nimport tally from "./tally/convex.config";\nconst app = defineApp();\napp.use(tally);\nexport default app;\n',
      "convex/tally/convex.config.ts":
        'import { defineComponent } from "convex/server";\nexport default defineComponent("tally");\n',
      "convex/tally/schema.ts":
        'import { defineSchema, defineTable } from "convex/server";\nimport { v } from "convex/values";\nexport default defineSchema({ marks: defineTable({ by: v.string() }) });\n',
      "convex/tally/marks.ts":
        'import { mutationGeneric } from "convex/server";\nimport { v } from "convex/values";\nexport const mark = mutationGeneric({ args: { by: v.string() }, returns: v.null(), handler: async (ctx, { by }) => { await ctx.db.insert("marks", { by }); return null; } });\n',
      "convex/app.ts":
        'import { mutationGeneric } from "convex/server";\nimport { components } from "./_generated/api";\nexport const go = mutationGeneric({ args: {}, handler: (ctx) => ctx.runMutation(components.tally.marks.mark, { by: "app" }) });\n',
    });
    await convex.succeed("run", "app:go");
    await convex.succeed("run", "marks:mark", '{"by":"hand"}', "--component", "tally");
    expect(await convex.succeed("data", "--component", "tally")).toBe("marks");
    const rows = jsonLines(
      await convex.succeed("data", "marks", "--component", "tally", "--format", "jsonl", "--order", "asc"),
    );
    expect(rows.map(({ by }) => by)).toEqual(["app", "hand"]);
    expect(convex.project.read("convex/_generated/api.d.ts")).toContain(
      'tally: import("../tally/_generated/component.js")',
    );
    expect(convex.project.read("convex/tally/_generated/component.ts")).toMatch(
      /mark: FunctionReference<\s*"mutation",\s*"internal",\s*{ by: string }/,
    );
    const out = convex.project.path("out.zip");
    await convex.succeed("export", "--path", out);
    await convex.succeed("import", "-y", "--replace-all", out);
    const again = convex.project.path("again.zip");
    await convex.succeed("export", "--path", again);
    expect(sha256(again)).toBe(sha256(out));
  });
});

describe("copies of everything", () => {
  test("[AD15] what is exported imports into an empty deployment and exports again, equal to the last byte, files included", async () => {
    const first = await server({ functionsDir: fixtureDir });
    const second = await server({ functionsDir: fixtureDir });
    const from = project();
    const here = cli(from, first);
    const there = cli(from, second);
    const storeText = makeFunctionReference<"action", Record<string, string>, { id: string }>("files:storeText");
    const url = makeFunctionReference<"query", { id: string }, string>("files:url");
    const values = makeFunctionReference<"mutation">("notes:add");
    for (let i = 0; i < 20; i++)
      await first.http().mutation(values, { list: `l${i % 3}`, text: `é ${i}`, rank: i / 3 });
    // The second one holds something of its own, which the import must take away.
    await second.http().mutation(makeFunctionReference<"mutation">("counters:add"), { name: "c", by: 1 });
    const { id } = await first.http().action(storeText, { text: "kept bytes", type: "text/plain" });
    await first.http().action(storeText, { text: "", type: "image/png" });
    const [one, two] = [from.path("one.zip"), from.path("two.zip")];
    await here.succeed("export", "--path", one, "--include-file-storage");
    expect(await there.run("import", "-y", "--replace-all", one)).toMatchObject({ code: 0 });
    await there.succeed("export", "--path", two, "--include-file-storage");
    expect(sha256(two)).toBe(sha256(one));
    const address = await second.http().query(url, { id });
    expect(await (await fetch(address)).text()).toBe("kept bytes");
    const inList = makeFunctionReference<"query", { list: string }, { text: string }[]>("notes:inList");
    expect(await second.http().query(inList, { list: "l1" })).toEqual(await first.http().query(inList, { list: "l1" }));
  });

  test("[AD16] tables come as JSON lines, JSON and CSV; append adds, replace replaces, and nothing is mixed unasked", async () => {
    const { convex, served } = await pushed();
    convex.project.write({
      "a.jsonl": '{"text":"one"}\n{"text":"two"}\n',
      "b.json": '[{"text":"three"}]',
      "c.csv": 'text\n"four, with a ""comma"""\nfive\n',
      "bad.jsonl": '{"text":"six"}\n{"text":7}\n',
      "worse.jsonl": '{"text":"six"}\n{"text"\n',
    });
    const list = makeFunctionReference<"query", Record<string, never>, { text: string }[]>("notes:list");
    const texts = async () => (await served.http().query(list, {})).map(({ text }) => text);
    await convex.succeed("import", "--table", "notes", "a.jsonl");
    expect((await convex.run("import", "--table", "notes", "b.json")).stderr).toMatch(/has 2 documents already/);
    await convex.succeed("import", "--append", "--table", "notes", "b.json");
    await convex.succeed("import", "--append", "--table", "notes", "c.csv");
    expect(await texts()).toEqual(["one", "two", "three", 'four, with a "comma"', "five"]);
    const unfit = await convex.run("import", "-y", "--replace", "--table", "notes", "bad.jsonl");
    expect([unfit.code, unfit.stderr]).toEqual([
      1,
      expect.stringMatching(/Table "notes": .*does not match the schema/),
    ]);
    const broken = await convex.run("import", "-y", "--replace", "--table", "notes", "worse.jsonl");
    expect(broken.stderr).toContain("Line 2 is not JSON.");
    expect(await texts()).toHaveLength(5);
    await convex.succeed("import", "-y", "--replace", "--table", "notes", "a.jsonl");
    expect(await texts()).toEqual(["one", "two"]);
  });
});
