import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, relative, resolve, sep } from "node:path";
import type { Plugin } from "esbuild";
import { buildScript, type Entry } from "../components/build-script";
import {
  definitionImport,
  specialKeys,
  type DefinitionCode,
  type Environment,
  type Project,
} from "../components/project";
import { listModules, specialFile, type ProjectModule } from "./project-modules";

const useNode = /^\s*(?:(?:\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)\s*)*["']use node["']/;

function environmentOf(module: ProjectModule): Environment {
  return useNode.test(readFileSync(module.file, "utf8")) ? "node" : "isolate";
}

/** A definition's path: the way from the app's folder to its own, with forward slashes. */
function definitionPath(appDir: string, folder: string): string {
  return relative(appDir, folder).split(sep).join("/");
}

/** Leaves the components that a definition imports outside its script, and tells their folders. */
function keepComponentsApart(appDir: string, own: string | null, found: Set<string>): Plugin {
  return {
    name: "components",
    setup(builder) {
      const looking = {};
      builder.onResolve({ filter: /convex\.config/ }, async ({ path, pluginData, ...from }) => {
        if (pluginData === looking || path === own) return undefined;
        const endings = [".js", ".ts"].includes(extname(path)) ? [] : [".js", ".ts"];
        const candidates = [path, path.replace(/\.js$/, ".ts"), ...endings.map((ending) => path + ending)];
        for (const candidate of candidates) {
          const { kind, resolveDir } = from;
          const resolved = await builder.resolve(candidate, { kind, resolveDir, pluginData: looking });
          if (resolved.errors.length > 0 || resolved.path === own) continue;
          const folder = dirname(resolved.path);
          found.add(folder);
          return { path: definitionImport(definitionPath(appDir, folder)), external: true };
        }
        return undefined;
      });
    },
  };
}

type Bundled = { readonly code: DefinitionCode; readonly inputs: readonly string[]; readonly uses: readonly string[] };

async function bundleDefinition(appDir: string, folder: string): Promise<Bundled> {
  const root = dirname(appDir);
  const modules = listModules(folder).map((module) => ({ ...module, environment: environmentOf(module) }));
  const special = (key: string, name: "schema" | "auth.config" | "convex.config"): Entry[] => {
    const file = specialFile(folder, name);
    return file === null ? [] : [{ key, file }];
  };
  const definition = special(specialKeys.definition, "convex.config");
  const specials = [
    ...special(specialKeys.schema, "schema"),
    ...(folder === appDir ? special(specialKeys.auth, "auth.config") : []),
  ];
  const uses = new Set<string>();
  const place = { root, resolveDir: folder, plugins: [] };
  const apart = { ...place, plugins: [keepComponentsApart(appDir, definition[0]?.file ?? null, uses)] };
  const entriesOf = (environment: Environment): Entry[] =>
    modules.filter((module) => module.environment === environment).map(({ path, file }) => ({ key: path, file }));
  const nodeEntries = entriesOf("node");
  const [functions, definitions] = await Promise.all([
    Promise.all([
      buildScript([...entriesOf("isolate"), ...specials], "isolate", place),
      ...(nodeEntries.length ? [buildScript(nodeEntries, "node", place)] : []),
    ]),
    Promise.all(definition.length ? [buildScript(definition, "isolate", apart)] : []),
  ]);
  return {
    code: {
      path: definitionPath(appDir, folder),
      definition: definitions[0]?.script ?? null,
      scripts: functions.map(({ script }) => script),
      modules: modules.map(({ path, environment }) => ({ path, environment })),
    },
    inputs: [...functions, ...definitions]
      .flatMap(({ inputs }) => inputs)
      .filter((input) => !input.includes("node_modules") && !/^[a-z-]+:/.test(input))
      .map((input) => resolve(root, input)),
    uses: [...uses],
  };
}

/**
 * Makes a project of a functions folder: the app's modules and those of every component that its `convex.config.ts`
 * leads to, wherever they are installed. Throws ProjectError with file and line when a file cannot be read as code.
 */
export async function bundleProject(folder: string): Promise<Project> {
  const appDir = resolve(folder);
  const bundled = new Map<string, Bundled>();
  let waiting = [appDir];
  while (waiting.length > 0) {
    const built = await Promise.all(waiting.map((dir) => bundleDefinition(appDir, dir)));
    waiting.forEach((dir, i) => bundled.set(dir, built[i]!));
    waiting = [...new Set(built.flatMap(({ uses }) => uses))].filter((dir) => !bundled.has(dir) && existsSync(dir));
  }
  const all = [...bundled.values()];
  return {
    definitions: all.map(({ code }) => code),
    inputs: [...new Set(all.flatMap(({ inputs }) => inputs))].sort((a, b) =>
      relative(appDir, a) < relative(appDir, b) ? -1 : 1,
    ),
    root: dirname(appDir),
  };
}
