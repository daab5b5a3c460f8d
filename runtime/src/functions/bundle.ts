import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, relative, resolve } from "node:path";
import { build, type BuildFailure, type Message, type Plugin } from "esbuild";
import { listModules, specialFile, type ProjectModule } from "./project-modules";

/** Where a module may run: "node" modules begin with "use node" and hold only actions. */
export type Environment = "isolate" | "node";

/** One script that holds every module of one environment, and where its lines come from. */
export type Script = { readonly code: string; readonly map: string; readonly environment: Environment };

/** A project made ready to load: scripts by environment, the paths in each, and every file that was read. */
export type Bundle = {
  readonly scripts: readonly Script[];
  readonly modules: readonly { path: string; environment: Environment }[];
  readonly inputs: readonly string[];
};

/** A mistake in the project's own files, told with file and line where they are known. */
export class ProjectError extends Error {
  override readonly name = "ProjectError";
}

/** Keys of the files that are read when a project is loaded but are no modules of functions. */
export const specialKeys = { schema: "\0schema", auth: "\0auth.config", app: "\0convex.config" };

const useNode = /^\s*(?:(?:\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)\s*)*["']use node["']/;

function environmentOf(module: ProjectModule): Environment {
  return useNode.test(readFileSync(module.file, "utf8")) ? "node" : "isolate";
}

function describe(message: Message): string {
  const at = message.location;
  return at ? `${at.file}:${at.line}:${at.column + 1}: ${message.text}\n    ${at.lineText.trim()}` : message.text;
}

const keepServerOnlyEmpty: Plugin = {
  name: "server-only",
  setup(builder) {
    builder.onResolve({ filter: /^server-only$/ }, () => ({ path: "server-only", namespace: "empty" }));
    builder.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "" }));
  },
};

async function buildScript(
  functionsDir: string,
  entries: readonly { key: string; file: string }[],
  environment: Environment,
): Promise<{ script: Script; inputs: string[] }> {
  const lines = entries.map(({ key, file }) => `${JSON.stringify(key)}: () => require(${JSON.stringify(file)}),`);
  const root = dirname(resolve(functionsDir));
  const result = await build({
    stdin: {
      contents: `module.exports = {\n${lines.join("\n")}\n};`,
      resolveDir: functionsDir,
      sourcefile: "modules.js",
    },
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: "cjs",
    platform: environment === "node" ? "node" : "browser",
    conditions: ["convex", "module"],
    target: "es2022",
    sourcemap: "external",
    sourcesContent: false,
    outfile: resolve(root, `convex-${environment}.js`),
    metafile: true,
    logLevel: "silent",
    jsx: "automatic",
    plugins: [keepServerOnlyEmpty],
    ...(environment === "node" ? { external: builtinModules.flatMap((name) => [name, `node:${name}`]) } : {}),
  }).catch((failure: Partial<BuildFailure> & Error) => {
    if (!failure.errors) throw failure;
    throw new ProjectError(failure.errors.map(describe).join("\n"));
  });
  const text = (ending: string) => result.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  const inputs = Object.keys(result.metafile.inputs)
    .filter((input) => !input.includes("node_modules") && !/^[a-z-]+:/.test(input) && input !== "modules.js")
    .map((input) => resolve(root, input));
  return { script: { code: text(".js"), map: text(".js.map"), environment }, inputs };
}

/**
 * Bundles a functions folder: one script for the default environment and one for "use node" modules, each module
 * evaluated when it is asked for. Throws ProjectError with file and line when a file cannot be read as code.
 */
export async function bundleProject(folder: string): Promise<Bundle> {
  const functionsDir = resolve(folder);
  const modules = listModules(functionsDir).map((module) => ({ ...module, environment: environmentOf(module) }));
  const specials = (["schema", "auth.config", "convex.config"] as const).flatMap((name) => {
    const file = specialFile(functionsDir, name);
    return file ? [{ key: `\0${name}`, file }] : [];
  });
  const entriesOf = (environment: Environment) =>
    modules.filter((module) => module.environment === environment).map(({ path, file }) => ({ key: path, file }));
  const nodeEntries = entriesOf("node");
  const built = await Promise.all([
    buildScript(functionsDir, [...entriesOf("isolate"), ...specials], "isolate"),
    ...(nodeEntries.length ? [buildScript(functionsDir, nodeEntries, "node")] : []),
  ]);
  return {
    scripts: built.map(({ script }) => script),
    modules: modules.map(({ path, environment }) => ({ path, environment })),
    inputs: [...new Set(built.flatMap(({ inputs }) => inputs))].sort((a, b) =>
      relative(functionsDir, a) < relative(functionsDir, b) ? -1 : 1,
    ),
  };
}
