import { posix } from "node:path";
import type { Plugin } from "esbuild";
import { buildScript, type Entry } from "./build-script";
import { importedDefinition, specialKeys, type DefinitionCode, type Environment, type Project } from "./project";

/** A module as text: ESM whose relative imports are other modules of its definition. */
export type ModuleText = {
  /** With its ending, as in "messages.js", "stores/courses.js" or "_deps/3QK2.js". */
  readonly path: string;
  readonly source: string;
  readonly sourceMap?: string | undefined;
  readonly environment: Environment;
};

/** A definition as modules. `modules` holds the functions' modules and the shared ones they import, auth config included. */
export type DefinitionModules = {
  readonly path: string;
  readonly definition: ModuleText | null;
  readonly schema: ModuleText | null;
  readonly modules: readonly ModuleText[];
};

const folder = "/modules";
const namespace = "modules";
const shared = "_deps/";
const authConfig = "auth.config";

function textOf({ source, sourceMap }: ModuleText): string {
  if (sourceMap === undefined) return source;
  const data = Buffer.from(sourceMap).toString("base64");
  return `${source.replace(/^\/\/# sourceMappingURL=.*$/m, "")}\n//# sourceMappingURL=data:application/json;base64,${data}\n`;
}

/** Lets esbuild find modules by their place among each other instead of on the disk. */
function fromMemory(files: ReadonlyMap<string, ModuleText>): Plugin {
  return {
    name: "modules",
    setup(builder) {
      builder.onResolve({ filter: /.*/ }, ({ path, importer, namespace: from }) => {
        if (importedDefinition(path) !== null) return { path, external: true };
        const place = path.startsWith(".") && from === namespace ? posix.join(posix.dirname(importer), path) : path;
        if (files.has(place)) return { path: place, namespace };
        return path.startsWith(".") ? undefined : { path, external: true };
      });
      builder.onLoad({ filter: /.*/, namespace }, ({ path }) => {
        const module = files.get(path);
        return module === undefined ? undefined : { contents: textOf(module), loader: "js" };
      });
    },
  };
}

const keyOf = (path: string) => path.replace(/\.[cm]?js$/, "");

async function build(definition: DefinitionModules): Promise<DefinitionCode> {
  const inEnvironment = (environment: Environment) =>
    definition.modules.filter((module) => module.environment === environment);
  const functions = definition.modules.filter(({ path }) => !path.startsWith(shared) && keyOf(path) !== authConfig);
  const place = ({ path }: ModuleText) => posix.join(folder, path);
  const entry = (key: string, module: ModuleText | null | undefined): Entry[] =>
    module === null || module === undefined ? [] : [{ key, file: place(module) }];
  const auth = definition.modules.find(({ path }) => keyOf(path) === authConfig);
  const script = async (environment: Environment, entries: readonly Entry[], modules: readonly ModuleText[]) => {
    const files = new Map(modules.map((module) => [place(module), module]));
    const options = { root: "/", resolveDir: "/", plugins: [fromMemory(files)] };
    return (await buildScript(entries, environment, options)).script;
  };
  const functionsIn = (environment: Environment, ...special: Entry[]) => {
    const own = functions.filter((module) => module.environment === environment);
    const entries = own.flatMap((module) => entry(keyOf(module.path), module));
    const schema = environment === "isolate" && definition.schema !== null ? [definition.schema] : [];
    return script(environment, [...entries, ...special], [...inEnvironment(environment), ...schema]);
  };
  const hasNode = functions.some(({ environment }) => environment === "node");
  return {
    path: definition.path,
    definition:
      definition.definition === null
        ? null
        : await script("isolate", entry(specialKeys.definition, definition.definition), [definition.definition]),
    scripts: [
      await functionsIn("isolate", ...entry(specialKeys.schema, definition.schema), ...entry(specialKeys.auth, auth)),
      ...(hasNode ? [await functionsIn("node")] : []),
    ],
    modules: functions.map(({ path, environment }) => ({ path: keyOf(path), environment })),
  };
}

/**
 * Makes a project of modules that are bundled already, as a push of the official CLI brings them: one definition is the
 * app's, with the path "". A definition that imports another one does so by `definitionImport(path)`.
 * Throws ProjectError when a module cannot be read as code.
 */
export async function projectOfModules(definitions: readonly DefinitionModules[]): Promise<Project> {
  return { definitions: await Promise.all(definitions.map(build)), inputs: [], root: "/" };
}
