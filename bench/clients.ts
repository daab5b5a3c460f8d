import { BaseConvexClient, ConvexClient } from "convex/browser";
import { WebSocket } from "ws";
import type { Postgres, Runtime } from "./parts";

/** The clients that measure, each as its maker would use it, and two that say what they say with ready-made bytes. */

const webSocketConstructor = WebSocket as unknown as typeof globalThis.WebSocket;

/** Where a client finds a server. */
type Served = Pick<Runtime, "url">;

/** A client of the browser's kind, over its WebSocket. */
export function connect(server: Served): ConvexClient {
  return new ConvexClient(server.url, { unsavedChangesWarning: false, webSocketConstructor, logger: false });
}

/** One query asked once over the WebSocket by the official client: from sending it to its result. */
export function asker(server: Served) {
  let seen = () => {};
  const client = new BaseConvexClient(server.url, () => seen(), {
    ...{ unsavedChangesWarning: false, webSocketConstructor, logger: false },
  });
  return {
    ask: (path: string, args: Record<string, string>) =>
      new Promise<void>((resolve) => {
        const { unsubscribe } = client.subscribe(path, args);
        seen = () => {
          if (client.localQueryResult(path, args) === undefined) return;
          seen = () => {};
          unsubscribe();
          resolve();
        };
      }),
    close: () => client.close(),
  };
}

/** What a peer of the sync protocol is sent, and how it hears of the answer. */
export type Line = { send(text: string): void; heard: (text: string) => void };

/** Asks one query after the other over a line that speaks the protocol, without a client's own work. */
export function rawQueries(line: Line, path: string) {
  let queryId = 0;
  line.send(
    JSON.stringify({
      ...{ type: "Connect", sessionId: crypto.randomUUID(), connectionCount: 0 },
      ...{ lastCloseReason: "InitialConnect", clientTs: Date.now() },
    }),
  );
  return (args: Record<string, string>) =>
    new Promise<void>((resolve) => {
      line.heard = (text) => {
        if (text.includes('"QueryUpdated"')) resolve();
      };
      const end = queryId > 0 ? `{"type":"Remove","queryId":${queryId - 1}},` : "";
      const add = `{"type":"Add","queryId":${queryId},"udfPath":"${path}","args":[${JSON.stringify(args)}]}`;
      line.send(
        `{"type":"ModifyQuerySet","baseVersion":${queryId},"newVersion":${queryId + 1},"modifications":[${end}${add}]}`,
      );
      queryId += 1;
    });
}

/** A bare WebSocket to the runtime. */
export async function rawLine(runtime: Runtime): Promise<Line & { close(): void }> {
  const socket = new WebSocket(runtime.socketUrl, { perMessageDeflate: false });
  await new Promise((resolve) => socket.once("open", resolve));
  const line = { send: (text: string) => socket.send(text), heard: (_: string) => {}, close: () => socket.terminate() };
  socket.on("message", (data: Buffer) => line.heard(data.toString()));
  return line;
}

/** Asks a prepared statement with one text parameter by PostgreSQL's own messages, without a driver's own work. */
export async function rawPostgres(postgres: Postgres, text: string) {
  const client = await postgres.connect();
  await client.query({ name: "raw", text, values: [""] });
  const { stream } = (client as unknown as { connection: { stream: NodeJS.ReadWriteStream } }).connection;
  stream.removeAllListeners("data");
  let heard = () => {};
  // A result ends with "ready for query": six bytes, of which the first five are always the same.
  stream.on("data", (data: Buffer) => {
    if (data.length >= 6 && data[data.length - 6] === 0x5a) heard();
  });
  const message = (kind: string, body: Buffer) => {
    const head = Buffer.alloc(5);
    head.write(kind);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const rest = Buffer.concat([message("E", Buffer.from([0, 0, 0, 0, 0])), message("S", Buffer.alloc(0))]);
  return {
    ask: (value: string) =>
      new Promise<void>((resolve) => {
        heard = resolve;
        const bytes = Buffer.from(value);
        const bind = Buffer.alloc(1 + 4 + 2 + 2 + 4 + bytes.length + 2);
        bind.write("raw", 1);
        bind.writeInt16BE(1, 7);
        bind.writeInt32BE(bytes.length, 9);
        bytes.copy(bind, 13);
        stream.write(Buffer.concat([message("B", bind), rest]));
      }),
    close: () => {
      // The driver no longer hears its socket: it takes the end for a loss, which it is meant to be.
      client.on("error", () => undefined);
      stream.end();
    },
  };
}
