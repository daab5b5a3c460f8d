import { request } from "node:http";
import { WebSocket } from "ws";
import { adminKey } from "../conformance/support/harness";
import { Chance } from "./chance";
import { share, type Report, type Torture } from "./report";
import { ask, withServer } from "./server";

const frames = 6_000;
const bodies = 4_000;
const framesPerSocket = 20;
const stack = /\n\s+at .*[.:]\d+|node_modules|node:internal/;

const messages: readonly unknown[] = [
  { type: "Connect", sessionId: "s", connectionCount: 0, lastCloseReason: null, clientTs: 0 },
  { type: "Authenticate", tokenType: "User", value: "a.b.c", baseVersion: 0 },
  { type: "Authenticate", tokenType: "Admin", value: "no", baseVersion: 0, impersonating: {} },
  {
    type: "ModifyQuerySet",
    baseVersion: 0,
    newVersion: 1,
    modifications: [{ type: "Add", queryId: 0, udfPath: "work:serial", args: [{}] }],
  },
  { type: "ModifyQuerySet", baseVersion: 1, newVersion: 2, modifications: [{ type: "Remove", queryId: 0 }] },
  { type: "Mutation", requestId: 0, udfPath: "work:append", args: [{ token: "m", key: "malformed", item: 1 }] },
  { type: "Action", requestId: 1, udfPath: "work:act", args: [{}] },
  { type: "Event", eventType: "x", event: {} },
];
const odd: readonly unknown[] = [
  null,
  true,
  -1,
  1e300,
  NaN,
  "",
  "\u0000",
  "__proto__",
  "constructor",
  "a".repeat(70_000),
  [],
  [[[[]]]],
  {},
  { $bytes: "%" },
  { $integer: "AAAA" },
  { $float: 1 },
  { __proto__: 1 },
];
const paths = [
  "/api/query",
  "/api/mutation",
  "/api/action",
  "/api/function",
  "/api/query_ts",
  "/api/query_at_ts",
  "/api/run/work/serial",
  "/api/storage/upload",
  "/api/storage/x",
  "/api/1.48.0/sync",
  "/http/x",
  "/api/..%2f..%2fetc",
  "/%00",
  "/api/export/x",
  "/api/push_config",
];
const methods = ["POST", "POST", "POST", "GET", "PUT", "DELETE", "OPTIONS", "PATCH"];

/** A value with one thing changed, somewhere inside. */
function spoil(value: unknown, chance: Chance): unknown {
  if (typeof value !== "object" || value === null || chance.happens(0.2)) return chance.pick(odd);
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  const name = chance.pick(Object.keys(copy));
  if (name === undefined) return chance.pick(odd);
  if (chance.happens(0.2)) delete copy[name];
  else copy[name] = spoil(copy[name], chance);
  return Array.isArray(value) ? Object.values(copy) : copy;
}

function spoiltText(value: unknown, chance: Chance): string {
  const text = JSON.stringify(spoil(value, chance)) ?? "undefined";
  const at = chance.below(text.length + 1);
  if (chance.happens(0.2)) return text.slice(0, at);
  return chance.happens(0.1) ? text.slice(0, at) + String.fromCharCode(chance.below(0x2fff)) + text.slice(at) : text;
}

/** Thousands of messages and bodies that no client sends: the server stays up, and tells nobody where in its code it was. */
export async function sendNonsense({ seed, size }: Torture): Promise<Report> {
  const chance = new Chance(`${seed}/malformed`);
  const wrong: string[] = [];
  const statuses: Record<string, number> = {};
  const [frameCount, bodyCount] = [share(size, frames), share(size, bodies)];
  await withServer(async (server) => {
    for (let sent = 0; sent < frameCount; sent += framesPerSocket) {
      const answers = await talk(
        server.url,
        Array.from({ length: framesPerSocket }, () =>
          chance.happens(0.4) ? JSON.stringify(chance.pick(messages)) : spoiltText(chance.pick(messages), chance),
        ),
        chance,
      );
      for (const answer of answers)
        if (stack.test(answer)) wrong.push(`a frame was answered with code: ${answer.slice(0, 300)}`);
    }
    for (let sent = 0; sent < bodyCount; sent++) {
      const query = { path: "work:serial", format: "convex_encoded_json", args: [{}], ts: "x" };
      const body = chance.happens(0.8)
        ? Buffer.from(spoiltText(query, chance))
        : Buffer.from(chance.bytes(chance.below(200)));
      const headers: Record<string, string> = chance.happens(0.7)
        ? { "Content-Type": "application/json" }
        : { "Content-Type": "\u00ff/;;" };
      if (chance.happens(0.3))
        headers.Authorization = chance.pick([
          "Bearer x",
          "Convex x",
          `Convex ${adminKey}:!!!`,
          "Bearer a.b.c",
          "Basic ",
        ]);
      const { status, text } = await post(server.url, chance.pick(methods), chance.pick(paths), headers, body);
      statuses[`${Math.floor(status / 100)}xx`] = (statuses[`${Math.floor(status / 100)}xx`] ?? 0) + 1;
      if (stack.test(text)) wrong.push(`a body was answered with code: ${text.slice(0, 300)}`);
      if (status >= 500 && status !== 560 && status !== 503)
        wrong.push(`${status}: ${body.toString().slice(0, 200)} → ${text.slice(0, 200)}`);
    }
    if ((await ask<number>(server.url, "work:serial")) < 0) wrong.push("the server does not answer");
    const crashes = server.said
      .split("\n")
      .filter((line) => /TypeError|RangeError|ReferenceError|Unhandled/.test(line));
    wrong.push(...[...new Set(crashes)].map((line) => `the server said ${line.slice(0, 300)}`));
  });
  return { counts: { frames: frameCount, bodies: bodyCount, ...statuses }, wrong };
}

/** Sends frames over one socket until it is closed, and returns what came back. */
function talk(url: string, texts: readonly string[], chance: Chance): Promise<string[]> {
  return new Promise((resolve) => {
    const answers: string[] = [];
    const socket = new WebSocket(`${url.replace("http", "ws")}/api/1.48.0/sync`);
    socket.on("message", (data: Buffer) => answers.push(data.toString("utf8")));
    socket.on("open", () => {
      socket.send(JSON.stringify(messages[0]));
      for (const text of texts) socket.send(chance.happens(0.05) ? Buffer.from(text) : text);
      socket.close();
    });
    socket.on("close", (_code, reason) => resolve([...answers, reason.toString()]));
    socket.on("error", () => socket.terminate());
  });
}

function post(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Buffer,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const asked = request(
      { hostname, port, method, path, headers: { ...headers, "Content-Length": String(body.length) } },
      (response) => {
        let text = "";
        response.on("data", (data: Buffer) => (text += data.toString()));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    // The server may hang up before it has read everything.
    asked.on("error", (error: NodeJS.ErrnoException) =>
      ["ECONNRESET", "EPIPE"].includes(error.code ?? "") ? resolve({ status: 0, text: "" }) : reject(error),
    );
    asked.end(body);
  });
}
