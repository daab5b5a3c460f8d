import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "./fixture/convex/_generated/api";
import { serve, Watched, type Served } from "./support/harness";

let served: Served;
beforeAll(async () => void (served = await serve()));
afterAll(() => served.stop());

const unique = () => crypto.randomUUID();

async function isWell(): Promise<void> {
  const name = unique();
  expect(await served.client().mutation(api.counters.add, { name, by: 1 })).toBe(1);
}

describe("messages that no client sends", () => {
  const connected = { type: "Connect", sessionId: "s", connectionCount: 0, lastCloseReason: null, clientTs: 0 };
  const add = { type: "Add", queryId: 0, udfPath: "counters:read", args: [{ name: "x" }] };
  const faults: Record<string, unknown[]> = {
    "no JSON": ["{"],
    "a number": ["3"],
    null: ["null"],
    "an unknown type": [{ type: "Shout" }],
    "a mutation before Connect": [{ type: "Mutation", requestId: 0, udfPath: "a:b", args: [{}] }],
    "Connect twice": [connected, connected],
    "a wrong base version": [connected, { type: "ModifyQuerySet", baseVersion: 3, newVersion: 4, modifications: [] }],
    "a version that goes back": [
      connected,
      { type: "ModifyQuerySet", baseVersion: 0, newVersion: 0, modifications: [] },
    ],
    "a query added twice": [
      connected,
      { type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [add, add] },
    ],
    "an unknown query removed": [
      connected,
      { type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [{ type: "Remove", queryId: 3 }] },
    ],
    "a wrong identity version": [connected, { type: "Authenticate", tokenType: "None", baseVersion: 4 }],
    "a path that is no text": [connected, { type: "Mutation", requestId: 0, udfPath: 3, args: [{}] }],
    "a negative request": [connected, { type: "Mutation", requestId: -1, udfPath: "a:b", args: [{}] }],
    "a timestamp that is none": [{ ...connected, maxObservedTimestamp: "abc" }],
  };

  test.each(Object.keys(faults))("[RB1] %s ends the connection with a reason, and nobody else's", async (kind) => {
    const raw = await served.socket();
    for (const message of faults[kind] ?? []) raw.send(message);
    expect(await raw.next("FatalError")).toMatchObject({ error: expect.stringMatching(/./) as string });
    expect((await raw.closed).code).toBe(1008);
    await isWell();
  });

  test("[RB2] random messages and bytes never stop the server", async () => {
    const message = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record({
        type: fc.constantFrom("Connect", "Authenticate", "ModifyQuerySet", "Mutation", "Action", "Event"),
        requestId: fc.anything(),
        udfPath: fc.oneof(fc.string(), fc.constantFrom("counters:add", "notes:page", "__proto__:constructor")),
        args: fc.oneof(fc.array(fc.jsonValue(), { maxLength: 2 }), fc.jsonValue()),
        baseVersion: fc.constantFrom(0, 1, null),
        newVersion: fc.constantFrom(1, 2, "x"),
        modifications: fc.oneof(
          fc.jsonValue(),
          fc.array(
            fc.record({
              type: fc.constantFrom("Add", "Remove"),
              queryId: fc.nat(3),
              udfPath: fc.string(),
              args: fc.array(fc.jsonValue(), { maxLength: 1 }),
              journal: fc.oneof(fc.string(), fc.constant(null)),
            }),
            { maxLength: 3 },
          ),
        ),
        sessionId: fc.oneof(fc.string(), fc.jsonValue()),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 12 }), fc.boolean(), async (messages, connects) => {
        const raw = await served.socket();
        if (connects) raw.connect();
        for (const one of messages) raw.send(typeof one === "string" ? one : JSON.stringify(one));
        raw.socket.close();
        await raw.closed;
      }),
      { numRuns: 150 },
    );
    await isWell();
    expect(served.logs.join("\n")).not.toMatch(/TypeError|ReferenceError|RangeError/);
  });

  test("[RB3] bytes that are no HTTP and frames that are no frames end only their own connection", async () => {
    const { port, host } = new URL(served.url);
    const handshake = `GET /api/1.48.0/sync HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`;
    for (const bytes of [
      Buffer.from("\0\0\0 nonsense\r\n\r\n"),
      Buffer.concat([Buffer.from(handshake), Buffer.from([0xff, 0xff, 0xff, 0xff, 1, 2, 3])]),
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), "127.0.0.1", () => socket.write(bytes));
        socket.on("data", () => undefined);
        socket.on("close", () => resolve());
      });
    }
    await isWell();
  });

  test("[RB4] a binary frame is refused", async () => {
    const raw = await served.socket();
    raw.socket.send(new Uint8Array([1, 2, 3]));
    expect((await raw.closed).code).toBe(1008);
  });
});

describe("a client that does not read", () => {
  test("[RB5] it holds back nobody, is sent the newest state when it reads again, and costs no more memory meanwhile", async () => {
    const list = unique();
    const raw = await served.socket();
    raw.connect();
    const modifications = [{ type: "Add", queryId: 0, udfPath: "notes:texts", args: [{ list }] }];
    raw.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications });
    await raw.next("Transition");
    const other = served.client();
    const id = await other.mutation(api.notes.add, { list, text: "", rank: 1 });
    await raw.next("Transition");
    raw.socket.pause();
    for (let i = 0; i < 60; i++)
      await other.mutation(api.notes.rewrite, { id, text: String(i).padStart(4, "0").repeat(50_000) });
    raw.socket.resume();
    const isLast = (message: Record<string, unknown>) => JSON.stringify(message.modifications).includes("00590059");
    await raw.next("Transition", isLast);
    // 60 results of 200 kB are 12 MB: a client that was sent each of them would have received 60.
    expect(raw.received.length).toBeLessThan(50);
  });

  test("[RB6] it is left when what waits for it exceeds four megabytes", async () => {
    const raw = await served.socket();
    raw.connect();
    await isWell();
    const open = served.runtime.health().sockets;
    raw.socket.pause();
    const echo = { type: "Action", udfPath: "world:repeat", args: [{ length: 900_000 }] };
    for (let requestId = 0; requestId < 40; requestId++) raw.send({ ...echo, requestId });
    await expect.poll(() => served.runtime.health().sockets, { timeout: 10_000 }).toBe(open - 1);
    raw.socket.resume();
    expect((await raw.closed).code).toBe(1006);
  });
});

describe("many", () => {
  test("[RB7] 200 clients that watch the same large result share one computation", async () => {
    const length = 50_000 + Math.floor(Math.random() * 1_000);
    const before = served.runtime.health().queryExecutions;
    const watched = Array.from({ length: 200 }, () => {
      const seen = new Watched<string>();
      served.client().onUpdate(api.world.large, { length }, seen.push);
      return seen;
    });
    await Promise.all(watched.map((seen) => seen.until((text) => text.length === length)));
    expect(served.runtime.health().queryExecutions - before).toBe(1);
  });
});
