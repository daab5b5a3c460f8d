import { mkdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join, resolve } from "node:path";
import { inspect } from "node:util";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { version } from "convex";
import { Admin, adminTables } from "./admin/admin";
import type { PreparedVersion, Versions } from "./admin/versions";
import { readAuthConfig } from "./auth/auth-config";
import { Authenticator } from "./auth/authenticator";
import type { Database } from "./database/database";
import { openDatabase } from "./database/open-database";
import { shownName } from "./components/function-address";
import { loadProject } from "./components/load-project";
import { appSchema, asleep, componentSchemas } from "./components/schemas";
import { ProjectError, type Project } from "./components/project";
import { bundleProject } from "./functions/bundle";
import type { RequestOrigin } from "./functions/call";
import { emptyDeployment, type Deployment } from "./functions/deployment";
import { survivePromisesNobodyAwaits } from "./functions/forgotten-promises";
import { Runner, type TimeLimits } from "./functions/runner";
import type { Syscalls } from "./functions/sandbox";
import { makeSyscalls } from "./functions/syscalls";
import { handleApi } from "./http/api";
import { sendFile, takeUpload } from "./http/files";
import { runHttpAction } from "./http/http-actions";
import { originOf, requestOrigin } from "./http/origin";
import { allowOrigin, answerPreflight, HttpRefusal, sendJson, sendText } from "./http/respond";
import { CronJobs } from "./scheduler/crons";
import { Scheduler } from "./scheduler/scheduler";
import { FileStore } from "./storage/file-store";
import { Storage } from "./storage/storage";
import { UploadTokens } from "./storage/upload-tokens";
import type { KeyValueStore } from "./store/key-value-store";
import { openLmdbStore } from "./store/lmdb-store";
import { Reactor } from "./sync/reactor";
import { sweepRequestLog } from "./sync/request-log";
import { FrameCache } from "./sync/frames";
import { Session, type ClientLine, type ClientSocket } from "./sync/session";
import { watchFiles } from "./functions/watch-files";
import { realWorld, type Timer, type World } from "./world";

/** What a runtime is started with. */
export type RuntimeOptions = {
  /** The project's `convex/` folder; without it, versions come by pushes of the official command line, and the last one is served. */
  readonly functionsDir?: string | undefined;
  /** Where everything is kept; created when missing. */
  readonly dataDir: string;
  /** Whoever knows it may call internal functions and act as anyone. */
  readonly adminKey: string;
  /** The deployment's environment variables: `process.env` of its functions. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether files are watched and new versions loaded as they are saved. */
  readonly watch?: boolean;
  /** Prefix of every path when the runtime is mounted on a shared server, such as "/_svc/convex". */
  readonly pathPrefix?: string;
  /** Origin and prefix that upload and storage URLs begin with; without it, the ones a client used. */
  readonly publicUrl?: string;
  /** Origin and prefix of HTTP actions; without it, `publicUrl` and "/http". */
  readonly siteUrl?: string;
  /** Whether clients are told only "Server Error", without details or log lines. */
  readonly redactErrors?: boolean;
  readonly limits?: Partial<TimeLimits>;
  /** The largest file that may be stored, in bytes. */
  readonly largestFile?: number;
  /** Hears what the runtime and the functions have to say. */
  readonly log?: (line: string) => void;
  /** Time, turns of the event loop and chance; the machine's own when left out. */
  readonly world?: World;
  /** Where documents are kept instead of in LMDB in the data folder. */
  readonly store?: KeyValueStore;
  /** How the project's files are made ready to load; `bundleProject` when left out. */
  readonly bundle?: typeof bundleProject;
};

/** How a runtime is. */
export type RuntimeHealth = {
  readonly isServing: boolean;
  /** Why the newest version of the project is not the one that is served; null when it is. */
  readonly projectError: string | null;
  readonly functions: number;
  /** Components that are no longer used and whose data is kept, by their paths. */
  readonly componentsAsleep: readonly string[];
  readonly sockets: number;
  readonly watchedQueries: number;
  readonly queryExecutions: number;
  /** Transitions written as text; one text serves every socket that stands at the same place. */
  readonly framesWritten: number;
  readonly data: DataHealth;
};

/**
 * What is known of the data. It is checked, for a limited time and beside the other work, when whoever held it before has
 * not closed it; "damaged" says what was found, and everything that is not damaged is still served.
 */
export type DataHealth =
  | { readonly state: "closed" | "checking" | "checked" | "partly checked" }
  | { readonly state: "damaged"; readonly message: string };

/** A running runtime, to be mounted on one or more HTTP servers. */
export type ConvexRuntime = {
  handleHttp(req: IncomingMessage, res: ServerResponse): void;
  /** For the HTTP actions' own port: every path is one of theirs. */
  handleSite(req: IncomingMessage, res: ServerResponse): void;
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Serves one client over a WebSocket that is open already and the line below it. */
  accept(socket: ClientSocket, line: ClientLine, origin: RequestOrigin, publicUrl: string): void;
  health(): RuntimeHealth;
  /** Loads the project's files again; rejects with what is wrong and keeps the version that runs. */
  reload(): Promise<void>;
  close(): Promise<void>;
};

const defaultLimits: TimeLimits = { transactionMs: 10_000, actionMs: 10 * 60_000 };
const largestFrame = 20 << 20;
const heartbeatMs = 5_000;
/** How long data is checked after an unclean stop. */
const checkDataForMs = 60_000;
const sweepEveryMs = 60 * 60_000;

const systemTables = [
  {
    tableName: "_scheduled_functions",
    inComponents: true,
    indexes: [
      { indexDescriptor: "by_state", fields: ["state.kind", "scheduledTime"] },
      { indexDescriptor: "by_completed", fields: ["completedTime"] },
    ],
  },
  { tableName: "_session_requests", indexes: [{ indexDescriptor: "by_request", fields: ["sessionId", "requestId"] }] },
  { tableName: "_storage", inComponents: true, indexes: [] },
  {
    tableName: "_files",
    indexes: [
      { indexDescriptor: "by_uuid", fields: ["uuid"] },
      { indexDescriptor: "by_storage", fields: ["storageId"] },
    ],
  },
  { tableName: "_crons", indexes: [{ indexDescriptor: "by_name", fields: ["name"] }] },
  { tableName: "_host", indexes: [{ indexDescriptor: "by_name", fields: ["name"] }] },
  ...adminTables,
];

/** A secret of this data folder, made once. */
async function hostSecret(db: Database, name: string, world: World): Promise<Buffer> {
  const { value } = await db.mutate(async (tx) => {
    const range = [{ type: "Eq", fieldPath: "name", value: name }] as const;
    const source = { type: "IndexRange", indexName: "_host.by_name", range, order: null } as const;
    const rows = tx.stream({ source, operators: [{ limit: 1 }] }, { system: true });
    const row = rows.next();
    rows.return?.();
    if (!row.done) return (JSON.parse(row.value.json) as { value: string }).value;
    const secret = Buffer.from(world.randomBytes(32)).toString("base64");
    tx.insert("_host", { name, value: secret }, { system: true });
    return secret;
  });
  return Buffer.from(value, "base64");
}

/** Starts a runtime over a data folder. Rejects when the folder is in use or damaged, or (without `watch`) when the project cannot be loaded. */
export async function startRuntime(options: RuntimeOptions): Promise<ConvexRuntime> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const log = options.log ?? (() => undefined);
  const onError = (error: unknown) => log(inspect(error));
  const world = options.world ?? realWorld;
  const store = options.store ?? openLmdbStore({ folder: join(dataDir, "database") });
  const db = await openDatabase({ store, systemTables, onFatal: onError, world });
  const tokens = new UploadTokens(await hostSecret(db, "uploads", world), world);
  const runtime = new Host(options, db, dataDir, log, onError, tokens, world);
  try {
    await runtime.start();
  } catch (error) {
    await runtime.close();
    throw error;
  }
  return runtime;
}

class Host implements ConvexRuntime {
  readonly #options: RuntimeOptions;
  readonly #functionsDir: string | null;
  readonly #db: Database;
  readonly #log: (line: string) => void;
  readonly #onError: (error: unknown) => void;
  readonly #runner: Runner;
  readonly #reactor: Reactor;
  readonly #scheduler: Scheduler;
  readonly #crons: CronJobs;
  readonly #storage: Storage;
  readonly #authenticator: Authenticator;
  readonly #syscalls: Syscalls;
  readonly #admin: Admin;
  readonly #frames = new FrameCache();
  readonly #sessions = new Set<Session>();
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false });
  #data: DataHealth = { state: "closed" };
  readonly #timers: Timer[] = [];
  readonly #world: World;
  readonly #stopSurviving: () => void;
  readonly #prefix: string;
  readonly #redact: boolean;
  #seenUrl: string | null = null;
  #projectError: string | null = null;
  #componentsAsleep: readonly string[] = [];
  #project: Project | null = null;
  #loading: Promise<void> = Promise.resolve();
  #stopWatching: (inputs: readonly string[]) => void = () => undefined;
  #endWatching: () => void = () => undefined;
  #isClosed = false;

  constructor(
    options: RuntimeOptions,
    db: Database,
    dataDir: string,
    log: (line: string) => void,
    onError: (error: unknown) => void,
    tokens: UploadTokens,
    world: World,
  ) {
    this.#world = world;
    this.#options = options;
    this.#functionsDir = options.functionsDir === undefined ? null : resolve(options.functionsDir);
    this.#db = db;
    this.#log = log;
    this.#onError = onError;
    this.#stopSurviving = survivePromisesNobodyAwaits((line) => log(line));
    this.#prefix = (options.pathPrefix ?? "").replace(/\/+$/, "");
    this.#redact = options.redactErrors ?? false;
    this.#runner = new Runner(db, emptyDeployment, { ...defaultLimits, ...options.limits }, world);
    this.#reactor = new Reactor(db, this.#runner, { redact: this.#redact, onError, world });
    this.#scheduler = new Scheduler(db, () => this.#runner, { publicUrl: () => this.#defaultUrl(), onError, world });
    this.#crons = new CronJobs(db, this.#scheduler, onError, world);
    const files = new FileStore(join(dataDir, "files"));
    const largestFile = options.largestFile ?? 4 * 1024 ** 3;
    this.#storage = new Storage(db, files, tokens, { largest: largestFile, onError, onLost: log, world });
    this.#authenticator = new Authenticator(options.adminKey, []);
    this.#syscalls = makeSyscalls(this.#runner, this.#scheduler, this.#storage, world);
    this.#admin = new Admin({
      db,
      authenticator: this.#authenticator,
      world,
      dataDir,
      files,
      largestFile,
      given: options.env ?? {},
      cloudUrl: () => this.#defaultUrl(),
      siteUrl: () => this.#siteUrl(this.#defaultUrl()),
      versions: this.#versions(),
      checkData: ({ deployment }) => db.checkSchema(appSchema(deployment), componentSchemas(deployment)),
      onError,
    });
    this.#runner.serveHost(this.#admin.systemFunctions, (run) => this.#admin.ended(run));
  }

  async start(): Promise<void> {
    await this.#admin.start();
    await this.reload().catch((error: unknown) => {
      if (!this.#options.watch) throw error;
    });
    this.#scheduler.start();
    if (this.#options.watch && this.#functionsDir !== null) {
      const watcher = watchFiles(this.#functionsDir, () => void this.reload().catch(() => undefined));
      this.#endWatching = watcher.close;
      this.#stopWatching = watcher.also;
    }
    this.#timers.push(
      this.#world.every(heartbeatMs, () => this.#sessions.forEach((session) => session.heartbeat())),
      this.#world.every(sweepEveryMs, () => void this.#sweep()),
    );
    void this.#sweep();
    if (!this.#db.wasClosed) void this.#checkData();
  }

  reload(): Promise<void> {
    const folder = this.#functionsDir;
    return folder === null ? Promise.resolve() : this.#alone(() => this.#load(folder));
  }

  health(): RuntimeHealth {
    const { executions, queries } = this.#reactor.counts;
    return {
      isServing: !this.#isClosed,
      projectError: this.#projectError,
      functions: this.#runner.deployment.app.functions.size,
      componentsAsleep: this.#componentsAsleep,
      sockets: this.#sessions.size,
      watchedQueries: queries,
      queryExecutions: executions,
      framesWritten: this.#frames.written,
      data: this.#data,
    };
  }

  handleHttp(req: IncomingMessage, res: ServerResponse): void {
    this.#answer(req, res, () => this.#route(req, res));
  }

  handleSite(req: IncomingMessage, res: ServerResponse): void {
    const url = new URL(req.url ?? "/", "http://localhost");
    const origin = this.#options.siteUrl ?? originOf(req);
    this.#answer(req, res, () => this.#httpAction(req, res, url.pathname, url.search, origin));
  }

  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { pathname } = new URL(req.url ?? "/", "http://localhost");
    if (
      this.#isClosed ||
      !this.#within(pathname) ||
      !/^\/api(\/[^/]+)?\/sync$/.test(pathname.slice(this.#prefix.length))
    ) {
      socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    this.#sockets.handleUpgrade(req, socket, head, (webSocket) => {
      this.accept(webSocket, socket, requestOrigin(req), this.#urlOf(req));
    });
  }

  accept(socket: ClientSocket, line: ClientLine, origin: RequestOrigin, publicUrl: string): void {
    const support = {
      runner: this.#runner,
      reactor: this.#reactor,
      authenticator: this.#authenticator,
      frames: this.#frames,
      redact: this.#redact,
      world: this.#world,
      onError: this.#onError,
    };
    const session = new Session(socket, line, support, origin, publicUrl);
    this.#sessions.add(session);
    socket.on("close", () => this.#sessions.delete(session));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#endWatching();
    this.#stopSurviving();
    this.#timers.forEach((timer) => timer.cancel());
    this.#scheduler.stop();
    this.#crons.stop();
    this.#reactor.close();
    for (const session of this.#sessions) session.close("InternalServerError: the server is stopping");
    this.#sockets.close();
    await this.#loading.catch(() => undefined);
    await this.#admin.close();
    await this.#db.close();
  }

  /** Evaluates a project with these variables and checks all that can be checked without the data. */
  #prepare(project: Project, variables: Readonly<Record<string, string>>): PreparedVersion {
    const deployment = this.#evaluate(project, variables);
    const providers = readAuthConfig(deployment.authConfig);
    CronJobs.check(deployment.components.values());
    return { project, deployment, providers };
  }

  /** Serves a version from now on; rejects, with the one before still served, when the data does not fit its schema. */
  async #adopt({ project, deployment, providers }: PreparedVersion): Promise<void> {
    await this.#db.setSchema(appSchema(deployment), componentSchemas(deployment));
    this.#project = project;
    this.#runner.use(deployment);
    this.#noteAsleep(deployment);
    this.#authenticator.use(providers);
    this.#reactor.invalidateAll();
    await this.#scheduler.use([...deployment.components.keys()]);
    await this.#crons.use(deployment.components.values());
  }

  /** Says which components are no longer used: their data is kept, and can be exported or used again. */
  #noteAsleep(deployment: Deployment): void {
    const reader = this.#db.read();
    const paths = asleep(deployment, reader.tables());
    reader.end();
    if (paths.length > 0 && paths.join() !== this.#componentsAsleep.join())
      this.#log(`Components that are no longer used keep their data: ${paths.join(", ")}.`);
    this.#componentsAsleep = paths;
  }

  #versions(): Versions {
    return {
      current: () => this.#project,
      deployment: () => this.#runner.deployment,
      folder: this.#functionsDir,
      prepare: (project, variables) => this.#prepare(project, variables),
      adopt: (version) => this.#adopt(version),
      alone: (work) => this.#alone(work),
    };
  }

  /** Runs `work` after every other change of the version. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#loading.catch(() => undefined).then(work);
    this.#loading = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  async #load(functionsDir: string): Promise<void> {
    try {
      const project = await (this.#options.bundle ?? bundleProject)(functionsDir);
      this.#stopWatching(project.inputs);
      await this.#adopt(this.#prepare(project, this.#admin.variables()));
      if (this.#projectError !== null) this.#log("The project is whole again: its new version is served.");
      this.#projectError = null;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#projectError = message;
      const rest =
        this.#runner.deployment === emptyDeployment
          ? "Nothing is served yet."
          : "The last good version is still served.";
      this.#log(`The project cannot be loaded. ${rest}\n${message}`);
      throw error instanceof ProjectError ? error : new ProjectError(message, { cause: error });
    }
  }

  #evaluate(project: Project, variables: Readonly<Record<string, string>>): Deployment {
    const env = {
      CONVEX_CLOUD_URL: this.#defaultUrl(),
      CONVEX_SITE_URL: this.#siteUrl(this.#defaultUrl()),
      ...variables,
    };
    return loadProject(project, {
      env,
      syscalls: this.#syscalls,
      world: this.#world,
      longestTurnMs: this.#options.limits?.transactionMs ?? defaultLimits.transactionMs,
      onLog: (_level, line, call) => {
        this.#log(call === undefined ? line : `${shownName(call)} ${line}`);
        this.#admin.line(line, call);
      },
    });
  }

  async #checkData(): Promise<void> {
    this.#data = { state: "checking" };
    this.#log("The data was not closed properly, by a crash or a power cut: it is being checked.");
    try {
      const { documents, isWhole } = await this.#db.verify(checkDataForMs);
      this.#data = { state: isWhole ? "checked" : "partly checked" };
      this.#log(
        isWhole
          ? `The data is whole: ${documents} documents and their indexes were checked.`
          : `No damage was found in the first ${documents} documents; the check has ended after its time.`,
      );
    } catch (error) {
      if (this.#isClosed) return;
      const message = error instanceof Error ? error.message : String(error);
      this.#data = { state: "damaged", message };
      this.#log(`THE DATA IS DAMAGED. ${message}`);
    }
  }

  async #sweep(): Promise<void> {
    try {
      await sweepRequestLog(this.#db, this.#world.now());
      await this.#scheduler.sweep();
      await this.#storage.sweep(this.#world.now());
    } catch (error) {
      if (!this.#isClosed) this.#onError(error);
    }
  }

  #within(pathname: string): boolean {
    return this.#prefix === "" || pathname === this.#prefix || pathname.startsWith(`${this.#prefix}/`);
  }

  #urlOf(req: IncomingMessage): string {
    this.#seenUrl = this.#options.publicUrl ?? `${originOf(req)}${this.#prefix}`;
    return this.#seenUrl;
  }

  /** For work that no request has asked for. */
  #defaultUrl(): string {
    const { publicUrl, env } = this.#options;
    return publicUrl ?? this.#seenUrl ?? env?.CONVEX_CLOUD_URL ?? `http://localhost${this.#prefix}`;
  }

  #siteUrl(publicUrl: string): string {
    return this.#options.siteUrl ?? `${publicUrl}/http`;
  }

  #answer(req: IncomingMessage, res: ServerResponse, work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (res.destroyed) return;
      if (res.headersSent) {
        this.#onError(error);
        res.destroy();
        return;
      }
      if (!(error instanceof HttpRefusal)) this.#onError(error);
      const { status, code, message } =
        error instanceof HttpRefusal
          ? error
          : new HttpRefusal(500, "InternalServerError", "Your request couldn't be completed. Try again later.");
      // What is left of the body is not read: the connection cannot be used again.
      if (!req.complete) res.setHeader("Connection", "close");
      sendJson(res, status, JSON.stringify({ code, message }));
    });
  }

  async #route(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? "/", "http://localhost");
    if (this.#isClosed) throw new HttpRefusal(503, "Stopping", "The server is stopping.");
    if (!this.#within(url.pathname)) return sendText(res, 404, "Not found");
    url.pathname = url.pathname.slice(this.#prefix.length) || "/";
    const publicUrl = this.#urlOf(req);
    if (url.pathname === "/http" || url.pathname.startsWith("/http/")) {
      const path = url.pathname.slice("/http".length) || "/";
      return await this.#httpAction(req, res, path, url.search, this.#siteUrl(publicUrl));
    }
    if (req.method === "OPTIONS") return answerPreflight(req, res);
    allowOrigin(req, res);
    if (await handleApi(req, res, this.#apiSupport(), url, publicUrl)) return;
    if (await this.#admin.handle(req, res, url)) return;
    const file = /^\/api\/storage\/([^/]+)$/.exec(url.pathname)?.[1];
    if (file === "upload" && req.method === "POST")
      return await takeUpload(req, res, this.#storage, url.searchParams.get("token"));
    if (file !== undefined && (req.method === "GET" || req.method === "HEAD"))
      return await sendFile(req, res, this.#storage, file);
    if (req.method === "GET" || req.method === "HEAD") {
      if (url.pathname === "/version" || url.pathname === "/instance_version") return sendText(res, 200, version);
      if (url.pathname === "/instance_name") return sendText(res, 200, "convex-runtime");
      if (url.pathname === "/") return sendText(res, 200, "This Convex deployment is running.");
    }
    throw new HttpRefusal(404, "NotFound", `There is nothing at ${url.pathname}.`);
  }

  #apiSupport() {
    return { db: this.#db, runner: this.#runner, authenticator: this.#authenticator, redact: this.#redact };
  }

  async #httpAction(
    req: IncomingMessage,
    res: ServerResponse,
    path: string,
    search: string,
    origin: string,
  ): Promise<void> {
    // On the site's own port the address of the API is not the one that the caller used.
    const publicUrl = this.#defaultUrl();
    await runHttpAction(req, res, this.#apiSupport(), { path, search, origin, publicUrl });
  }
}
