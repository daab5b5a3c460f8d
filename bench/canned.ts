import { closeSync, fdatasync, openSync, rmSync, writeSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { encodeTs } from "../runtime/src/sync/timestamps";
import { textFrame } from "../runtime/src/sync/frames";
import { scratch } from "./parts";

/**
 * A server that speaks the sync protocol and does nothing else: every question has the same answer, ready made, every
 * mutation succeeds without having been run. What a client needs with it is what no server can take away.
 * With "flush" a mutation's answer waits until a kilobyte is on the disk; all that wait meanwhile share the next flush.
 */
const flushes = process.argv[2] === "flush";
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
  | { type: "Mutation"; requestId: number }
  | { type: "ModifyQuerySet"; newVersion: number; modifications: { type: string; queryId: number }[] }
  | { type: "Connect" | "Event" | "Authenticate" };

const course = JSON.stringify({ _id: "j57038hatnjvm5bbrccxcc4yjxv6hvrx", slug: "course-1", body: "x".repeat(400) });
const startedAt = BigInt(Date.now()) * 1_000_000n;

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
        const change = watched === null ? "" : updated(watched, String(value));
        line.write(Buffer.concat([response, transition(querySet, now, change)]));
      };
      if (flushes) whenDurable(answer);
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
