/**
 * The seam between where a project's code comes from and how it is loaded. Two sources make a `Project`:
 * `bundleProject` (functions/bundle.ts) from a functions folder, and `projectOfModules`
 * (components/project-of-modules.ts) from modules that somebody has bundled already, as the official CLI's push brings
 * them. `loadProject` (components/load-project.ts) makes a `Deployment` of either.
 *
 * A *definition* is code: the app's own folder, or a component's, once. A *component* is a definition in use: it has a
 * path ("" for the app, "workpool/batchWorker" for a child's child), tables, functions and an environment of its own.
 * Which components there are is said by the definitions themselves (`convex.config.ts`), so it is known only after loading.
 */

/** Where a module may run: "node" modules begin with "use node" and hold only actions. */
export type Environment = "isolate" | "node";

/** One CommonJS script that holds every module of one environment by key, and the source map of its lines. */
export type Script = { readonly code: string; readonly map: string; readonly environment: Environment };

/** The code of the app or of a component, made ready to evaluate. */
export type DefinitionCode = {
  /** "" for the app, otherwise the folder relative to the app's, as in "../node_modules/@convex-dev/crons/dist/component". */
  readonly path: string;
  /** Exports one loader, that of `convex.config`; null when the app has none. */
  readonly definition: Script | null;
  /** Each exports an object of loaders by module path; schema and auth config have the keys of `specialKeys`. */
  readonly scripts: readonly Script[];
  /** The modules whose exports are functions, routes and crons, without schema, auth config and definition. */
  readonly modules: readonly { readonly path: string; readonly environment: Environment }[];
};

/** A project made ready to load. */
export type Project = {
  /** The app and every component that it uses, directly or not; in any order. */
  readonly definitions: readonly DefinitionCode[];
  /** Every file of the developer's own that was read, absolute; empty when nobody can watch them. */
  readonly inputs: readonly string[];
  /** Paths in stack traces are told relative to this folder. */
  readonly root: string;
};

/** A mistake in the project's own files, told with file and line where they are known. */
export class ProjectError extends Error {
  override readonly name = "ProjectError";
}

/** Keys of the modules that are read when a project is loaded but define no functions. */
export const specialKeys = {
  schema: "\0schema",
  auth: "\0auth.config",
  definition: "\0convex.config",
} as const;

const importHead = "./_componentDeps/";

/** What a definition imports in place of another one's `convex.config`: the official CLI writes it the same way. */
export function definitionImport(path: string): string {
  return importHead + Buffer.from(path).toString("base64url");
}

/** The definition that such an import names; null for any other import. */
export function importedDefinition(specifier: string): string | null {
  return specifier.startsWith(importHead)
    ? Buffer.from(specifier.slice(importHead.length), "base64url").toString("utf8")
    : null;
}
