import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { textFrame } from "../runtime/src/sync/frames";
import { encodeTs } from "../runtime/src/sync/timestamps";
import { ask, change } from "./least-data";

/**
 * A server that speaks the sync protocol and does the least that any server must which serves an unmodified project, keeps its data
 * and tells who is concerned: it calls the project's functions by the `convex` package that they are made with, each in an
 * asynchronous context of its own as functions that run at the same time need it, over data that does the least as well
 * (bench/least-data.ts). It knows no limits, no time of its own, no identity, no logs, no components and no way back after a crash,
 * and trusts its clients to say only what is right.
 */
type Asked =
  | { type: "Connect"; sessionId: string }
  | { type: "Mutation"; requestId: number; udfPath: string; args: unknown[] }
  | {
      type: "ModifyQuerySet";
      newVersion: number;
      modifications: { type: string; queryId: number; udfPath: string; args: unknown[] }[];
    }
  | { type: "Event" | "Authenticate" };

/** A query that somebody watches. */
type Watch = { queryId: number; udfPath: string; args: unknown[]; reads: Set<string>; client: object; tell(): void };
const watchers = new Map<string, Set<Watch>>();

function listen(watch: Watch): void {
  for (const key of watch.reads) {
    const there = watchers.get(key);
    if (there) there.add(watch);
    else watchers.set(key, new Set([watch]));
  }
}

function unlisten(watch: Watch): void {
  for (const key of watch.reads) {
    const there = watchers.get(key);
    there?.delete(watch);
    if (there?.size === 0) watchers.delete(key);
  }
}

const startedAt = BigInt(Date.now()) * 1_000_000n;

const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false, backlog: 4096 });
server.on("connection", (socket, request) => {
  const line: Duplex = request.socket;
  let [querySet, ts, session] = [0, 0n, ""];
  const watched = new Map<number, Watch>();
  const version = (at: bigint, set: number) => `{"querySet":${set},"identity":0,"ts":"${encodeTs(at)}"}`;
  const transition = (set: number, to: bigint, modifications: string) => {
    const text = `{"type":"Transition","startVersion":${version(ts, querySet)},"endVersion":${version(to, set)},"modifications":[${modifications}]}`;
    [querySet, ts] = [set, to];
    return textFrame(text);
  };
  const next = () => (ts > startedAt ? ts : startedAt) + 1n;
  const answerOf = async (watch: Watch) => {
    const { result, reads } = await ask(watch.udfPath, watch.args);
    unlisten(watch);
    watch.reads = reads;
    if (watched.get(watch.queryId) === watch) listen(watch);
    return `{"type":"QueryUpdated","queryId":${watch.queryId},"value":${result},"logLines":[],"journal":null}`;
  };
  const mutate = async ({ requestId, udfPath, args }: Asked & { type: "Mutation" }) => {
    const { result, keys } = await change(udfPath, args, `${session}/${requestId}`);
    const concerned = new Set<Watch>();
    for (const key of keys) for (const watch of watchers.get(key) ?? []) concerned.add(watch);
    const own: string[] = [];
    for (const watch of concerned) {
      if (watch.client === socket) own.push(await answerOf(watch));
      else watch.tell();
    }
    const now = next();
    const response = `{"type":"MutationResponse","requestId":${requestId},"success":true,"result":${result},"ts":"${encodeTs(now)}","logLines":[]}`;
    line.write(Buffer.concat([textFrame(response), transition(querySet, now, own.join())]));
  };
  const modify = async ({ newVersion, modifications }: Asked & { type: "ModifyQuerySet" }) => {
    const changes: string[] = [];
    for (const { type, queryId, udfPath, args } of modifications) {
      if (type === "Remove") {
        const gone = watched.get(queryId);
        watched.delete(queryId);
        if (gone) unlisten(gone);
        changes.push(`{"type":"QueryRemoved","queryId":${queryId}}`);
      } else {
        const watch: Watch = { queryId, udfPath, args, reads: new Set(), client: socket, tell: () => void tell(watch) };
        watched.set(queryId, watch);
        changes.push(await answerOf(watch));
      }
    }
    line.write(transition(newVersion, ts > startedAt ? ts : startedAt, changes.join()));
  };
  const tell = async (watch: Watch) => {
    const changed = await answerOf(watch);
    line.write(transition(querySet, next(), changed));
  };
  socket.on("message", (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Asked;
    if (message.type === "Mutation") void mutate(message);
    else if (message.type === "ModifyQuerySet") void modify(message);
    else if (message.type === "Connect") session = message.sessionId;
  });
  socket.on("close", () => {
    for (const watch of watched.values()) unlisten(watch);
  });
});
await new Promise((resolve) => server.once("listening", resolve));
process.send?.({ port: (server.address() as AddressInfo).port });
process.once("SIGTERM", () => process.exit(0));
process.once("disconnect", () => process.exit(0));
