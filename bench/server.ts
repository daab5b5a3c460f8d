import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { startRuntime } from "../runtime/src/host";

/** The runtime in a process of its own, told what to serve by its arguments: data folder and port (0 for any). */
const [dataDir = "", port = "0"] = process.argv.slice(2);
// Idle connections are closed by the clients: a server that closes one just when it is used again would end a long run.
const api = createServer({ keepAliveTimeout: 0 });
await new Promise<void>((resolve) => api.listen(Number(port), "127.0.0.1", 4096, resolve));
const { port: chosen } = api.address() as AddressInfo;
const runtime = await startRuntime({
  functionsDir: fileURLToPath(new URL("project/convex", import.meta.url)),
  dataDir,
  adminKey: "bench",
  publicUrl: `http://127.0.0.1:${chosen}`,
  log: (line) => console.error(line),
});
api.on("request", (req, res) => runtime.handleHttp(req, res));
api.on("upgrade", (req, socket, head) => runtime.handleUpgrade(req, socket, head));

process.on("message", () => {
  globalThis.gc?.();
  process.send?.({ ...runtime.health(), ...process.memoryUsage() });
});
process.once("SIGTERM", () => {
  api.close();
  api.closeAllConnections();
  void runtime.close().then(() => process.exit(0));
});
// Nobody measures any more.
process.once("disconnect", () => process.exit(1));
process.send?.({ port: chosen });
