import type { ValidatorJSON } from "../values/validators";

/** A function of a component, ready to be called. */
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
  getRoutes(): readonly (readonly [path: string, method: string, handler: unknown])[];
};

/** A cron as `crons.ts` declares it. */
export type CronDeclaration = { name: string; args: unknown[]; schedule: Record<string, unknown> & { type: string } };

/** What `convex.config.ts` says, as its definition exports it. */
export type DefinitionExport = {
  readonly definitionType: { readonly type: "app" } | { readonly type: "childComponent"; readonly name: string };
  readonly httpPrefix?: string;
  readonly childComponents: readonly {
    readonly name: string;
    readonly path: string;
    readonly env:
      readonly (readonly [string, { type: "value"; value: string } | { type: "envVar"; name: string }])[] | null;
  }[];
  /** Which child answers requests below which prefix, as "/prefix/" to "_reference/childComponent/name". */
  readonly httpMounts: Readonly<Record<string, string>>;
  readonly exports: unknown;
  readonly envVars?: readonly (readonly [string, { type: "value"; value: string; optional?: boolean }])[];
};

/** The app, or a component in use: a definition with a place, an environment, functions and tables of its own. */
export type Component = {
  /** "" for the app, otherwise the names on the way to it, as in "workpool/batchWorker". */
  readonly path: string;
  /** Where its definition lies, "" for the app's; two components may share one. */
  readonly definitionPath: string;
  readonly definition: DefinitionExport;
  /** `process.env` of its functions. */
  readonly env: Readonly<Record<string, string>>;
  /** Paths of the components that it uses, by the names it gives them. */
  readonly children: ReadonlyMap<string, string>;
  /** Its functions by canonical path, "module:name". */
  readonly functions: ReadonlyMap<string, ProjectFunction>;
  /** `schema.export()`, parsed; null when there is no schema. */
  readonly schema: unknown;
  readonly router: HttpRouter | null;
  readonly crons: Readonly<Record<string, CronDeclaration>>;
};

/** One loaded version of a project. Nothing in it changes after loading. */
export type Deployment = {
  readonly app: Component;
  /** All of them by path, the app included; parents before their children. */
  readonly components: ReadonlyMap<string, Component>;
  /** The default export of the app's `auth.config`; null when there is none. */
  readonly authConfig: unknown;
  /** Rewrites a stack so that it names the project's files; frames of other code are left out. */
  readonly where: (stack: string) => string[];
};

const isCanonical = /^[\w/-]+:\w+$/;

/** "dir/module:name", with the default export when none is named and without ".js". */
export function canonicalPath(path: string): string {
  if (isCanonical.test(path)) return path;
  const [module = "", name = "default"] = path.split(":");
  return `${module.endsWith(".js") ? module.slice(0, -3) : module}:${name}`;
}

const nothing: Component = {
  path: "",
  definitionPath: "",
  definition: {
    definitionType: { type: "app" },
    childComponents: [],
    httpMounts: {},
    exports: { type: "branch", branch: [] },
  },
  env: {},
  children: new Map(),
  functions: new Map(),
  schema: null,
  router: null,
  crons: {},
};

/** What is served before a first version is loaded: an app without anything. */
export const emptyDeployment: Deployment = {
  app: nothing,
  components: new Map([["", nothing]]),
  authConfig: null,
  where: () => [],
};
