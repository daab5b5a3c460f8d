import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Authenticator } from "../auth/authenticator";
import { ProjectError } from "../components/project";
import type { Database } from "../database/database";
import type { Call } from "../functions/call";
import type { ProjectFunction } from "../functions/deployment";
import { Runner, type EndedRun, type TimeLimits } from "../functions/runner";
import { sendOutcome } from "../http/api";
import { requestOrigin } from "../http/origin";
import { HttpRefusal, sendJson } from "../http/respond";
import type { FileStore } from "../storage/file-store";
import { newRequestId } from "../sync/request-id";
import type { World } from "../world";
import { requireAdmin } from "./admin-access";
import {
  changed,
  environmentTable,
  readChanges,
  storedVariables,
  withoutBuiltIn,
  writeChanges,
  type Variables,
} from "./environment";
import { FunctionLog } from "./function-log";
import { functionSpec } from "./function-spec";
import { Pushes } from "./push/pushes";
import { PushStore } from "./push/push-store";
import { inlinePath, inlineProject } from "./inline-query";
import { readObject, type BodyLimits } from "./request-body";
import { Exports, exportTable } from "./snapshots/exports";
import { Imports, importTable } from "./snapshots/imports";
import { systemFunctions } from "./system-functions";
import type { PreparedVersion, Versions } from "./versions";

/** What the administration of a deployment needs of its host. */
export type AdminParts = {
  readonly db: Database;
  readonly authenticator: Authenticator;
  readonly world: World;
  readonly dataDir: string;
  readonly files: FileStore;
  /** The largest file that may be stored, in bytes. */
  readonly largestFile: number;
  /** The variables that the host was started with. */
  readonly given: Variables;
  readonly cloudUrl: () => string;
  readonly siteUrl: () => string;
  readonly versions: Versions;
  readonly limits: TimeLimits;
  readonly checkData: (version: PreparedVersion) => Promise<void>;
  readonly onError: (error: unknown) => void;
};

type Handler = (req: IncomingMessage, res: ServerResponse, url: URL) => Promise<void>;

const small: BodyLimits = { sent: 8 << 20, unpacked: 8 << 20 };
/** A push holds all the code of a project with its source maps. */
const push: BodyLimits = { sent: 64 << 20, unpacked: 256 << 20 };

/** Tables that the administration keeps for itself. */
export const adminTables = [environmentTable, exportTable, importTable];

/** What the holder of the admin key may do besides calling functions: everything that the official command line asks for. */
export class Admin {
  readonly log: FunctionLog;
  readonly pushes: Pushes;
  readonly #exports: Exports;
  readonly #imports: Imports;
  readonly #parts: AdminParts;
  readonly #routes: ReadonlyMap<string, Handler>;

  constructor(parts: AdminParts) {
    this.#parts = parts;
    const { db, world, versions } = parts;
    const { files, largestFile, onError } = parts;
    const breathe = () => new Promise<void>((resolve) => world.soon(resolve));
    this.log = new FunctionLog(world);
    this.#exports = new Exports({ db, files, folder: join(parts.dataDir, "exports"), world, onError });
    this.#imports = new Imports({
      db,
      files,
      largestFile,
      breathe,
      folder: join(parts.dataDir, "imports"),
      world,
      onError,
    });
    this.pushes = new Pushes({
      versions,
      store: new PushStore(db, join(parts.dataDir, "project")),
      variables: () => this.variables(),
      checkData: parts.checkData,
      count: (component, table) => {
        const reader = db.read();
        try {
          return reader.count(component === "" ? table : `${component}/${table}`);
        } finally {
          reader.end();
        }
      },
    });
    const answer = (limits: BodyLimits, work: (body: Record<string, unknown>) => unknown): Handler => {
      return async (req, res) =>
        sendJson(res, 200, JSON.stringify((await work(await readObject(req, limits))) ?? null));
    };
    this.#routes = new Map<string, Handler>([
      ["POST /api/update_environment_variables", answer(small, ({ changes }) => this.#changeVariables(changes))],
      ["POST /api/get_config_hashes", answer(small, () => this.pushes.configHashes())],
      ["POST /api/deploy2/start_push", answer(push, (body) => this.pushes.start(body))],
      ["POST /api/deploy2/evaluate_push", answer(push, (body) => this.pushes.evaluatePush(body))],
      ["POST /api/deploy2/evaluate_schema", answer(push, (body) => this.pushes.evaluateSchema(body))],
      ["POST /api/deploy2/wait_for_schema", answer(push, (body) => this.pushes.waitForSchema(body))],
      ["POST /api/deploy2/finish_push", answer(push, (body) => this.pushes.finish(body))],
      ["POST /api/deploy2/report_push_completed", answer(small, () => null)],
      ["POST /api/run_test_function", (req, res) => this.#runInlineQuery(req, res)],
      ["POST /api/export/request/zip", (req, res, url) => this.#requestExport(req, res, url)],
      [
        "POST /api/import/start_upload",
        answer(small, async () => ({ uploadToken: await this.#imports.startUpload() })),
      ],
      ["POST /api/import/upload_part", (req, res, url) => this.#takePart(req, res, url)],
      [
        "POST /api/import/finish_upload",
        answer(small, async (body) => ({ importId: await this.#imports.finishUpload(body) })),
      ],
      ["POST /api/perform_import", answer(small, ({ importId }) => this.#imports.perform(String(importId)))],
      ["GET /api/stream_function_logs", (req, res, url) => this.#streamLogs(req, res, url)],
      [
        "GET /api/v1/get_canonical_urls",
        async (_req, res) =>
          sendJson(res, 200, JSON.stringify({ convexCloudUrl: parts.cloudUrl(), convexSiteUrl: parts.siteUrl() })),
      ],
    ]);
  }

  /** The host's queries that the command line asks, and who hears of ended runs. */
  get systemFunctions(): ReadonlyMap<string, ProjectFunction> {
    const { cloudUrl, siteUrl, versions, given } = this.#parts;
    return systemFunctions({
      cloudUrl,
      siteUrl,
      variables: (reader) => withoutBuiltIn({ ...given, ...storedVariables(reader).variables }),
      functionSpec: (component) => {
        const found = versions.deployment().components.get(component);
        return found === undefined ? [] : functionSpec(found);
      },
    });
  }

  /** The variables in force, beside those of the server itself. */
  variables(): Record<string, string> {
    const reader = this.#parts.db.read();
    try {
      return { ...this.#parts.given, ...storedVariables(reader).variables };
    } finally {
      reader.end();
    }
  }

  /** Hears of a line that a function logs. */
  line(line: string, call: Call | undefined): void {
    this.log.line(line, call);
  }

  /** Hears of a run that has ended. */
  ended(run: EndedRun): void {
    this.log.ended(run);
  }

  /** Answers what the command line asks; false when the path is none of its. */
  async handle(req: IncomingMessage, res: ServerResponse, url: URL): Promise<boolean> {
    const exported = /^\/api\/export\/zip\/([^/]+)$/.exec(url.pathname)?.[1];
    const handler: Handler | undefined =
      exported !== undefined && req.method === "GET"
        ? () => this.#exports.send(exported, res)
        : this.#routes.get(`${req.method} ${url.pathname}`);
    if (handler === undefined) return false;
    await requireAdmin(req, this.#parts.authenticator);
    await handler(req, res, url);
    return true;
  }

  /** Serves what was pushed, when no folder is served, and tidies up what an earlier process left undone. */
  async start(): Promise<void> {
    await this.#exports.start();
    await this.#imports.start();
    if (this.#parts.versions.folder === null) await this.pushes.restore();
  }

  /** Resolves when no export and no import is under way. */
  async close(): Promise<void> {
    this.log.close();
    await this.#exports.close();
    await this.#imports.close();
  }

  async #changeVariables(input: unknown): Promise<void> {
    const changes = readChanges(input);
    const { versions, db, given } = this.#parts;
    await versions.alone(async () => {
      const reader = db.read();
      const before = storedVariables(reader).variables;
      reader.end();
      const fixed = changes.find(({ name, value }) => value === null && name in given && !(name in before));
      if (fixed !== undefined) {
        const sentence = `${fixed.name} is given when the server is started, and can be changed but not removed.`;
        throw new HttpRefusal(400, "EnvironmentVariableGiven", sentence);
      }
      const after = { ...given, ...changed(before, changes) };
      const project = versions.current();
      const version = project === null ? null : this.#prepare(() => versions.prepare(project, after));
      await db.mutate(async (tx) => writeChanges(tx, changes));
      if (version !== null) await versions.adopt(version);
    });
  }

  /** A query that no version holds is evaluated beside the served one, and run once. */
  async #runInlineQuery(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { versions, db, world, limits, cloudUrl } = this.#parts;
    const project = await inlineProject(await readObject(req, small));
    const { deployment } = evaluated(() => versions.prepare(project, this.variables()));
    const request = {
      id: newRequestId(world),
      identity: null,
      origin: requestOrigin(req),
      publicUrl: cloudUrl(),
      scheduledFunctionId: null,
    };
    const target = { path: inlinePath, args: {}, internal: true };
    const outcome = await new Runner(db, deployment, limits, world).query(target, request);
    sendOutcome(res, outcome, "convex_encoded_json", request.id, false);
  }

  #prepare<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ProjectError)) throw error;
      const sentence = `The project cannot be loaded with these variables, and nothing was changed: ${error.message}`;
      throw new HttpRefusal(400, "EnvironmentVariablesDoNotFit", sentence);
    }
  }

  async #requestExport(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    await readObject(req, small);
    await this.#exports.request(url.searchParams.get("includeStorage") === "true");
    sendJson(res, 200, "null");
  }

  async #takePart(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const token = url.searchParams.get("uploadToken") ?? "";
    const number = Number(url.searchParams.get("partNumber"));
    sendJson(res, 200, JSON.stringify(await this.#imports.takePart(token, number, req)));
  }

  async #streamLogs(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const cursor = Number(url.searchParams.get("cursor") ?? "0");
    if (!Number.isFinite(cursor)) throw new HttpRefusal(400, "BadCursor", "cursor is not a number.");
    const gone = new AbortController();
    res.once("close", () => gone.abort());
    const found = await this.log.after(cursor, gone.signal);
    if (!res.destroyed) sendJson(res, 200, JSON.stringify(found));
  }
}

function evaluated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
    throw new HttpRefusal(400, "BadQuerySource", error.message);
  }
}
