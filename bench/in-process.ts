import { EventEmitter } from "node:events";
import { rmSync } from "node:fs";
import { ConvexHttpClient } from "convex/browser";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { startRuntime } from "../runtime/src/host";
import { rawQueries, type Line } from "./clients";
import { scratch } from "./parts";
import { api } from "./plan";

/** The runtime in this process, asked over a line that is no socket: the whole way of a query without the network. */
export async function startInProcess(documents: number) {
  const dataDir = scratch("inside");
  const functionsDir = fileURLToPath(new URL("project/convex", import.meta.url));
  const runtime = await startRuntime({ functionsDir, dataDir, adminKey: "bench", log: (line) => console.error(line) });
  const server = createServer((req, res) => runtime.handleHttp(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new ConvexHttpClient(url);
  for (let from = 0; from < documents; from += 1_000) await client.mutation(api.load!, { from, count: 1_000 });

  const socket = Object.assign(new EventEmitter(), {
    ...{ readyState: 1, OPEN: 1, ping: () => {}, close: () => {}, terminate: () => {} },
  });
  const line: Line = { send: (text) => socket.emit("message", Buffer.from(text), false), heard: () => {} };
  const below = Object.assign(new EventEmitter(), {
    writableLength: 0,
    write: (frame: Buffer) => line.heard(frame.toString("utf8", 4)),
  });
  runtime.accept(socket, below, { ip: null, userAgent: null }, url);
  return {
    ask: rawQueries(line, "school:bySlug"),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await runtime.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
