import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { BaseConvexClient, ConvexClient, ConvexHttpClient } from "convex/browser";
import { WebSocket } from "ws";
import { adminKey, fixtureDir, temporaryFolder } from "./places";
import { MemoryStore } from "../../src/store/memory-store";
import { startRuntime } from "../../src/host";
import type { ConvexRuntime, RuntimeOptions } from "../../src/runtime";

export { adminKey, fixtureDir, temporaryFolder };

const webSocketConstructor = WebSocket as unknown as typeof globalThis.WebSocket;
const quiet = { logger: false as const, webSocketConstructor, skipConvexDeploymentUrlCheck: true };

/** A runtime behind a real HTTP server, and clients that end with it. */
export type Served = {
  readonly url: string;
  readonly siteUrl: string;
  readonly runtime: ConvexRuntime;
  readonly dataDir: string;
  readonly logs: string[];
  http(): ConvexHttpClient;
  client(): ConvexClient;
  base(onTransition?: (tokens: string[]) => void): BaseConvexClient;
  socket(): Promise<RawSocket>;
  stop(): Promise<void>;
};

let keptInMemory = process.env.RUNTIME_STORE === "memory";

/** From now on documents are kept in memory instead of LMDB, in this file of tests. */
export function keepInMemory(): void {
  keptInMemory = true;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves the fixture (or another project) over a folder of its own. */
export async function serve(options: Partial<RuntimeOptions> = {}): Promise<Served> {
  const temporary = options.dataDir === undefined ? temporaryFolder() : null;
  const dataDir = options.dataDir ?? temporary?.folder ?? "";
  const logs: string[] = [];
  const api = createServer();
  const site = createServer();
  const url = await listen(api);
  const siteUrl = await listen(site);
  const prefix = options.pathPrefix ?? "";
  const runtime = await startRuntime({
    functionsDir: fixtureDir,
    adminKey,
    siteUrl,
    log: (line) => logs.push(line),
    // A folder that a test brings itself is there to be opened again.
    ...(keptInMemory && options.dataDir === undefined ? { store: new MemoryStore() } : {}),
    ...options,
    dataDir,
  });
  api.on("request", (req, res) => runtime.handleHttp(req, res));
  api.on("upgrade", (req, socket, head) => runtime.handleUpgrade(req, socket, head));
  site.on("request", (req, res) => runtime.handleSite(req, res));
  const clients: { close(): Promise<void> }[] = [];
  const own = <C extends { close(): Promise<void> }>(client: C) => {
    clients.push(client);
    return client;
  };
  return {
    url: url + prefix,
    siteUrl,
    runtime,
    dataDir,
    logs,
    http: () => new ConvexHttpClient(url + prefix, { logger: false, skipConvexDeploymentUrlCheck: true }),
    client: () => own(new ConvexClient(url + prefix, { ...quiet, unsavedChangesWarning: false })),
    base: (onTransition = () => undefined) => own(new BaseConvexClient(url + prefix, onTransition, quiet)),
    socket: async () => {
      const socket = await RawSocket.open(`${url.replace("http", "ws")}${prefix}/api/1.48.0/sync`);
      clients.push({ close: async () => socket.terminate() });
      return socket;
    },
    async stop() {
      await Promise.all(clients.map((client) => client.close()));
      await runtime.close();
      for (const server of [api, site]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      temporary?.remove();
    },
  };
}

type Message = Record<string, unknown> & { type: string };

/** The protocol by hand: for what the client would never send, and to see what it is sent. */
export class RawSocket {
  /** Everything that came, in order. */
  readonly all: Message[] = [];
  readonly received: Message[] = [];
  readonly #waiting: { matches: (message: Message) => boolean; resolve: (message: Message) => void }[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;

  private constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) =>
      socket.once("close", (code, reason) => resolve({ code, reason: reason.toString() })),
    );
    socket.on("message", (data) => {
      const message = JSON.parse((data as Buffer).toString("utf8")) as Message;
      this.all.push(message);
      this.received.push(message);
      const at = this.#waiting.findIndex(({ matches }) => matches(message));
      if (at >= 0) this.#waiting.splice(at, 1)[0]?.resolve(message);
    });
  }

  static async open(url: string): Promise<RawSocket> {
    const socket = new WebSocket(url);
    const raw = new RawSocket(socket);
    await new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    return raw;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  connect(sessionId: string = crypto.randomUUID(), more: Record<string, unknown> = {}): void {
    this.send({
      type: "Connect",
      sessionId,
      connectionCount: 0,
      lastCloseReason: "InitialConnect",
      clientTs: Date.now(),
      ...more,
    });
  }

  /** The next message that matches, also one that is there already and has not been taken. */
  async next(type: string, matches: (message: Message) => boolean = () => true): Promise<Message> {
    const fits = (message: Message) => message.type === type && matches(message);
    const at = this.received.findIndex(fits);
    if (at >= 0) return this.received.splice(at, 1)[0]!;
    const found = await new Promise<Message>((resolve) => this.#waiting.push({ matches: fits, resolve }));
    this.received.splice(this.received.indexOf(found), 1);
    return found;
  }

  terminate(): void {
    this.socket.terminate();
  }
}

/** Values of a watched query as they come; `until` waits for one. */
export class Watched<T> {
  readonly values: T[] = [];
  readonly errors: Error[] = [];
  #check: () => void = () => undefined;
  readonly push = (value: T) => {
    this.values.push(value);
    this.#check();
  };
  readonly fail = (error: Error) => {
    this.errors.push(error);
    this.#check();
  };

  get last(): T | undefined {
    return this.values.at(-1);
  }

  async until(matches: (value: T) => boolean): Promise<T> {
    return await new Promise((resolve) => {
      this.#check = () => {
        if (this.values.length > 0 && matches(this.last as T)) resolve(this.last as T);
      };
      this.#check();
    });
  }

  async untilError(): Promise<Error> {
    return await new Promise((resolve) => {
      this.#check = () => {
        const error = this.errors.at(-1);
        if (error !== undefined) resolve(error);
      };
      this.#check();
    });
  }
}
