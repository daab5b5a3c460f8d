import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

/** A bare WebSocket server: it sends what one sends it to everyone else, or at /echo back: the least that either can cost. */
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false, backlog: 4096 });
server.on("connection", (socket, request) =>
  socket.on("message", (data) => {
    if (request.url === "/echo") return socket.send(data, { binary: false });
    for (const other of server.clients) if (other !== socket) other.send(data, { binary: false });
  }),
);
await new Promise((resolve) => server.once("listening", resolve));
process.send?.({ port: (server.address() as AddressInfo).port });
process.on("disconnect", () => process.exit(0));
