import { randomUUID } from "node:crypto";
import { ProjectError } from "../../components/project";
import { projectOfModules, type ModuleText } from "../../components/project-of-modules";
import type { Deployment } from "../../functions/deployment";
import { HttpRefusal } from "../../http/respond";
import type { Variables } from "../environment";
import type { PreparedVersion, Versions } from "../versions";
import { analysisOf } from "./analysis";
import { hashOf, readPush, type Push } from "./push-request";
import type { KeptPush, PushStore } from "./push-store";
import { indexDiff, indexDiffs, indexesOf, tablesOf } from "./schema-diff";

type Json = Record<string, unknown>;

/** What pushing needs of its host. */
export type PushParts = {
  readonly versions: Versions;
  readonly store: PushStore;
  readonly variables: () => Variables;
  /** How many documents a table of a component has. */
  readonly count: (component: string, table: string) => number;
  /** Rejects, and changes nothing, when a stored document does not fit a version's schemas. */
  readonly checkData: (version: PreparedVersion) => Promise<void>;
};

type Pending = { readonly push: Push; readonly version: PreparedVersion; readonly variables: string };

/** Pushes that were started and not finished yet; the oldest is forgotten when there are more. */
const mostPending = 4;

function refusalOf(error: unknown, auth: ModuleText | undefined, variables: Variables): unknown {
  if (!(error instanceof ProjectError)) return error;
  const missing = error.message.startsWith("auth.config")
    ? [...(auth?.source.matchAll(/process\.env\.(\w+)|process\.env\["(\w+)"\]/g) ?? [])]
        .map(([, plain, quoted]) => plain ?? quoted ?? "")
        .find((name) => !(name in variables))
    : undefined;
  if (missing !== undefined) {
    const sentence = `Environment variable ${missing} is used in auth config file but its value was not set`;
    return new HttpRefusal(400, "AuthConfigMissingEnvironmentVariable", sentence);
  }
  if (error.message.startsWith("auth.config")) return new HttpRefusal(400, "InvalidAuthConfig", error.message);
  return new HttpRefusal(
    400,
    "InvalidModules",
    `Loading the pushed modules encountered the following error:\n${error.message}`,
  );
}

function checkDeclaredVariables({ app }: Deployment, variables: Variables): void {
  const missing = (app.definition.envVars ?? [])
    .filter(([name, { optional }]) => optional !== true && !(name in variables))
    .map(([name]) => name);
  if (missing.length === 0) return;
  const sentence = `The following environment variables are not set: ${missing.join(", ")}.`;
  throw new HttpRefusal(400, "MissingEnvironmentVariables", sentence);
}

/** Takes pushes of the official command line: analysed when they start, checked against the data, served when they finish. */
export class Pushes {
  readonly #parts: PushParts;
  readonly #pending = new Map<string, Pending>();
  #kept: KeptPush | null = null;

  constructor(parts: PushParts) {
    this.#parts = parts;
  }

  /** Serves what was pushed before the last stop, if anything was. */
  async restore(): Promise<void> {
    this.#kept = await this.#parts.store.read();
    if (this.#kept === null) return;
    const project = await projectOfModules(this.#kept.definitions);
    const { versions } = this.#parts;
    await versions.alone(() => versions.adopt(versions.prepare(project, this.#parts.variables())));
  }

  /** What the app's modules are now, by their hashes. */
  configHashes(): Json {
    const modules = this.#modules().map((module) => ({
      path: module.path,
      environment: module.environment,
      hash: hashOf(module),
    }));
    return {
      config: { functions: this.#kept?.functions ?? "convex/" },
      moduleHashes: modules,
      nodeDependencies: [],
      udfServerVersion: this.#kept?.udfServerVersion ?? null,
    };
  }

  /** Evaluates a push and tells what it holds; what is served stays as it is. */
  async start(body: Json): Promise<Json> {
    const pending = await this.#evaluate(body);
    const id = randomUUID();
    this.#pending.set(id, pending);
    for (const oldest of this.#pending.keys()) {
      if (this.#pending.size <= mostPending) break;
      this.#pending.delete(oldest);
    }
    const { version, push } = pending;
    return {
      environmentVariables: {},
      ...analysisOf(version, push.udfServerVersion),
      schemaChange: this.#schemaChange(version.deployment, id),
    };
  }

  /** The index changes of a push. */
  async evaluatePush(body: Json): Promise<Json> {
    const { version } = await this.#evaluate(body);
    return { schemaChange: this.#schemaChange(version.deployment, "") };
  }

  /** What a push would mean for the data: which tables are to be read again, and which indexes are to be filled. */
  async evaluateSchema(body: Json): Promise<Json> {
    const { version } = await this.#evaluate(body);
    const before = this.#parts.versions.deployment();
    const evaluations = [...version.deployment.components].map(([path, component]) => {
      const old = before.components.get(path);
      const known = new Map(tablesOf(old).map((table) => [table.tableName, JSON.stringify(table.documentType)]));
      const { added_indexes, removed_indexes } = indexDiff(old, component);
      const added = new Set(added_indexes.map(({ name }) => name));
      const numDocs = (table: string) => this.#parts.count(path, table);
      const tables = tablesOf(component).map(({ tableName, documentType }) => ({
        name: tableName,
        outcome: known.get(tableName) === JSON.stringify(documentType) ? "supersetOfEnforced" : "mustWalk",
        numDocs: numDocs(tableName),
        sizeBytes: 0,
      }));
      const indexes = [
        ...indexesOf(component).map((index) => ({ ...index, change: added.has(index.name) ? "added" : "identical" })),
        ...removed_indexes.map((index) => ({ ...index, change: "dropped" })),
      ].map((index) => ({
        ...index,
        needsBackfill: index.change === "added",
        numDocs: numDocs(index.name.slice(0, index.name.indexOf("."))),
      }));
      const { schemaValidation } = (component.schema ?? {}) as { schemaValidation?: boolean };
      return [
        path,
        { definitionPath: component.definitionPath, schemaValidation: schemaValidation ?? false, tables, indexes },
      ];
    });
    const definitions = new Set([...before.components.values()].map(({ definitionPath }) => definitionPath));
    const added = [...version.deployment.components.values()].map(({ definitionPath }) => definitionPath);
    return {
      componentSchemaEvaluations: Object.fromEntries(evaluations) as Json,
      newComponentDefinitions: [...new Set(added)].filter((path) => !definitions.has(path)),
    };
  }

  /** Checks the data against the schemas of a push that was started. */
  async waitForSchema(body: Json): Promise<Json> {
    const pending = this.#pendingOf(body.schemaChange);
    try {
      await this.#parts.checkData(pending.version);
      return { type: "complete" };
    } catch (error) {
      const { message } = error as Error;
      const match = /in table "((?:([^"]*)\/)?([^"/]+))"/.exec(message);
      return {
        type: "failed",
        error: message.replace(/^Schema validation failed\.\n/, ""),
        componentPath: match?.[2] ?? "",
        tableName: match?.[3] ?? null,
      };
    }
  }

  /** Serves a push that was started, and keeps it over restarts. */
  async finish(body: Json): Promise<Json> {
    const { push, version, variables } = this.#pendingOf((body.startPush as Json | undefined)?.schemaChange);
    const { versions, store } = this.#parts;
    if (versions.folder !== null && body.dryRun !== true && !push.isDryRun) {
      throw new HttpRefusal(
        400,
        "ServesAFolder",
        `This server serves the folder ${versions.folder} and takes no pushes. Start it without --functions to push to it.`,
      );
    }
    const before = versions.deployment();
    const differences = this.#differences(before, version.deployment, push);
    if (body.dryRun === true || push.isDryRun) return differences;
    await versions.alone(async () => {
      const now = this.#parts.variables();
      if (JSON.stringify(now) !== variables)
        throw new HttpRefusal(400, "RaceDetected", "Environment variables have changed during the push.");
      await versions.adopt(version);
      this.#kept = push;
      await store.write(push);
    });
    return differences;
  }

  #modules(): readonly ModuleText[] {
    return this.#kept?.definitions.find(({ path }) => path === "")?.modules ?? [];
  }

  async #evaluate(body: Json): Promise<Pending> {
    const push = readPush(body, this.#modules());
    const variables = this.#parts.variables();
    try {
      const project = await projectOfModules(push.definitions);
      const version = this.#parts.versions.prepare(project, variables);
      checkDeclaredVariables(version.deployment, variables);
      return { push, version, variables: JSON.stringify(variables) };
    } catch (error) {
      const auth = push.definitions[0]?.modules.find(({ path }) => /^auth\.config\.[cm]?js$/.test(path));
      throw refusalOf(error, auth, variables);
    }
  }

  #schemaChange(after: Deployment, id: string): Json {
    return {
      allocatedComponentIds: {},
      schemaIds: { "": id },
      indexDiffs: indexDiffs(this.#parts.versions.deployment(), after),
    };
  }

  #pendingOf(schemaChange: unknown): Pending {
    const id = ((schemaChange as Json | undefined)?.schemaIds as Json | undefined)?.[""];
    const pending = typeof id === "string" ? this.#pending.get(id) : undefined;
    if (pending === undefined)
      throw new HttpRefusal(400, "RaceDetected", "This push is no longer known: start it again.");
    return pending;
  }

  #differences(before: Deployment, after: Deployment, push: Push): Json {
    const modulesBefore = new Set(this.#modules().map(({ path }) => path));
    const modulesAfter = new Set(push.definitions[0]?.modules.map(({ path }) => path));
    const without = (from: Set<string>, among: Set<string>) => [...from].filter((path) => !among.has(path));
    const paths = new Set([...before.components.keys(), ...after.components.keys()]);
    const componentDiffs = [...paths].map((path) => {
      const [old, now] = [before.components.get(path), after.components.get(path)];
      const type = old === undefined ? "create" : now === undefined ? "unmount" : "modify";
      const crons = { old: old?.crons ?? {}, now: now?.crons ?? {} };
      return [
        path,
        {
          diffType: { type },
          moduleDiff:
            path === ""
              ? { added: without(modulesAfter, modulesBefore), removed: without(modulesBefore, modulesAfter) }
              : { added: [], removed: [] },
          udfConfigDiff: null,
          cronDiff: {
            added: Object.keys(crons.now).filter((name) => !(name in crons.old)),
            updated: Object.keys(crons.now).filter(
              (name) => name in crons.old && JSON.stringify(crons.old[name]) !== JSON.stringify(crons.now[name]),
            ),
            deleted: Object.keys(crons.old).filter((name) => !(name in crons.now)),
          },
          indexDiff: indexDiff(old, now),
          schemaDiff: null,
        },
      ];
    });
    return {
      authDiff: { added: [], removed: [] },
      definitionDiffs: {},
      componentDiffs: Object.fromEntries(componentDiffs) as Json,
    };
  }
}
