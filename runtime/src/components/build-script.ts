import { builtinModules } from "node:module";
import { build, type BuildFailure, type Message, type Plugin } from "esbuild";
import { ProjectError, type Environment, type Script } from "./project";

/** A module that a script shall hold: the key it is asked for by, and the file it is. */
export type Entry = { readonly key: string; readonly file: string };

/** The name of the script's own source in what esbuild tells. */
export const entrySource = "modules.js";

const builtins = builtinModules.flatMap((name) => [name, `node:${name}`]);

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

/** The default environment has no `node:async_hooks`, only the two classes of it, as Convex gives them. */
const asyncHooks: Plugin = {
  name: "async-hooks",
  setup(builder) {
    const path = "async_hooks";
    builder.onResolve({ filter: /^(node:)?async_hooks$/ }, () => ({ path, namespace: path }));
    builder.onLoad({ filter: /.*/, namespace: path }, () => ({
      contents: "export const { AsyncLocalStorage, AsyncResource } = globalThis;",
    }));
  },
};

/**
 * Makes one script of many modules, each evaluated when it is asked for. `root` is what paths are told relative to,
 * `plugins` find what is not on the disk or not to be followed. Returns the files that were read as well, as esbuild names
 * them. Throws ProjectError with file and line when a file cannot be read as code.
 */
export async function buildScript(
  entries: readonly Entry[],
  environment: Environment,
  place: { readonly root: string; readonly resolveDir: string; readonly plugins: readonly Plugin[] },
): Promise<{ script: Script; inputs: string[] }> {
  const lines = entries.map(({ key, file }) => `${JSON.stringify(key)}: () => require(${JSON.stringify(file)}),`);
  const result = await build({
    stdin: {
      contents: `module.exports = {\n${lines.join("\n")}\n};`,
      resolveDir: place.resolveDir,
      sourcefile: entrySource,
    },
    absWorkingDir: place.root,
    bundle: true,
    write: false,
    format: "cjs",
    platform: environment === "node" ? "node" : "browser",
    conditions: ["convex", "module"],
    target: "es2022",
    sourcemap: "external",
    sourcesContent: false,
    outfile: `${place.root}/convex-${environment}.js`,
    metafile: true,
    logLevel: "silent",
    jsx: "automatic",
    plugins: [keepServerOnlyEmpty, ...(environment === "isolate" ? [asyncHooks] : []), ...place.plugins],
    ...(environment === "node" ? { external: builtins } : {}),
  }).catch((failure: Partial<BuildFailure> & Error) => {
    if (!failure.errors) throw failure;
    throw new ProjectError(failure.errors.map(describe).join("\n"));
  });
  const text = (ending: string) => result.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  const inputs = Object.keys(result.metafile.inputs).filter((input) => input !== entrySource);
  return { script: { code: text(".js"), map: text(".js.map"), environment }, inputs };
}
