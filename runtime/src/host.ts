import { mkdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join, resolve } from "node:path";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { Admin } from "./admin/admin";
import { Authenticator } from "./auth/authenticator";
import { appSchema, componentSchemas } from "./components/schemas";
import { DataWatch } from "./data-watch";
import type { Database } from "./database/database";
import { openDatabase } from "./database/open-database";
import { bundleProject } from "./functions/bundle";
import type { RequestOrigin } from "./functions/call";
import { emptyDeployment } from "./functions/deployment";
import { survivePromisesNobodyAwaits } from "./functions/forgotten-promises";
import { Runner, type TimeLimits } from "./functions/runner";
import { makeSyscalls } from "./functions/syscalls";
import { watchFiles } from "./functions/watch-files";
import { Addresses } from "./http/addresses";
import { FrontDoor } from "./http/front-door";
import { requestOrigin } from "./http/origin";
import type { ConvexRuntime, RuntimeHealth, RuntimeOptions } from "./runtime";
import { CronJobs } from "./scheduler/crons";
import { Scheduler } from "./scheduler/scheduler";
import { ServedProject } from "./served-project";
import { FileStore } from "./storage/file-store";
import { Storage } from "./storage/storage";
import { UploadTokens } from "./storage/upload-tokens";
import { openLmdbStore } from "./store/lmdb-store";
import { FrameCache } from "./sync/frames";
import { Reactor } from "./sync/reactor";
import { sweepRequestLog, takeFormerAnswers } from "./sync/request-log";
import type { ClientLine } from "./sync/outbox";
import { Session, type ClientSocket, type SessionSupport } from "./sync/session";
import { hostSecret, systemTables } from "./system-tables";
import { realWorld, type Timer, type World } from "./world";

const defaultLimits: TimeLimits = { transactionMs: 10_000, actionMs: 10 * 60_000 };
const largestFrame = 20 << 20;
const usualLargestFile = 4 * 1024 ** 3;
const heartbeatMs = 5_000;
const sweepEveryMs = 60 * 60_000;

/** Starts a runtime over a data folder. Rejects when the folder is in use or damaged, or (without `watch`) when the project cannot be loaded. */
export async function startRuntime(options: RuntimeOptions): Promise<ConvexRuntime> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const data = new DataWatch(options.log ?? (() => undefined));
  const world = options.world ?? realWorld;
  const store = options.store ?? openLmdbStore({ folder: join(dataDir, "database") });
  const db = await openDatabase({ store, systemTables, onFatal: data.onError, world });
  await takeFormerAnswers(db);
  const tokens = new UploadTokens(await hostSecret(db, "uploads", world), world);
  const runtime = new Host(options, { db, dataDir, data, tokens, world });
  try {
    await runtime.start();
  } catch (error) {
    await runtime.close();
    throw error;
  }
  return runtime;
}

type HostParts = { db: Database; dataDir: string; data: DataWatch; tokens: UploadTokens; world: World };

/** Puts the parts of a runtime together, starts them and ends them. */
class Host implements ConvexRuntime {
  readonly #options: RuntimeOptions;
  readonly #db: Database;
  readonly #data: DataWatch;
  readonly #world: World;
  readonly #addresses: Addresses;
  readonly #runner: Runner;
  readonly #reactor: Reactor;
  readonly #scheduler: Scheduler;
  readonly #crons: CronJobs;
  readonly #storage: Storage;
  readonly #project: ServedProject;
  readonly #admin: Admin;
  readonly #door: FrontDoor;
  readonly #support: SessionSupport;
  readonly #sessions = new Set<Session>();
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false });
  readonly #timers: Timer[] = [];
  readonly #stopSurviving: () => void;
  #alsoWatch: (inputs: readonly string[]) => void = () => undefined;
  #endWatching: () => void = () => undefined;
  #isClosed = false;

  constructor(options: RuntimeOptions, { db, dataDir, data, tokens, world }: HostParts) {
    const { onError } = data;
    const redact = options.redactErrors ?? false;
    const limits = { ...defaultLimits, ...options.limits };
    const log = options.log ?? (() => undefined);
    const largestFile = options.largestFile ?? usualLargestFile;
    const files = new FileStore(join(dataDir, "files"));
    const authenticator = new Authenticator(options.adminKey, []);
    this.#options = options;
    this.#db = db;
    this.#data = data;
    this.#world = world;
    this.#stopSurviving = survivePromisesNobodyAwaits(log);
    this.#addresses = new Addresses(options);
    this.#runner = new Runner(db, emptyDeployment, limits, world);
    this.#reactor = new Reactor(db, this.#runner, { redact, onError, world });
    this.#scheduler = new Scheduler(db, () => this.#runner, { publicUrl: () => this.#addresses.api, onError, world });
    this.#crons = new CronJobs(db, this.#scheduler, onError, world);
    this.#storage = new Storage(db, files, tokens, { largest: largestFile, onError, onLost: log, world });
    this.#project = new ServedProject({
      folder: options.functionsDir === undefined ? null : resolve(options.functionsDir),
      bundle: options.bundle ?? bundleProject,
      longestTurnMs: limits.transactionMs,
      addresses: this.#addresses,
      db,
      runner: this.#runner,
      reactor: this.#reactor,
      scheduler: this.#scheduler,
      crons: this.#crons,
      authenticator,
      syscalls: makeSyscalls(this.#runner, this.#scheduler, this.#storage, world),
      world,
      admin: () => this.#admin,
      log,
    });
    this.#admin = new Admin({
      db,
      authenticator,
      world,
      dataDir,
      files,
      largestFile,
      given: options.env ?? {},
      cloudUrl: () => this.#addresses.api,
      siteUrl: () => this.#addresses.siteOf(this.#addresses.api),
      versions: this.#project,
      limits,
      checkData: ({ deployment }) => db.checkSchema(appSchema(deployment), componentSchemas(deployment)),
      onError,
    });
    const api = { db, runner: this.#runner, authenticator, redact };
    this.#door = new FrontDoor({
      addresses: this.#addresses,
      api,
      admin: this.#admin,
      storage: this.#storage,
      onError,
    });
    this.#support = { ...api, reactor: this.#reactor, frames: new FrameCache(), world, onError };
    this.#runner.serveHost(this.#admin.systemFunctions, (run) => this.#admin.ended(run));
  }

  async start(): Promise<void> {
    const { watch } = this.#options;
    await this.#admin.start();
    await this.reload().catch((error: unknown) => {
      if (!watch) throw error;
    });
    this.#scheduler.start();
    if (watch && this.#project.folder !== null) {
      const watcher = watchFiles(this.#project.folder, () => void this.reload().catch(() => undefined));
      this.#endWatching = watcher.close;
      this.#alsoWatch = watcher.also;
    }
    this.#timers.push(
      this.#world.every(heartbeatMs, () => this.#sessions.forEach((session) => session.heartbeat())),
      this.#world.every(sweepEveryMs, () => void this.#whileOpen(() => this.#sweep())),
    );
    void this.#whileOpen(() => this.#sweep());
    if (!this.#db.wasClosed) void this.#whileOpen(() => this.#data.check(this.#db));
  }

  reload(): Promise<void> {
    return this.#project.reload((inputs) => this.#alsoWatch(inputs));
  }

  health(): RuntimeHealth {
    const { executions, queries } = this.#reactor.counts;
    return {
      isServing: !this.#isClosed,
      projectError: this.#project.error,
      functions: this.#runner.deployment.app.functions.size,
      componentsAsleep: this.#project.componentsAsleep,
      sockets: this.#sessions.size,
      watchedQueries: queries,
      queryExecutions: executions,
      framesWritten: this.#support.frames.written,
      data: this.#data.health,
    };
  }

  handleHttp(req: IncomingMessage, res: ServerResponse): void {
    this.#door.handle(req, res);
  }

  handleSite(req: IncomingMessage, res: ServerResponse): void {
    this.#door.handleSite(req, res);
  }

  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    const below = this.#addresses.within(new URL(req.url ?? "/", "http://localhost").pathname);
    if (this.#isClosed || below === null || !/^\/api(\/[^/]+)?\/sync$/.test(below)) {
      socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    this.#sockets.handleUpgrade(req, socket, head, (webSocket) => {
      this.accept(webSocket, socket, requestOrigin(req), this.#addresses.urlOf(req));
    });
  }

  accept(socket: ClientSocket, line: ClientLine, origin: RequestOrigin, publicUrl: string): void {
    const session = new Session(socket, line, this.#support, origin, publicUrl);
    this.#sessions.add(session);
    socket.on("close", () => this.#sessions.delete(session));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#door.close();
    this.#endWatching();
    this.#stopSurviving();
    this.#timers.forEach((timer) => timer.cancel());
    this.#scheduler.stop();
    this.#crons.stop();
    this.#reactor.close();
    for (const session of this.#sessions) session.close("InternalServerError: the server is stopping");
    this.#sockets.close();
    await this.#project.settled();
    await this.#admin.close();
    await this.#db.close();
  }

  /** Runs work that nobody waits for, and tells how it failed unless it was the end that has stopped it. */
  async #whileOpen(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.#isClosed) this.#data.onError(error);
    }
  }

  async #sweep(): Promise<void> {
    await sweepRequestLog(this.#db, this.#world.now());
    await this.#scheduler.sweep();
    await this.#storage.sweep(this.#world.now());
  }
}
