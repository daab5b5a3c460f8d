import { execFileSync, fork, spawn, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { version } from "convex";
import { open } from "lmdb";
import { Client } from "pg";
import { WebSocket } from "ws";
import type { Answer, Ask } from "./crowd-messages";

/** The things that are measured, each started on its own folder and port and ended by `close`. */

const root = fileURLToPath(new URL("..", import.meta.url));

export function scratch(name: string): string {
  return mkdtempSync(join(tmpdir(), `doctrina-bench-${name}-`));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

async function until(ready: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (await ready().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} did not start within 30 s`);
}

/** How a runtime is, after its garbage was collected. */
export type Health = { queryExecutions: number; framesWritten: number; rss: number; heapUsed: number };

/** A child process that says on which port it listens. */
async function forkOnPort(script: string, args: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(join(root, "bench", script), args, {
    execArgv: ["--import", "tsx", "--expose-gc"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message: { port: number }) => resolve(message.port));
    child.once("exit", (code) => reject(new Error(`bench/${script} ended with ${code} before it was ready`)));
  });
  return { child, port };
}

/** The runtime in a process of its own, serving bench/project. */
export async function startRuntime() {
  const data = scratch("runtime");
  const { child: first, port } = await forkOnPort("server.ts", [data]);
  let child = first;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    data,
    socketUrl: `${url.replace("http", "ws")}/api/${version}/sync`,
    health: () =>
      new Promise<Health>((resolve) => {
        child.once("message", (health: Health) => resolve(health));
        child.send("health");
      }),
    /** Kills the process and starts another one on the same data and port. */
    async killAndRestart() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
      ({ child } = await forkOnPort("server.ts", [data, String(port)]));
    },
    close: () => end(child, data),
  };
}

/** Many clients in a process of their own. */
export async function startCrowd() {
  const child = fork(join(root, "bench/crowd.ts"), [], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  child.on("message", (answer: Answer & { id: number }) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  let last = 0;
  type Question = Ask extends infer Each ? (Each extends Ask ? Omit<Each, "id"> : never) : never;
  return {
    ask: (question: Question) =>
      new Promise<Answer>((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        child.send({ ...question, id: last });
      }),
    close: async () => void child.kill(),
  };
}
export type Crowd = Awaited<ReturnType<typeof startCrowd>>;

/** The machine's monotonic clock in ms, the same in all processes. */
export const monotonicMs = () => Number(process.hrtime.bigint()) / 1e6;

/** A bare server that sends to all what one sends it. */
export async function startBroadcaster() {
  const { child, port } = await forkOnPort("broadcaster.ts", []);
  const url = `ws://127.0.0.1:${port}`;
  const socket = new WebSocket(url);
  await new Promise((resolve) => socket.once("open", resolve));
  return {
    url,
    send: (text: string) => socket.send(text),
    close: async () => {
      socket.terminate();
      child.kill();
    },
  };
}

async function end(child: ChildProcess, data: string): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
  rmSync(data, { recursive: true, force: true });
}

/** One durable commit of the store by itself: a key and a value, on the disk before it returns. */
export function bareStore() {
  const path = scratch("lmdb");
  const db = open({ path: join(path, "data.mdb"), noSubdir: true });
  return {
    commit: async (n: number) => {
      db.transactionSync(() => {
        db.putSync(`key-${n % 100}`, { name: "a", value: n });
      });
    },
    close: async () => {
      await db.close();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** A WebSocket that answers what it is sent, by a server in a process of its own. */
export async function bareEcho() {
  const { child, port } = await forkOnPort("broadcaster.ts", []);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/echo`, { perMessageDeflate: false });
  await new Promise((resolve) => socket.once("open", resolve));
  return {
    echo: (text: string) =>
      new Promise<void>((resolve) => {
        socket.once("message", () => resolve());
        socket.send(text);
      }),
    close: async () => {
      socket.terminate();
      child.kill();
    },
  };
}

/** The least that any server does which serves an unmodified project and keeps its data: the floor under whatever serves the official client. */
export async function startLeast() {
  const { child, port } = await forkOnPort("least.ts", []);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** P3b in a process that has done nothing else: medians in ms of a query there, and of convex-test. */
export async function measureInside(): Promise<{ ours: number; theirs: number }> {
  const child = fork(join(root, "bench/inside.ts"), [], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const found = await new Promise<{ ours: number; theirs: number }>((resolve, reject) => {
    child.once("message", (message: { ours: number; theirs: number }) => resolve(message));
    child.once("exit", (code) => reject(new Error(`bench/inside.ts ended with ${code} before it had measured`)));
  });
  child.kill();
  return found;
}

/** PostgreSQL 15 or later with its usual durability, or null when the machine has none. */
export async function startPostgres() {
  const home = "/usr/lib/postgresql";
  const version = existsSync(home) ? readdirSync(home).sort().at(-1) : undefined;
  if (!version) return null;
  const bin = join(home, version, "bin");
  if (!existsSync(join(bin, "initdb"))) return null;
  const folder = scratch("postgres");
  const data = join(folder, "data");
  mkdirSync(data);
  // PostgreSQL refuses to run as root: its own account does it then.
  const account: { uid?: number; gid?: number } | null = process.getuid?.() === 0 ? accountOf("postgres") : {};
  if (account === null) return null;
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(folder, account.uid, account.gid);
    chownSync(data, account.uid, account.gid);
  }
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "bench", "--auth=trust", "-E", "UTF8", "--no-instructions"], {
    stdio: "ignore",
    ...account,
  });
  const port = await freePort();
  const child = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port), "-k", folder, "-h", "127.0.0.1"], {
    stdio: "ignore",
    ...account,
  });
  process.once("exit", () => child.kill());
  const config = { host: "127.0.0.1", port, user: "bench", database: "postgres" };
  const connect = async () => {
    const client = new Client(config);
    await client.connect();
    return client;
  };
  await until(async () => {
    const client = await connect();
    await client.end();
    return true;
  }, "PostgreSQL");
  return { version, config, connect, close: () => end(child, folder) };
}

function accountOf(name: string): { uid: number; gid: number } | null {
  try {
    const id = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8" }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}

export type Postgres = NonNullable<Awaited<ReturnType<typeof startPostgres>>>;
export type Runtime = Awaited<ReturnType<typeof startRuntime>>;

/** What a live stack on PostgreSQL does: a trigger notifies, a relay in a process of its own sends the row down a WebSocket. */
export async function startNotifyStack(postgres: Postgres) {
  const writer = await postgres.connect();
  await writer.query(`
    create table if not exists live (name text primary key, value int not null);
    create or replace function tell() returns trigger language plpgsql as $$
      begin perform pg_notify('live', json_build_object('name', new.name, 'value', new.value)::text); return new; end $$;
    create or replace trigger live_tell after insert or update on live for each row execute function tell();`);
  const { child, port } = await forkOnPort("relay.ts", [JSON.stringify(postgres.config)]);
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  await new Promise((resolve) => socket.once("open", resolve));
  const upsert = (client: Client, name: string) =>
    client.query({
      name: "live-upsert",
      text: "insert into live values ($1, 1) on conflict (name) do update set value = live.value + 1",
      values: [name],
    });
  return {
    upsert,
    change: async () => {
      const seen = new Promise<void>((resolve) => socket.once("message", () => resolve()));
      await upsert(writer, "live");
      await seen;
    },
    close: async () => {
      socket.terminate();
      child.kill();
      await writer.end();
    },
  };
}
