import { closeSync, fdatasync, openSync, rmSync, writeSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { encodeTs } from "../runtime/src/sync/timestamps";
import { textFrame } from "../runtime/src/sync/frames";
import { scratch } from "./parts";
import { counter, upsert } from "./project/convex/school";

/**
 * A server that speaks the sync protocol and does nothing else: every question has the same answer, ready made, every
 * mutation succeeds without having been run. What a client needs with it is what no server can take away.
 * With "flush" a mutation's answer waits until a kilobyte is on the disk; all that wait meanwhile share the next flush.
 * With "call" the project's functions are called as well, by the `convex` package that they are made with, and find their
 * questions to the database answered ready made: what no server can take away that runs a project's functions unmodified.
 */
const calls = process.argv[2] === "call";
const flushes = calls || process.argv[2] === "flush";
const folder = scratch("canned");
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
  | { type: "Mutation"; requestId: number; args: unknown }
  | { type: "ModifyQuerySet"; newVersion: number; modifications: { type: string; queryId: number }[] }
  | { type: "Connect" | "Event" | "Authenticate" };

const course = JSON.stringify({ _id: "j57038hatnjvm5bbrccxcc4yjxv6hvrx", slug: "course-1", body: "x".repeat(400) });
const startedAt = BigInt(Date.now()) * 1_000_000n;

/** A function as the `convex` package makes it: text goes in and comes out. */
type Called = { invokeMutation(args: string): Promise<string>; invokeQuery(args: string): Promise<string> };
const [mutation, query] = [upsert, counter] as unknown as [Called, Called];
const row = JSON.stringify({ _id: "j57038hatnjvm5bbrccxcc4yjxv6hvrx", _creationTime: 1, name: "n1", value: 1 });
let rowsLeft = 0;
const answers: Record<string, () => string> = {
  "1.0/queryStream": () => ((rowsLeft = 1), '{"queryId":1}'),
  "1.0/queryStreamNext": () => (rowsLeft-- > 0 ? `{"value":${row},"done":false}` : '{"value":null,"done":true}'),
};
const syscall = (op: string, args: string): string => (JSON.parse(args), answers[op]?.() ?? "null");
Object.assign(globalThis, {
  Convex: { syscall, asyncSyscall: (op: string, args: string) => Promise.resolve(syscall(op, args)) },
});

const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false, backlog: 4096 });
server.on("connection", (socket, request) => {
  const line: Duplex = request.socket;
  let [querySet, ts, value] = [0, 0n, 0];
  /** What this client watches: it is told of every mutation of its own. */
  let watched: number | null = null;
  const version = (at: bigint, set: number) => `{"querySet":${set},"identity":0,"ts":"${encodeTs(at)}"}`;
  const transition = (set: number, to: bigint, modifications: string) => {
    const text = `{"type":"Transition","startVersion":${version(ts, querySet)},"endVersion":${version(to, set)},"modifications":[${modifications}]}`;
    [querySet, ts] = [set, to];
    return textFrame(text);
  };
  const updated = (queryId: number, json: string) =>
    `{"type":"QueryUpdated","queryId":${queryId},"value":${json},"logLines":[],"journal":null}`;
  socket.on("message", (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Asked;
    if (message.type === "Mutation") {
      const answer = () => {
        value += 1;
        const now = (ts > startedAt ? ts : startedAt) + 1n;
        const response = textFrame(
          `{"type":"MutationResponse","requestId":${message.requestId},"success":true,"result":${value},"ts":"${encodeTs(now)}","logLines":[]}`,
        );
        const tell = () => {
          const change = watched === null ? "" : updated(watched, String(value));
          line.write(Buffer.concat([response, transition(querySet, now, change)]));
        };
        if (calls && watched !== null) void query.invokeQuery('[{"name":"live"}]').then(tell);
        else tell();
      };
      if (calls) void mutation.invokeMutation(JSON.stringify(message.args)).then(() => whenDurable(answer));
      else if (flushes) whenDurable(answer);
      else answer();
    } else if (message.type === "ModifyQuerySet") {
      const modifications = message.modifications.map(({ type, queryId }) => {
        if (type === "Remove") return `{"type":"QueryRemoved","queryId":${queryId}}`;
        watched = queryId;
        return updated(queryId, course);
      });
      line.write(transition(message.newVersion, ts > startedAt ? ts : startedAt, modifications.join()));
    }
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
