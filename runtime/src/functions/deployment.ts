import { SourceMap, type SourceMapPayload } from "node:module";
import { dirname, resolve } from "node:path";
import { compileFunction } from "node:vm";
import type { ValidatorJSON } from "../values/validators";
import { ProjectError, specialKeys, type Bundle, type Script } from "./bundle";
import { sandboxNames, type SandboxOptions } from "./sandbox";

/** A registered function as the `convex` package makes it. */
type Registered = {
  isQuery?: boolean;
  isMutation?: boolean;
  isAction?: boolean;
  isHttp?: boolean;
  isPublic?: boolean;
  isInternal?: boolean;
  exportArgs(): string;
  exportReturns(): string;
  invokeQuery(args: string): Promise<string>;
  invokeMutation(args: string): Promise<string>;
  invokeAction(requestId: string, args: string): Promise<string>;
};

/** A function of a project, ready to be called. */
export type ProjectFunction = {
  readonly path: string;
  readonly kind: "query" | "mutation" | "action";
  readonly isPublic: boolean;
  /** Null when anything goes. */
  readonly args: ValidatorJSON | null;
  readonly returns: ValidatorJSON | null;
  readonly invoke: (requestId: string, args: string) => Promise<string>;
};

/** The HTTP router of `http.ts`. */
export type HttpRouter = {
  lookup(
    path: string,
    method: string,
  ): readonly [{ invokeHttpAction(request: Request): Promise<Response> }, string, string] | null;
};

/** A cron as `crons.ts` declares it. */
export type CronDeclaration = { name: string; args: unknown[]; schedule: Record<string, unknown> & { type: string } };

/** One loaded version of a project. Nothing in it changes after loading. */
export type Deployment = {
  readonly functions: ReadonlyMap<string, ProjectFunction>;
  readonly schema: unknown;
  readonly authConfig: unknown;
  readonly router: HttpRouter | null;
  readonly crons: Readonly<Record<string, CronDeclaration>>;
  /** Rewrites a stack so that it names the project's files; frames of other code are left out. */
  readonly where: (stack: string) => string[];
};

const isCanonical = /^[\w/-]+:\w+$/;

type Exports = Record<string, unknown>;
type Loaders = Record<string, () => Exports>;

/** "dir/module:name", with the default export when none is named and without ".js". */
export function canonicalPath(path: string): string {
  if (isCanonical.test(path)) return path;
  const [module = "", name = "default"] = path.split(":");
  return `${module.endsWith(".js") ? module.slice(0, -3) : module}:${name}`;
}

function parseValidator(text: string): ValidatorJSON | null {
  const validator = JSON.parse(text) as ValidatorJSON | null;
  return validator === null || validator.type === "any" ? null : validator;
}

function readFunction(path: string, value: unknown): ProjectFunction | null {
  if (typeof value !== "function") return null;
  const found = value as unknown as Registered;
  const kind = found.isQuery ? "query" : found.isMutation ? "mutation" : found.isAction ? "action" : null;
  if (kind === null) return null;
  const invoke = {
    query: (_requestId: string, args: string) => found.invokeQuery(args),
    mutation: (_requestId: string, args: string) => found.invokeMutation(args),
    action: (requestId: string, args: string) => found.invokeAction(requestId, args),
  }[kind];
  return {
    path,
    kind,
    isPublic: found.isPublic === true,
    args: parseValidator(found.exportArgs()),
    returns: parseValidator(found.exportReturns()),
    invoke,
  };
}

type Located = { name: string; map: SourceMap; root: string };

function locate(line: string, scripts: readonly Located[]): string | null {
  for (const { name, map, root } of scripts) {
    const at = line.indexOf(`${name}:`);
    if (at < 0) continue;
    const [row, column] = line
      .slice(at + name.length + 1)
      .split(/[:)]/)
      .map(Number);
    if (!row || !column) return null;
    const entry = map.findEntry(row - 1, column - 1);
    if (!("originalSource" in entry) || /node_modules|(^|\/)modules\.js$/.test(entry.originalSource)) return null;
    const source = entry.originalSource.replace(/^(\.\.\/)+/, "");
    const caller = /at (?:async )?([^\s(]+) \(/.exec(line)?.[1];
    const place = `${root}${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    return caller && !caller.includes("/") ? `    at ${caller} (${place})` : `    at ${place}`;
  }
  return null;
}

let loaded = 0;

function compile(script: Script, name: string, options: Omit<SandboxOptions, "environment">): Loaders {
  const names = sandboxNames({ ...options, environment: script.environment });
  const module: { exports: Loaders } = { exports: {} };
  const params = [...Object.keys(names), "module", "exports"];
  const run = compileFunction(script.code, params, { filename: name }) as (...args: unknown[]) => void;
  run(...Object.values(names), module, module.exports);
  return module.exports;
}

function requireOne(loaders: Loaders, key: string, label: string, where: (stack: string) => string[]): Exports {
  const load = loaders[key];
  if (load === undefined) throw new Error(`No module ${label}`);
  try {
    return load();
  } catch (error) {
    const stack = error instanceof Error && error.stack ? where(error.stack) : [];
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new ProjectError([`${label} failed to load: ${message}`, ...stack].join("\n"));
  }
}

function exported(value: unknown, label: string): unknown {
  if (value === undefined || value === null) throw new ProjectError(`${label} has no default export.`);
  return value;
}

/**
 * Evaluates a bundle: every module once, with its functions, schema, routes and crons read.
 * Throws ProjectError naming the module, file and line that fails; nothing of the running version is touched.
 */
export function loadDeployment(
  bundle: Bundle,
  functionsDir: string,
  options: Omit<SandboxOptions, "environment">,
): Deployment {
  loaded += 1;
  const version = loaded;
  const root = dirname(resolve(functionsDir));
  const names = bundle.scripts.map((script) => `convex-${script.environment}-${version}.js`);
  const located = bundle.scripts.map((script, i) => ({
    name: names[i] ?? "",
    map: new SourceMap(JSON.parse(script.map) as SourceMapPayload),
    root: "",
  }));
  const where = (stack: string) =>
    stack
      .replaceAll(`${root}/`, "")
      .split("\n")
      .map((line) => locate(line, located))
      .filter((line) => line !== null);
  const loaders: Loaders = {};
  bundle.scripts.forEach((script, i) => Object.assign(loaders, compile(script, names[i] ?? "", options)));

  const functions = new Map<string, ProjectFunction>();
  let router: HttpRouter | null = null;
  let crons: Record<string, CronDeclaration> = {};
  for (const { path, environment } of bundle.modules) {
    const exports = requireOne(loaders, path, path, where);
    for (const [name, value] of Object.entries(exports)) {
      let found: ProjectFunction | null;
      try {
        found = readFunction(`${path}:${name}`, value);
      } catch (error) {
        throw new ProjectError(`${path}:${name}: ${(error as Error).message}`);
      }
      if (found === null) continue;
      if (environment === "node" && found.kind !== "action") {
        throw new ProjectError(`${path}:${name} is a ${found.kind}: a module with "use node" may define only actions.`);
      }
      functions.set(found.path, found);
    }
    if (path === "http") {
      router = exported(exports.default, "http.ts") as HttpRouter;
      if (typeof router.lookup !== "function")
        throw new ProjectError("The default export of http.ts is no httpRouter().");
    }
    if (path === "crons") {
      const declared = exported(exports.default, "crons.ts") as { export?: () => string };
      if (typeof declared.export !== "function")
        throw new ProjectError("The default export of crons.ts is not cronJobs().");
      crons = JSON.parse(declared.export()) as Record<string, CronDeclaration>;
    }
  }

  const special = (key: string, label: string) =>
    key in loaders ? exported(requireOne(loaders, key, label, where).default, label) : null;
  const schema = special(specialKeys.schema, "schema.ts") as { export(): string } | null;
  const app = special(specialKeys.app, "convex.config.ts") as {
    _childComponents?: readonly (readonly [string])[];
  } | null;
  const components = (app?._childComponents ?? []).map(([name]) => name);
  if (components.length)
    throw new ProjectError(`Components are not supported yet: convex.config.ts uses ${components.join(", ")}.`);
  return {
    functions,
    schema: schema === null ? null : (JSON.parse(schema.export()) as unknown),
    authConfig: special(specialKeys.auth, "auth.config.ts"),
    router,
    crons,
    where,
  };
}
