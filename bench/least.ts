import { AsyncLocalStorage } from "node:async_hooks";
import { closeSync, fdatasync, openSync, rmSync, writeSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { open } from "lmdb";
import { WebSocketServer } from "ws";
import { encodeTs } from "../runtime/src/sync/timestamps";
import { textFrame } from "../runtime/src/sync/frames";
import { scratch } from "./parts";
import * as school from "./project/convex/school";

/**
 * A server that speaks the sync protocol and does the least that any server must which serves an unmodified project and keeps its
 * data: it calls the project's functions by the `convex` package that they are made with, each in an asynchronous context of its
 * own as functions that run at the same time need it, looks up index and document in LMDB under what was written since, and
 * acknowledges a mutation when one flush of a kilobyte is done, which all that wait meanwhile share. It checks nothing, has no
 * transactions and no snapshots, keeps no answers, brings no index up to date, and does not find out whom a change concerns.
 */
const folder = scratch("least");
const file = openSync(join(folder, "journal"), "w+");
const kilobyte = Buffer.alloc(1024, 1);
writeSync(file, Buffer.alloc(1 << 20), 0);

let waiting: (() => void)[] = [];
let isFlushing = false;
let at = 0;

/** Calls `done` once a kilobyte has been written and flushed by another thread. */
function whenDurable(done: () => void): void {
  waiting.push(done);
  if (!isFlushing) flush();
}

function flush(): void {
  const taken = waiting;
  waiting = [];
  isFlushing = true;
  at = (at + kilobyte.length) % (1 << 20);
  writeSync(file, kilobyte, 0, kilobyte.length, at);
  fdatasync(file, (error) => {
    if (error) throw error;
    isFlushing = false;
    if (waiting.length > 0) flush();
    for (const done of taken) done();
  });
}

type Asked =
  | { type: "Mutation"; requestId: number; udfPath: string; args: unknown }
  | {
      type: "ModifyQuerySet";
      newVersion: number;
      modifications: { type: string; queryId: number; udfPath: string; args: unknown }[];
    }
  | { type: "Connect" | "Event" | "Authenticate" };

/** A function as the `convex` package makes it: text goes in and comes out. */
type Called = { invokeMutation(args: string): Promise<string>; invokeQuery(args: string): Promise<string> };
/** What a function reads just now. */
type Running = { row: string | null };
const current = new AsyncLocalStorage<Running>();

const db = open<string>({ path: join(folder, "data"), noSync: true });
/** What was written since, as a journal has it before it reaches the pages. */
const written = new Map<string, string>();
let rows = 0;

function add(table: string, indexed: string, fields: object): string {
  rows += 1;
  const _id = `j57${String(rows).padStart(29, "0")}`;
  db.putSync(_id, JSON.stringify({ ...fields, _creationTime: rows, _id }));
  db.putSync([table, indexed], _id);
  return _id;
}

type Args = {
  query: { source: { indexName: string; range: readonly { value: string }[] } };
  table: string;
  id: string;
  value: { name: string };
};
const answers: Record<string, (running: Running, args: Args) => string> = {
  "1.0/queryStream": (running, { query }) => {
    const table = query.source.indexName.split(".")[0]!;
    const value = query.source.range[0]!.value;
    running.row = null;
    for (const found of db.getRange({ start: [table, value], end: [table, `${value}\0`] })) running.row = found.value;
    // Courses are there when somebody asks for them; counters are made by the project's own function.
    if (running.row === null && table === "courses")
      running.row = add(table, value, { slug: value, body: "x".repeat(400) });
    return '{"queryId":1}';
  },
  "1.0/queryStreamNext": (running) => {
    const { row } = running;
    running.row = null;
    return row === null
      ? '{"value":null,"done":true}'
      : `{"value":${written.get(row) ?? db.get(row) ?? "null"},"done":false}`;
  },
  "1.0/insert": (_, { table, value }) => JSON.stringify({ _id: add(table, value.name, value) }),
  "1.0/shallowMerge": (_, { id, value }) => {
    const fields = JSON.parse(written.get(id) ?? db.get(id)!) as object;
    written.set(id, JSON.stringify({ ...fields, ...value }));
    return "null";
  },
};
const syscall = (op: string, args: string): string =>
  answers[op]?.(current.getStore()!, JSON.parse(args) as Args) ?? "null";
Object.assign(globalThis, {
  Convex: { syscall, asyncSyscall: (op: string, args: string) => Promise.resolve(syscall(op, args)) },
});

function call(kind: keyof Called, path: string, args: unknown): Promise<string> {
  const called = (school as unknown as Record<string, Called>)[path.split(":")[1]!]!;
  return current.run({ row: null }, () => called[kind](JSON.stringify(args)));
}

const startedAt = BigInt(Date.now()) * 1_000_000n;

const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false, backlog: 4096 });
server.on("connection", (socket, request) => {
  const line: Duplex = request.socket;
  let [querySet, ts] = [0, 0n];
  /** What this client watches: it is told of every mutation of its own. */
  let watched: { queryId: number; udfPath: string; args: unknown } | null = null;
  const version = (at: bigint, set: number) => `{"querySet":${set},"identity":0,"ts":"${encodeTs(at)}"}`;
  const transition = (set: number, to: bigint, modifications: string) => {
    const text = `{"type":"Transition","startVersion":${version(ts, querySet)},"endVersion":${version(to, set)},"modifications":[${modifications}]}`;
    [querySet, ts] = [set, to];
    return textFrame(text);
  };
  const updated = (queryId: number, json: string) =>
    `{"type":"QueryUpdated","queryId":${queryId},"value":${json},"logLines":[],"journal":null}`;
  const mutate = async ({ requestId, udfPath, args }: Asked & { type: "Mutation" }) => {
    const result = await call("invokeMutation", udfPath, args);
    await new Promise<void>(whenDurable);
    const now = (ts > startedAt ? ts : startedAt) + 1n;
    const response = `{"type":"MutationResponse","requestId":${requestId},"success":true,"result":${result},"ts":"${encodeTs(now)}","logLines":[]}`;
    const change =
      watched === null ? "" : updated(watched.queryId, await call("invokeQuery", watched.udfPath, watched.args));
    line.write(Buffer.concat([textFrame(response), transition(querySet, now, change)]));
  };
  const modify = async ({ newVersion, modifications }: Asked & { type: "ModifyQuerySet" }) => {
    const changes: string[] = [];
    for (const { type, queryId, udfPath, args } of modifications) {
      if (type === "Remove") {
        watched = null;
        changes.push(`{"type":"QueryRemoved","queryId":${queryId}}`);
      } else {
        watched = { queryId, udfPath, args };
        changes.push(updated(queryId, await call("invokeQuery", udfPath, args)));
      }
    }
    line.write(transition(newVersion, ts > startedAt ? ts : startedAt, changes.join()));
  };
  socket.on("message", (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Asked;
    if (message.type === "Mutation") void mutate(message);
    else if (message.type === "ModifyQuerySet") void modify(message);
  });
});
await new Promise((resolve) => server.once("listening", resolve));
process.send?.({ port: (server.address() as AddressInfo).port });
process.once("SIGTERM", () => process.exit(0));
process.once("disconnect", () => process.exit(0));
process.once("exit", () => {
  closeSync(file);
  rmSync(folder, { recursive: true, force: true });
});
