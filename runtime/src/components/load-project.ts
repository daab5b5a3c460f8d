import type {
  Component,
  CronDeclaration,
  DefinitionExport,
  Deployment,
  HttpRouter,
  ProjectFunction,
} from "../functions/deployment";
import { emptyDeployment } from "../functions/deployment";
import type { SandboxOptions } from "../functions/sandbox";
import { findMismatch, type ValidatorJSON } from "../values/validators";
import { Modules, type ImportedDefinition } from "./evaluate";
import { ProjectError, specialKeys, type DefinitionCode, type Project, type Script } from "./project";
import { ScriptPositions } from "./script-positions";

/** What a project is loaded with; `env` is the app's environment. */
export type LoadOptions = Omit<SandboxOptions, "environment" | "RegExp">;

/** A registered function as the `convex` package makes it. */
type Registered = {
  isQuery?: boolean;
  isMutation?: boolean;
  isAction?: boolean;
  isPublic?: boolean;
  exportArgs(): string;
  exportReturns(): string;
  invokeQuery(args: string): Promise<string>;
  invokeMutation(args: string): Promise<string>;
  invokeAction(requestId: string, args: string): Promise<string>;
};

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

function readFunctions(code: DefinitionCode, modules: Modules): Map<string, ProjectFunction> {
  const functions = new Map<string, ProjectFunction>();
  for (const { path, environment } of code.modules) {
    for (const [name, value] of Object.entries(modules.load(path))) {
      let found: ProjectFunction | null;
      try {
        found = readFunction(`${path}:${name}`, value);
      } catch (error) {
        throw new ProjectError(`${modules.label(`${path}:${name}`)}: ${(error as Error).message}`);
      }
      if (found === null) continue;
      if (environment === "node" && found.kind !== "action") {
        throw new ProjectError(
          `${modules.label(found.path)} is a ${found.kind}: a module with "use node" may define only actions.`,
        );
      }
      functions.set(found.path, found);
    }
  }
  return functions;
}

function readRouter(modules: Modules): HttpRouter {
  const router = modules.defaultOf(modules.load("http"), "http.ts") as HttpRouter;
  if (typeof router.lookup !== "function")
    throw new ProjectError(`The default export of ${modules.label("http.ts")} is no httpRouter().`);
  return router;
}

function readCrons(modules: Modules): Record<string, CronDeclaration> {
  const declared = modules.defaultOf(modules.load("crons"), "crons.ts") as { export?: () => string };
  if (typeof declared.export !== "function")
    throw new ProjectError(`The default export of ${modules.label("crons.ts")} is not cronJobs().`);
  return JSON.parse(declared.export()) as Record<string, CronDeclaration>;
}

function readSchema(modules: Modules): unknown {
  const schema = modules.loadDefault(specialKeys.schema, "schema.ts") as { export?: () => string } | null;
  if (schema === null) return null;
  if (typeof schema.export !== "function")
    throw new ProjectError(`The default export of ${modules.label("schema.ts")} is not defineSchema().`);
  return JSON.parse(schema.export()) as unknown;
}

/** The environment of a child: what its definition declares, as its parent gives it. */
function environmentOf(
  given: DefinitionExport["childComponents"][number],
  child: DefinitionExport,
  parent: Component,
): Record<string, string> {
  const bound = new Map(given.env ?? []);
  const shown = `The component "${given.name}"`;
  const env: Record<string, string> = {};
  const declared = new Set((child.envVars ?? []).map(([name]) => name));
  for (const name of bound.keys())
    if (!declared.has(name)) throw new ProjectError(`${shown} declares no environment variable ${name}.`);
  for (const [name, { value: validator, optional }] of child.envVars ?? []) {
    const binding = bound.get(name);
    const value = binding?.type === "envVar" ? parent.env[binding.name] : binding?.value;
    if (value === undefined) {
      if (optional === true) continue;
      throw new ProjectError(`${shown} needs the environment variable ${name}.`);
    }
    const mismatch = findMismatch(JSON.parse(validator) as ValidatorJSON, value, () => null);
    if (mismatch !== null) throw new ProjectError(`${shown} cannot take its variable ${name}: ${mismatch.message}`);
    env[name] = value;
  }
  return env;
}

class Loader {
  readonly positions: ScriptPositions;
  readonly components = new Map<string, Component>();
  authConfig: unknown = null;
  readonly #codes: ReadonlyMap<string, DefinitionCode>;
  readonly #options: LoadOptions;
  readonly #definitions = new Map<string, DefinitionExport | "loading">();

  constructor(project: Project, options: LoadOptions) {
    this.#codes = new Map(project.definitions.map((code) => [code.path, code]));
    this.#options = options;
    this.positions = new ScriptPositions(project.root);
  }

  /** Evaluates a definition for one place, and those that it uses below it. */
  mount(path: string, definitionPath: string, env: Readonly<Record<string, string>>): Component {
    const code = this.#code(definitionPath);
    const definition = this.#definition(definitionPath);
    const modules = this.#modules(definitionPath, code.scripts, env);
    const names = definition.childComponents.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined)
      throw new ProjectError(`${modules.label("convex.config.ts")} uses two components named "${twice}".`);
    const has = (name: string) => code.modules.some((module) => module.path === name);
    const component: Component = {
      path,
      definitionPath,
      definition,
      env,
      children: new Map(names.map((name) => [name, path === "" ? name : `${path}/${name}`])),
      functions: readFunctions(code, modules),
      schema: readSchema(modules),
      router: has("http") ? readRouter(modules) : null,
      crons: has("crons") ? readCrons(modules) : {},
    };
    this.components.set(path, component);
    if (path === "") this.authConfig = modules.loadDefault(specialKeys.auth, "auth.config.ts");
    for (const child of definition.childComponents) {
      const childEnv = environmentOf(child, this.#definition(child.path), component);
      this.mount(component.children.get(child.name)!, child.path, childEnv);
    }
    return component;
  }

  #code(path: string): DefinitionCode {
    const code = this.#codes.get(path);
    if (code === undefined) throw new ProjectError(`There is no component at "${path}".`);
    return code;
  }

  #modules(path: string, scripts: readonly Script[], env: Readonly<Record<string, string>>): Modules {
    return new Modules(path, scripts, { ...this.#options, env }, this.positions, (other) => this.#imported(other));
  }

  #imported(path: string): ImportedDefinition {
    const { definitionType } = this.#definition(path);
    if (definitionType.type !== "childComponent")
      throw new ProjectError(`${path}/convex.config.ts defines an app and cannot be used as a component.`);
    return { componentDefinitionPath: path, defaultName: definitionType.name };
  }

  /** What a definition says, evaluated once however often it is used. */
  #definition(path: string): DefinitionExport {
    const known = this.#definitions.get(path);
    if (known === "loading") throw new ProjectError(`The component ${path} uses itself.`);
    if (known !== undefined) return known;
    this.#definitions.set(path, "loading");
    const { definition: script } = this.#code(path);
    const definition = script === null ? emptyDeployment.app.definition : this.#evaluate(path, script);
    this.#definitions.set(path, definition);
    return definition;
  }

  #evaluate(path: string, script: Script): DefinitionExport {
    const modules = this.#modules(path, [script], path === "" ? this.#options.env : {});
    const found = modules.loadDefault(specialKeys.definition, "convex.config.ts") as {
      export?: () => DefinitionExport;
    };
    if (typeof found.export === "function") return found.export();
    throw new ProjectError(
      `The default export of ${modules.label("convex.config.ts")} is not defineApp() or defineComponent().`,
    );
  }
}

/**
 * Evaluates a project: every component's modules once, with its functions, schema, routes and crons read.
 * Throws ProjectError naming the module, file and line that fails; nothing of the running version is touched.
 */
export function loadProject(project: Project, options: LoadOptions): Deployment {
  const loader = new Loader(project, options);
  const app = loader.mount("", "", options.env);
  return {
    app,
    components: loader.components,
    authConfig: loader.authConfig,
    where: loader.positions.where,
  };
}
