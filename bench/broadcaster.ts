import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

/** A WebSocket server that sends what it is sent by one to everyone else: the least that telling a crowd can cost. */
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false, backlog: 4096 });
server.on("connection", (socket) =>
  socket.on("message", (data) => {
    for (const other of server.clients) if (other !== socket) other.send(data, { binary: false });
  }),
);
await new Promise((resolve) => server.once("listening", resolve));
process.send?.({ port: (server.address() as AddressInfo).port });
process.on("disconnect", () => process.exit(0));
