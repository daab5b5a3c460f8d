import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeFunctionReference } from "convex/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serve, temporaryFolder, type Served } from "./support/harness";

const builders =
  'import { mutationGeneric as mutation, queryGeneric as query, componentsGeneric, makeFunctionReference } from "convex/server";\nimport { v } from "convex/values";\n';
const box = {
  "box/convex.config.ts": 'import { defineComponent } from "convex/server";\nexport default defineComponent("box");\n',
  "box/schema.ts": `import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({ things: defineTable({ name: v.string() }) });
`,
  "box/lib.ts": `${builders}
export const put = mutation({ args: { name: v.string() }, handler: async (ctx, { name }) => {
  await ctx.db.insert("things", { name });
  return await ctx.scheduler.runAfter(3_600_000, makeFunctionReference("lib:put"), { name: "later" });
} });
export const all = query({ args: {}, handler: async (ctx) => ({
  things: (await ctx.db.query("things").collect()).map(({ name }) => name),
  jobs: (await ctx.db.system.query("_scheduled_functions").collect()).map(({ state }) => state.kind),
}) });
`,
};
const withBox = {
  "convex.config.ts":
    'import { defineApp } from "convex/server";\nimport box from "./box/convex.config";\nconst app = defineApp();\napp.use(box);\nexport default app;\n',
  "app.ts": `${builders}
const components = componentsGeneric();
export const put = mutation({ args: { name: v.string() }, handler: (ctx, args) => ctx.runMutation(components.box.lib.put, args) });
export const all = query({ args: {}, handler: (ctx) => ctx.runQuery(components.box.lib.all, {}) });
`,
};
const put = makeFunctionReference<"mutation">("app:put");
const all = makeFunctionReference<"query">("app:all");
const add = makeFunctionReference<"mutation">("own:add");

/** How long a busy machine may take, in ms, to bundle a project with all its components. */
const patience = 180_000;

describe("a project whose components change", { timeout: patience }, () => {
  let served: Served | null;
  let project: ReturnType<typeof temporaryFolder>;
  let functionsDir: string;
  const write = (files: Record<string, string>) => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(functionsDir, file)), { recursive: true });
      writeFileSync(join(functionsDir, file), text);
    }
  };
  beforeEach(() => {
    served = null;
    project = temporaryFolder();
    functionsDir = join(project.folder, "convex");
    symlinkSync(fileURLToPath(new URL("../../node_modules", import.meta.url)), join(project.folder, "node_modules"));
  });
  afterEach(async () => {
    await served?.stop();
    project.remove();
  });

  test("[CM14] a component's schema that a document does not fit is refused, and the app's new one with it", async () => {
    const ownSchema = (type: string) => `import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({ rows: defineTable({ value: ${type} }) });
`;
    const own = `${builders}export const add = mutation({ args: { value: v.any() }, handler: async (ctx, { value }) => { await ctx.db.insert("rows", { value }); } });\n`;
    write({ ...box, ...withBox, "schema.ts": ownSchema("v.any()"), "own.ts": own });
    served = await serve({ functionsDir });
    await served.http().mutation(put, { name: "old" });
    const stricter = box["box/schema.ts"].replace("v.string()", "v.number()");
    write({ "box/schema.ts": stricter, "schema.ts": ownSchema("v.string()") });
    await expect(served.runtime.reload()).rejects.toThrow(
      /Document with ID "\w+" in table "things" of component "box" does not match the schema/,
    );
    // The app's stricter schema fits every row and still does not hold.
    await served.http().mutation(add, { value: 7 });
    expect(await served.http().query(all, {})).toEqual({ things: ["old"], jobs: ["pending"] });
    write({ "box/schema.ts": box["box/schema.ts"], "schema.ts": ownSchema("v.union(v.string(), v.number())") });
    await served.runtime.reload();
    await expect(served.http().mutation(add, { value: true })).rejects.toThrow("does not match the schema");
  });

  test("[CM15] a component that is no longer used keeps its documents and jobs, also over a restart", async () => {
    const alone = { "convex.config.ts": 'import { defineApp } from "convex/server";\nexport default defineApp();\n' };
    const dataDir = join(project.folder, "data");
    write({ ...box, ...withBox });
    served = await serve({ functionsDir, dataDir });
    await served.http().mutation(put, { name: "kept" });
    write(alone);
    rmSync(join(functionsDir, "app.ts"));
    await served.runtime.reload();
    await expect(served.http().query(all, {})).rejects.toThrow("Could not find public function for 'app:all'");
    expect(served.runtime.health().componentsAsleep).toEqual(["box"]);
    expect(served.logs).toContain("Components that are no longer used keep their data: box.");
    await served.stop();
    served = await serve({ functionsDir, dataDir });
    write(withBox);
    await served.runtime.reload();
    expect(await served.http().query(all, {})).toEqual({ things: ["kept"], jobs: ["pending"] });
    await served.http().mutation(put, { name: "new" });
    expect(await served.http().query(all, {})).toEqual({ things: ["kept", "new"], jobs: ["pending", "pending"] });
  });

  test("[CM1] documents of components outlive a restart, and their schemas hold at once", async () => {
    const dataDir = join(project.folder, "data");
    const careless = box["box/lib.ts"].replace('"things", { name }', '"things", { name: name === "odd" ? 7 : name }');
    write({ ...box, ...withBox, "box/lib.ts": careless });
    served = await serve({ functionsDir, dataDir });
    await served.http().mutation(put, { name: "first" });
    await served.stop();
    served = await serve({ functionsDir, dataDir });
    await expect(served.http().mutation(put, { name: "odd" })).rejects.toThrow(
      'Failed to insert or update a document in table "things" because it does not match the schema',
    );
    expect(await served.http().query(all, {})).toMatchObject({ things: ["first"] });
  });

  const config = (imports: string, body: string) =>
    `import { defineApp, defineComponent } from "convex/server";\nimport { v } from "convex/values";\n${imports}\n${body}\n`;
  test.each<[string, Record<string, string>, RegExp]>([
    [
      "two children of one name",
      {
        "convex.config.ts": config(
          'import box from "./box/convex.config";',
          "const app = defineApp();\napp.use(box);\napp.use(box);\nexport default app;",
        ),
      },
      /convex\.config\.ts uses two components named "box"/,
    ],
    [
      "a definition that uses itself",
      {
        "convex.config.ts": config(
          'import a from "./a/convex.config";',
          "const app = defineApp();\napp.use(a);\nexport default app;",
        ),
        "a/convex.config.ts": config(
          'import b from "../b/convex.config";',
          'const a = defineComponent("a");\na.use(b);\nexport default a;',
        ),
        "b/convex.config.ts": config(
          'import a from "../a/convex.config";',
          'const b = defineComponent("b");\nb.use(a);\nexport default b;',
        ),
      },
      /The component (a|b) uses itself/,
    ],
    [
      "an app used as a component",
      {
        "convex.config.ts": config(
          'import a from "./a/convex.config";',
          "const app = defineApp();\napp.use(a);\nexport default app;",
        ),
        "a/convex.config.ts": config("", "export default defineApp();"),
      },
      /a\/convex\.config\.ts defines an app and cannot be used as a component/,
    ],
    [
      "a variable that is missing",
      {
        "convex.config.ts": config(
          'import a from "./a/convex.config";',
          "const app = defineApp();\napp.use(a);\nexport default app;",
        ),
        "a/convex.config.ts": config("", 'export default defineComponent("a", { env: { KEY: v.string() } });'),
      },
      /The component "a" needs the environment variable KEY/,
    ],
    [
      "a variable of the wrong kind",
      {
        "convex.config.ts": config(
          'import a from "./a/convex.config";',
          'const app = defineApp();\napp.use(a, { env: { LEVEL: "loud" } });\nexport default app;',
        ),
        "a/convex.config.ts": config(
          "",
          'export default defineComponent("a", { env: { LEVEL: v.literal("quiet") } });',
        ),
      },
      /The component "a" cannot take its variable LEVEL/,
    ],
    [
      "a component's schema that is wrong",
      { ...withBox, ...box, "box/schema.ts": box["box/schema.ts"].replace("things:", "_things:") },
      /Component "box": Table names must be valid identifiers/,
    ],
    [
      "a component's module that fails",
      { ...withBox, ...box, "box/broken.ts": "export const x = null.y;\n" },
      /box\/broken failed to load: TypeError/,
    ],
  ])("[CM16] %s is refused by name", async (_what, files, message) => {
    write({ ...box, ...files });
    await expect(serve({ functionsDir })).rejects.toThrow(message);
  });
});
