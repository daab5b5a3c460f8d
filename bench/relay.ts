import { Client } from "pg";
import { WebSocketServer } from "ws";
import type { AddressInfo } from "node:net";

/** The live part of a stack on PostgreSQL, in a process of its own as everybody runs it: it listens, and tells who asked. */
const listener = new Client(JSON.parse(process.argv[2] ?? "{}") as object);
await listener.connect();
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
await new Promise((resolve) => server.once("listening", resolve));
// Who listens to a name is told of that name, and of nothing else.
listener.on("notification", ({ payload = "{}" }) => {
  if ((JSON.parse(payload) as { name: string }).name !== "live") return;
  for (const socket of server.clients) socket.send(payload);
});
await listener.query("listen live");
process.send?.({ port: (server.address() as AddressInfo).port });
process.once("disconnect", () => process.exit(0));
