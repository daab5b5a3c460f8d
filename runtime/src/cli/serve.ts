import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { startRuntime } from "../host";
import type { ConvexRuntime } from "../runtime";
import { functionsDirOf, UsageError } from "./usage";

function portOf(name: string, value: string | undefined): number {
  const port = Number(value);
  if (value === undefined || !Number.isInteger(port) || port < 0 || port > 65535) {
    throw new UsageError(`--${name} must be a port number, 0 for any free one.`);
  }
  return port;
}

/** Reads NAME=value lines; quotes around a value and lines that begin with # are left out. */
export function readEnvFile(text: string): Record<string, string> {
  const env: Record<string, string> = {};
  for (const line of text.split("\n")) {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line);
    if (match === null) continue;
    const [, name = "", value = ""] = match;
    const quoted = /^(["'])(.*)\1$/.exec(value);
    env[name] =
      quoted === null ? value : quoted[1] === '"' ? (quoted[2] ?? "").replace(/\\n/g, "\n") : (quoted[2] ?? "");
  }
  return env;
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new UsageError(`Port ${port} is in use. Choose another one.`) : error),
    );
    server.listen(port, host, resolve);
  });
  const { port: chosen } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${chosen}`;
}

/** Serves a folder, or what is pushed, until the process is told to stop. */
export async function serve(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      functions: { type: "string" },
      data: { type: "string" },
      port: { type: "string" },
      "site-port": { type: "string" },
      "admin-key": { type: "string" },
      "env-file": { type: "string" },
      "redact-errors": { type: "boolean" },
      watch: { type: "boolean" },
      host: { type: "string", default: "127.0.0.1" },
    },
  });
  const functionsDir = values.functions === undefined ? undefined : functionsDirOf(values.functions);
  if (!values.data) throw new UsageError("--data is missing.");
  if (!values["admin-key"]) throw new UsageError("--admin-key is missing.");
  const envFile = values["env-file"];
  if (envFile !== undefined && !existsSync(envFile)) throw new UsageError(`There is no file ${envFile}.`);
  const [port, sitePort] = [portOf("port", values.port), portOf("site-port", values["site-port"])];

  let runtime: ConvexRuntime | null = null;
  const notYet = (res: ServerResponse) => res.writeHead(503, { "Retry-After": "1" }).end("The server is starting.");
  const api = createServer((req, res) => (runtime ? runtime.handleHttp(req, res) : notYet(res)));
  const site = createServer((req, res) => (runtime ? runtime.handleSite(req, res) : notYet(res)));
  api.on("upgrade", (req, socket, head) => (runtime ? runtime.handleUpgrade(req, socket, head) : socket.destroy()));
  // An upload over a slow line takes as long as it takes.
  api.requestTimeout = 0;
  // The addresses are known before the functions are loaded, so that they find them in their environment.
  const publicUrl = await listen(api, port, values.host);
  const siteUrl = await listen(site, sitePort, values.host);
  const close = () => {
    for (const server of [api, site]) {
      server.close();
      server.closeAllConnections();
    }
  };
  try {
    const started = await startRuntime({
      functionsDir,
      dataDir: values.data,
      adminKey: values["admin-key"],
      env: {
        CONVEX_CLOUD_URL: publicUrl,
        CONVEX_SITE_URL: siteUrl,
        ...(envFile ? readEnvFile(readFileSync(envFile, "utf8")) : {}),
      },
      watch: values.watch ?? false,
      redactErrors: values["redact-errors"] ?? false,
      siteUrl,
      log: (line) => console.error(line),
    });
    runtime = started;
    console.log(`Serving ${functionsDir ?? "what is pushed"} at ${publicUrl}, HTTP actions at ${siteUrl}.`);
    return await new Promise((resolve) => {
      const stop = () => {
        close();
        started.close().then(
          () => resolve(0),
          (error: unknown) => {
            console.error(error);
            resolve(1);
          },
        );
      };
      process.once("SIGINT", stop);
      process.once("SIGTERM", stop);
    });
  } catch (error) {
    close();
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
