import { createHash } from "node:crypto";
import type { DefinitionModules, ModuleText } from "../../components/project-of-modules";
import { HttpRefusal } from "../../http/respond";

/** A push of the official command line: the modules of the app and of every component that it uses. */
export type Push = {
  readonly definitions: readonly DefinitionModules[];
  /** The functions folder as the developer calls it, such as "convex/". */
  readonly functions: string;
  readonly udfServerVersion: string;
  readonly isDryRun: boolean;
};

type Json = Record<string, unknown>;

const mostModules = 20_000;
const mostDefinitions = 512;

function refuse(message: string): never {
  throw new HttpRefusal(400, "BadPushRequest", message);
}

function object(value: unknown, what: string): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Json)
    : refuse(`${what} is not an object.`);
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length > mostModules) return refuse(`${what} is not a list of a usual length.`);
  return value;
}

function text(value: unknown, what: string): string {
  return typeof value === "string" ? value : refuse(`${what} is not a text.`);
}

function readModule(value: unknown): ModuleText {
  const { path, source, sourceMap, environment } = object(value, "A module");
  const name = text(path, "A module's path");
  if (name === "" || name.startsWith("/") || name.split("/").includes(".."))
    return refuse(`A module cannot lie at ${JSON.stringify(name)}.`);
  if (environment !== "isolate" && environment !== "node") return refuse(`${name} has an unknown environment.`);
  return {
    path: name,
    source: text(source, `The source of ${name}`),
    environment,
    ...(typeof sourceMap === "string" ? { sourceMap } : {}),
  };
}

const optionalModule = (value: unknown) => (value === null || value === undefined ? null : readModule(value));

/** The hash by which the command line tells whether a module has changed. */
export function hashOf({ source, sourceMap }: Pick<ModuleText, "source" | "sourceMap">): string {
  return createHash("sha256")
    .update(source)
    .update(sourceMap ?? "")
    .digest("hex");
}

/** Puts the modules that were not sent again in their places: they are those of the version before, by their hashes. */
function unchanged(hashes: readonly unknown[], before: readonly ModuleText[]): ModuleText[] {
  const known = new Map(before.map((module) => [`${module.environment} ${module.path}`, module]));
  return hashes.map((value) => {
    const { path, environment, sha256 } = object(value, "A module's hash");
    const module = known.get(`${String(environment)} ${String(path)}`);
    if (module === undefined || hashOf(module) !== sha256)
      throw new HttpRefusal(400, "RaceDetected", "Another push has changed the modules meanwhile.");
    return module;
  });
}

/** Reads a push; `before` are the app's modules of the version that was pushed last. Refuses what is no push. */
export function readPush(body: Json, before: readonly ModuleText[]): Push {
  const app = object(body.appDefinition, "appDefinition");
  const dependencies = list(body.nodeDependencies ?? [], "nodeDependencies");
  if (dependencies.length > 0) {
    const names = dependencies.map((dependency) => String((dependency as Json | null)?.name)).join(", ");
    throw new HttpRefusal(
      400,
      "ExternalPackagesNotSupported",
      `External packages are not supported by this runtime: remove ${names} from node.externalPackages in convex.json, so that they are bundled.`,
    );
  }
  const components = list(body.componentDefinitions ?? [], "componentDefinitions");
  if (components.length > mostDefinitions) refuse(`A project may use ${mostDefinitions} components.`);
  const children = components.map((value): DefinitionModules => {
    const component = object(value, "A component");
    return {
      path: text(component.definitionPath, "definitionPath"),
      definition: readModule(component.definition),
      schema: optionalModule(component.schema),
      modules: list(component.functions, "functions").map(readModule),
    };
  });
  const modules = [
    ...unchanged(list(app.unchangedModuleHashes ?? [], "unchangedModuleHashes"), before),
    ...list(app.changedModules, "changedModules").map(readModule),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    definitions: [
      { path: "", definition: optionalModule(app.definition), schema: optionalModule(app.schema), modules },
      ...children,
    ],
    functions: typeof body.functions === "string" ? body.functions : "convex/",
    udfServerVersion: typeof app.udfServerVersion === "string" ? app.udfServerVersion : "",
    isDryRun: body.dryRun === true,
  };
}
