import { ConvexError, type Value } from "convex/values";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeFunctionReference, type FunctionReference } from "convex/server";
import { api } from "./fixture/convex/_generated/api";
import { adminKey, serve, type Served } from "./support/harness";

let served: Served;
let redacted: Served;
let web: Server;
let webUrl: string;
beforeAll(async () => {
  served = await serve({ env: { FIXTURE_COLOUR: "green" }, limits: { transactionMs: 300 } });
  redacted = await serve({ redactErrors: true });
  web = createServer((_req, res) => res.end("from the network")).listen(0, "127.0.0.1");
  await new Promise((resolve) => web.once("listening", resolve));
  webUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await Promise.all([served.stop(), redacted.stop()]);
  web.close();
});

const unique = () => crypto.randomUUID();
const messageOf = async (work: Promise<unknown>): Promise<string> =>
  await work.then(String, (error: Error) => error.message);
const asAnything = (reference: FunctionReference<"query" | "mutation" | "action", "public">) => reference as never;

describe("arguments and results", () => {
  test("[FN1] arguments that do not fit are refused in Convex's words, with path, value and validator", async () => {
    const work = served.http().query(asAnything(api.notes.inList), { list: 3 } as never);
    expect(await messageOf(work)).toContain(
      "ArgumentValidationError: Value does not match validator.\nPath: .list\nValue: 3.0\nValidator: v.string()",
    );
  });

  test("[FN2] a field that no validator names is refused", async () => {
    const work = served.http().mutation(asAnything(api.notes.nothing), { more: true } as never);
    expect(await messageOf(work)).toContain("Object contains extra field `more` that is not in the validator.");
  });

  test("[FN3] a result that does not fit its validator is an error", async () => {
    expect(await messageOf(served.http().query(api.notes.wrongReturn, {}))).toContain(
      "ReturnsValidationError: Value does not match validator.",
    );
  });

  test("[FN4] an id of another table is refused", async () => {
    const id = await served.http().mutation(api.notes.add, { list: unique(), text: "a", rank: 1 });
    expect(await messageOf(served.http().query(asAnything(api.files.url), { id } as never))).toContain(
      "ArgumentValidationError",
    );
  });
});

describe("finding a function", () => {
  test("[FN5] an unknown function and an internal one cannot be told apart from outside", async () => {
    const text = (name: string) =>
      `Could not find public function for '${name}'. Did you forget to run \`npx convex dev\` or \`npx convex deploy\`?`;
    for (const name of ["notes:secretCount", "notes:missing", "missing:missing"]) {
      const reference = makeFunctionReference<"query">(name);
      expect(await messageOf(served.http().query(reference, {}))).toContain(text(name));
      const seen = await messageOf(served.client().query(reference, {}));
      expect(seen).toContain(text(name));
    }
  });

  test("[FN6] the holder of the admin key may call internal functions", async () => {
    const http = served.http() as unknown as { setAdminAuth(key: string): void } & ReturnType<Served["http"]>;
    http.setAdminAuth(adminKey);
    expect(await http.query(makeFunctionReference<"query">("notes:secretCount"), {})).toBeTypeOf("number");
    http.setAdminAuth(`${adminKey}x`);
    expect(await messageOf(http.query(makeFunctionReference<"query">("notes:secretCount"), {}))).toContain(
      "admin key is not valid",
    );
  });

  test("[FN7] a mutation asked for as a query is refused and does nothing", async () => {
    const name = unique();
    const work = served.http().query(makeFunctionReference<"query">("counters:add"), { name, by: 1 });
    expect(await messageOf(work)).toContain("Trying to execute counters:add as Query, but it is defined as Mutation.");
    expect(await served.http().query(api.counters.read, { name })).toBe(0);
  });
});

describe("errors", () => {
  test("[FN8] a ConvexError arrives with its data, by HTTP and by WebSocket", async () => {
    const data = { code: "conflict", reason: "seats_full" };
    for (const work of [served.http().mutation(api.notes.refuse, {}), served.client().mutation(api.notes.refuse, {})]) {
      const error = await work.catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(ConvexError);
      expect((error as ConvexError<typeof data>).data).toEqual(data);
    }
  });

  test("[FN9] in development an error names the line of the project's own file", async () => {
    const text = await messageOf(served.http().mutation(api.notes.addThenFail, { list: unique() }));
    expect(text).toMatch(/^\[Request ID: [0-9a-f]{16}\] Server Error\nUncaught Error: boom after the insert\n/);
    expect(text).toMatch(/ {4}at handler \(convex\/notes\.ts:\d+:\d+\)/);
  });

  test("[FN10] in redacted mode nothing but the request's id leaves the server, and a ConvexError's data", async () => {
    const works = [
      redacted.http().mutation(api.notes.addThenFail, { list: unique() }),
      redacted.client().mutation(api.notes.addThenFail, { list: unique() }),
      redacted.http().query(makeFunctionReference<"query">("notes:secretCount"), {}),
    ];
    for (const work of works)
      expect(await messageOf(work)).toMatch(
        /^(\[CONVEX M\(notes:addThenFail\)\] )?\[Request ID: [0-9a-f]{16}\] Server Error(\n {2}Called by client)?$/,
      );
    const error = await redacted
      .client()
      .mutation(api.notes.refuse, {})
      .catch((caught: unknown) => caught);
    expect((error as ConvexError<Value>).data).toEqual({ code: "conflict", reason: "seats_full" });
  });

  test("[FN11] a mutation that fails leaves nothing behind", async () => {
    const list = unique();
    await messageOf(served.http().mutation(api.notes.addThenFail, { list }));
    expect(await served.http().query(api.notes.texts, { list })).toEqual([]);
  });
});

describe("calling each other", () => {
  test("[FN12] what a nested mutation wrote stays when it succeeds and goes alone when it fails", async () => {
    const name = unique();
    expect(await served.http().mutation(api.nested.keepsAndDrops, { name })).toContain("the job fails");
    expect(await served.http().query(api.counters.read, { name })).toBe(1);
  });

  test("[FN13] nested mutations started together run one after the other", async () => {
    const name = unique();
    await served.http().mutation(api.nested.together, { name });
    expect(await served.http().query(api.counters.read, { name })).toBe(6);
  });

  test("[FN14] a query may run an internal query, an action internal mutations", async () => {
    expect(await served.http().query(api.nested.throughQuery, {})).toBeTypeOf("number");
    expect(await served.http().action(api.nested.twice, { name: unique() })).toBe(2);
  });
});

describe("the world outside", () => {
  test("[FN15] time stands still within a query and chance differs between mutations", async () => {
    const [a, b, c] = await served.http().query(api.world.times, {});
    expect([b, c]).toEqual([a, a]);
    const first = await served.http().mutation(api.world.chances, {});
    expect(first[0]).not.toBe(first[1]);
    expect(await served.http().mutation(api.world.chances, {})).not.toEqual(first);
  });

  test("[FN16] the network and timers exist only in actions", async () => {
    expect(await messageOf(served.http().query(api.world.fetchesInQuery, { url: webUrl }))).toContain(
      "Can't use fetch() in queries and mutations.",
    );
    expect(await messageOf(served.http().query(api.world.waitsInQuery, {}))).toContain(
      "Can't use setTimeout() in queries and mutations.",
    );
    expect(await served.http().action(api.world.fetches, { url: webUrl })).toBe("from the network");
  });

  test("[FN17] process.env holds the deployment's variables, and none of the server's own", async () => {
    expect(await served.http().query(api.world.variable, {})).toBe("green");
    expect(await redacted.http().query(api.world.variable, {})).toBeNull();
  });

  test('[FN18] a "use node" module uses what is built into Node.js', async () => {
    expect(await served.http().action(api.deep.node.hash, { text: "" })).toMatch(/^e3b0c44298fc1c14/);
  });

  test("[FN19] console output reaches the server's log and, in development, the caller", async () => {
    const answer = await fetch(`${served.url}/api/mutation`, {
      method: "POST",
      body: JSON.stringify({ path: "world:logs", args: [{}] }),
    });
    const { logLines } = (await answer.json()) as { logLines: string[] };
    expect(logLines).toEqual(["[LOG] 'hello' { a: 1 }", "[WARN] 'careful'"]);
    expect(served.logs).toContain("world:logs [WARN] 'careful'");
    const quiet = await fetch(`${redacted.url}/api/mutation`, {
      method: "POST",
      body: JSON.stringify({ path: "world:logs", args: [{}] }),
    });
    expect(((await quiet.json()) as { logLines: string[] }).logLines).toEqual([]);
  });

  test("[FN21] what is not supported is refused by name", async () => {
    expect(await messageOf(served.http().mutation(api.world.signs, {}))).toContain(
      "signJwt is not supported by this runtime.",
    );
  });

  test("[FN22] promises that nobody awaits and timers that fail are logged, and the server goes on", async () => {
    await served.http().mutation(api.world.forgets, {});
    await served.http().action(api.world.failsInTimer, {});
    await expect
      .poll(() => served.logs.join("\n"))
      .toMatch(/A promise that no function awaited was rejected: Error: nobody hears this/);
    expect(served.logs.join("\n")).toContain("Uncaught in a timer: Error: in a timer");
    expect(await served.http().mutation(api.counters.add, { name: unique(), by: 1 })).toBe(1);
  });

  test("[FN20] a function that never ends is stopped and named, and the next mutation runs", async () => {
    expect(await messageOf(served.http().query(api.world.endless, {}))).toContain(
      "world:endless ran longer than it may",
    );
    expect(await messageOf(served.http().mutation(api.world.endlessAsking, {}))).toContain(
      "world:endlessAsking ran longer than it may",
    );
    expect(await served.http().mutation(api.counters.add, { name: unique(), by: 1 })).toBe(1);
  });
});
