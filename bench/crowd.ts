import { WebSocket } from "ws";
import type { Ask, Answer } from "./crowd-messages";

/** Many clients in a process of their own, so that the server is what is measured. It is asked over the channel to its parent. */

const atOnce = 250;
const now = () => Number(process.hrtime.bigint()) / 1e6;

type Member = {
  url: string;
  first: string | null;
  adds: readonly { name: string }[];
  path: string;
  socket: WebSocket | null;
};
const members: Member[] = [];
/** What every watched name was last said to be. */
const values = new Map<string, unknown>();
let arrivals: number[] = [];
let expected = Number.POSITIVE_INFINITY;
let arrived: () => void = () => undefined;
let readsValues = false;

function heard(member: Member, text: string): void {
  arrivals.push(now());
  if (readsValues) readValues(member, text);
  if (arrivals.length >= expected) arrived();
}

function readValues(member: Member, text: string): void {
  const message = JSON.parse(text) as { modifications?: { queryId: number; value: unknown }[] };
  for (const { queryId, value } of message.modifications ?? []) {
    const name = member.adds[queryId]?.name;
    if (name !== undefined) values.set(name, value);
  }
}

/** Opens a member's socket, again and again until the server is there, and waits for its first message. */
async function enter(member: Member): Promise<void> {
  for (;;) {
    const socket = new WebSocket(member.url, { perMessageDeflate: false });
    const isIn = await new Promise<boolean>((resolve) => {
      socket.once("error", () => resolve(false));
      socket.once("open", () => {
        if (member.first !== null) {
          socket.send(member.first);
          const modifications = member.adds.map(({ name }, queryId) => ({
            ...{ type: "Add", queryId, udfPath: member.path },
            args: [{ name }],
          }));
          socket.send(JSON.stringify({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications }));
        } else resolve(true);
      });
      socket.once("message", (data: Buffer) => {
        if (readsValues) readValues(member, data.toString());
        resolve(true);
      });
    });
    if (isIn) {
      socket.on("message", (data: Buffer) => heard(member, readsValues ? data.toString() : ""));
      socket.on("error", () => undefined);
      member.socket = socket;
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function enterAll(entering: readonly Member[]): Promise<void> {
  const waiting = [...entering];
  const work = async () => {
    for (let member = waiting.shift(); member !== undefined; member = waiting.shift()) await enter(member);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function answer(ask: Ask): Promise<Answer> {
  switch (ask.op) {
    case "join": {
      readsValues = ask.readsValues;
      const joining = Array.from({ length: ask.sockets }, (_, i): Member => ({
        url: ask.url,
        first:
          ask.path === null
            ? null
            : JSON.stringify({
                ...{ type: "Connect", sessionId: crypto.randomUUID(), connectionCount: 0 },
                ...{ lastCloseReason: "InitialConnect", clientTs: Date.now() },
              }),
        adds:
          ask.names.length === 1
            ? [{ name: ask.names[0]! }]
            : ask.names.slice(i * ask.each, (i + 1) * ask.each).map((name) => ({ name })),
        path: ask.path ?? "",
        socket: null,
      }));
      await enterAll(joining);
      members.push(...joining);
      return { at: now() };
    }
    case "arm":
      arrivals = [];
      expected = ask.messages;
      return { at: now() };
    case "arrived":
      if (arrivals.length < expected) await new Promise<void>((resolve) => (arrived = resolve));
      return { at: Math.max(...arrivals) };
    case "values":
      return { at: now(), values: ask.names.map((name) => values.get(name)) };
    case "return":
      await enterAll(members);
      return { at: now() };
    case "leave":
      for (const { socket } of members.splice(0)) socket?.terminate();
      return { at: now() };
  }
}

process.on("message", (ask: Ask) => {
  void answer(ask).then((answered) => process.send?.({ id: ask.id, ...answered }));
});
process.on("disconnect", () => process.exit(0));
