import { convexToJson } from "convex/values";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "./fixture/convex/_generated/api";
import { decodeTs } from "../src/sync/timestamps";
import { serve, Watched, type Served } from "./support/harness";

let served: Served;
beforeAll(async () => void (served = await serve()));
afterAll(() => served.stop());

const unique = () => crypto.randomUUID();

describe("watching", () => {
  test("[SY1] a watched query is told at once and after every change of what it read", async () => {
    const list = unique();
    const client = served.client();
    const seen = new Watched<string[]>();
    client.onUpdate(api.notes.texts, { list }, seen.push);
    await seen.until((texts) => texts.length === 0);
    await client.mutation(api.notes.add, { list, text: "first", rank: 1 });
    expect(seen.last).toEqual(["first"]);
    await served.http().mutation(api.notes.add, { list, text: "second", rank: 2 });
    expect(await seen.until((texts) => texts.length === 2)).toEqual(["second", "first"]);
  });

  test("[SY2] a mutation that changes nothing is answered as well", async () => {
    const client = served.client();
    expect(await client.mutation(api.notes.nothing, {})).toBeNull();
    expect(await client.mutation(api.notes.nothing, {})).toBeNull();
  });

  test("[SY3] a mutation resolves after its own change is in the queries of the same client", async () => {
    const client = served.client();
    const name = unique();
    const seen = new Watched<number>();
    client.onUpdate(api.counters.read, { name }, seen.push);
    await seen.until((value) => value === 0);
    for (let value = 1; value <= 20; value++) {
      await client.mutation(api.counters.add, { name, by: 1 });
      expect(seen.last).toBe(value);
    }
  });

  test("[SY4] all queries of a client are told for one moment: two counters changed together are never seen apart", async () => {
    const [a, b] = [unique(), unique()];
    const pairs: [number, number][] = [];
    const tokens: Record<string, string> = {};
    const base = served.base(() => {
      const [left, right] = [a, b].map((name) => base.localQueryResult("counters:read", { name }));
      if (left !== undefined && right !== undefined) pairs.push([left as number, right as number]);
    });
    for (const name of [a, b]) tokens[name] = base.subscribe("counters:read", { name }).queryToken;
    for (let i = 0; i < 10; i++) {
      await base.mutation("counters:addBoth", { first: a, second: b });
    }
    expect(pairs.at(-1)).toEqual([10, 10]);
    expect(pairs.filter(([left, right]) => left !== right)).toEqual([]);
  });

  test("[SY5] a change runs again exactly the queries whose reads it touches, once for all their watchers", async () => {
    const names = Array.from({ length: 50 }, unique);
    const watched = names.map((name) => {
      const seen = new Watched<number>();
      served.client().onUpdate(api.counters.read, { name }, seen.push);
      return seen;
    });
    const again = names.slice(0, 10).map((name) => {
      const seen = new Watched<number>();
      served.client().onUpdate(api.counters.read, { name }, seen.push);
      return seen;
    });
    await Promise.all([...watched, ...again].map((seen) => seen.until((value) => value === 0)));
    const before = served.runtime.health().queryExecutions;
    for (const name of names) await served.http().mutation(api.counters.add, { name, by: 1 });
    await Promise.all([...watched, ...again].map((seen) => seen.until((value) => value === 1)));
    expect(served.runtime.health().queryExecutions - before).toBe(names.length);
  });

  test("[SY6] a result that is the same as before is not sent again", async () => {
    const list = unique();
    const id = await served.http().mutation(api.notes.add, { list, text: "same", rank: 1 });
    const client = served.client();
    const seen = new Watched<string[]>();
    client.onUpdate(api.notes.texts, { list }, seen.push);
    await seen.until((texts) => texts.length === 1);
    await client.mutation(api.notes.rewrite, { id, text: "same" });
    expect(seen.values).toEqual([["same"]]);
  });

  test("[SY7] a query that fails tells its error, and its value once it no longer fails", async () => {
    const client = served.client();
    const seen = new Watched<unknown>();
    client.onUpdate(api.notes.refuseQuery, {}, seen.push, seen.fail);
    const error = (await seen.untilError()) as Error & { data: unknown };
    expect(error.data).toEqual({ code: "forbidden", reason: "not_yours" });
  });

  test("[SY8] a query that nobody watches any more is forgotten", async () => {
    const name = unique();
    const before = served.runtime.health().watchedQueries;
    const client = served.client();
    const seen = new Watched<number>();
    const stop = client.onUpdate(api.counters.read, { name }, seen.push);
    await seen.until((value) => value === 0);
    expect(served.runtime.health().watchedQueries).toBe(before + 1);
    stop();
    await client.mutation(api.notes.nothing, {});
    expect(served.runtime.health().watchedQueries).toBe(before);
  });

  test("[SY9] values of every kind arrive as they were sent", async () => {
    const any = {
      int: 2n ** 62n,
      negativeZero: -0,
      infinite: Infinity,
      bytes: new Uint8Array([0, 255]).buffer,
      text: "ä\u{1F600}",
      none: null,
      list: [1n, "a"],
    };
    const client = served.client();
    const seen = new Watched<unknown>();
    client.onUpdate(api.world.values, { any }, seen.push);
    const found = await seen.until(() => true);
    expect(convexToJson(found as never)).toEqual(convexToJson(any));
  });

  test("[SY10] a result larger than five megabytes arrives whole", async () => {
    const client = served.client();
    const seen = new Watched<string>();
    client.onUpdate(api.world.large, { length: 12_000_000 }, seen.push);
    expect((await seen.until(() => true)).length).toBe(12_000_000);
  });

  test("[SY11] 64 mutations of 64 clients at once each have one effect", async () => {
    const name = unique();
    const clients = Array.from({ length: 64 }, () => served.client());
    const results = await Promise.all(clients.map((client) => client.mutation(api.counters.add, { name, by: 1 })));
    expect([...results].sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, i) => i + 1));
    expect(await served.http().query(api.counters.read, { name })).toBe(64);
  });

  test("[SY12] the mutations of one client run in the order in which they were made", async () => {
    const name = unique();
    const client = served.client();
    const results = await Promise.all(
      Array.from({ length: 30 }, () => client.mutation(api.counters.add, { name, by: 1 })),
    );
    expect(results).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });

  test("[SY13] an optimistic change is shown at once and gives way to the real one without a gap", async () => {
    const name = unique();
    const shown: unknown[] = [];
    const base = served.base(() => shown.push(base.localQueryResult("counters:read", { name })));
    base.subscribe("counters:read", { name });
    await base.mutation("notes:nothing", {});
    shown.length = 0;
    await base.mutation("counters:add", { name, by: 5 }, {
      optimisticUpdate: (store: { setQuery: (...args: unknown[]) => void }) =>
        store.setQuery(api.counters.read, { name }, 5),
    } as never);
    expect(shown.at(-1)).toBe(5);
    expect(shown.filter((value) => value !== 5)).toEqual([]);
  });
});

describe("paginating", () => {
  test("[SY14] pages stay joined while rows are added between them", async () => {
    const list = unique();
    for (const rank of [10, 20, 30, 40]) await served.http().mutation(api.notes.add, { list, text: `${rank}`, rank });
    const base = served.base();
    type Page = { page: { rank: number }[]; continueCursor: string; isDone: boolean };
    const firstArgs = { list, paginationOpts: { numItems: 2, cursor: null } };
    const read = (args: { list: string; paginationOpts: { numItems: number; cursor: string | null } }) =>
      base.localQueryResult("notes:page", args) as unknown as Page;
    base.subscribe("notes:page", firstArgs);
    await base.mutation("notes:nothing", {});
    const secondArgs = { list, paginationOpts: { numItems: 2, cursor: read(firstArgs).continueCursor } };
    base.subscribe("notes:page", secondArgs);
    await base.mutation("notes:nothing", {});
    await base.mutation("notes:add", { list, text: "15", rank: 15 });
    await base.mutation("notes:add", { list, text: "25", rank: 25 });
    const pages = [firstArgs, secondArgs].map(read);
    expect(pages.flatMap(({ page }) => page.map(({ rank }) => rank))).toEqual([10, 15, 20, 25, 30, 40]);
  });
});

describe("what a client is told", () => {
  test("[SY15] every Transition begins where the last one ended, and a mutation's answer comes before its Transition", async () => {
    const name = unique();
    const raw = await served.socket();
    raw.connect();
    raw.send({
      type: "ModifyQuerySet",
      baseVersion: 0,
      newVersion: 1,
      modifications: [{ type: "Add", queryId: 0, udfPath: "counters:read", args: [{ name }] }],
    });
    for (let requestId = 0; requestId < 5; requestId++) {
      raw.send({ type: "Mutation", requestId, udfPath: "counters:add", args: [{ name, by: 1 }] });
    }
    const seesFive = ({ modifications }: Record<string, unknown>) =>
      (modifications as { value?: number }[]).some(({ value }) => value === 5);
    await raw.next("Transition", seesFive);
    const moment = (text: unknown) => decodeTs(text as string) ?? -1n;
    let version: unknown = { querySet: 0, identity: 0, ts: "AAAAAAAAAAA=" };
    const told: bigint[] = [];
    let answers = 0;
    for (const message of raw.all) {
      if (message.type === "Transition") {
        expect(message.startVersion).toEqual(version);
        version = message.endVersion;
        told.push(moment((version as { ts: string }).ts));
      } else {
        answers += 1;
        expect(told.every((ts) => ts < moment(message.ts))).toBe(true);
      }
    }
    expect(answers).toBe(5);
    expect(told).toEqual([...told].sort((a, b) => (a < b ? -1 : 1)));
  });
});
