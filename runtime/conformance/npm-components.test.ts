import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ConvexHttpClient } from "convex/browser";
import type { FunctionReference } from "convex/server";
import { api, internal } from "./components-fixture/convex/_generated/api";
import { asAdmin } from "./support/admin";
import { serve, Watched, type Served } from "./support/harness";

const functionsDir = fileURLToPath(new URL("./components-fixture/convex", import.meta.url));

type Happened = { what: string; detail: unknown };

/** How long a busy machine may take, in ms, to bundle a project with all its components. */
const patience = 180_000;

describe("components from npm, as they are published", { timeout: patience }, () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve({ functionsDir });
  }, patience);
  afterAll(() => served.stop());

  const migrate = async () => {
    const run = internal.people.run as unknown as FunctionReference<"mutation">;
    await asAdmin(served.http()).mutation(run, { fn: "people:initials" });
  };
  const watchLog = () => {
    const log = new Watched<Happened[]>();
    served.client().onUpdate(api.work.log, {}, log.push);
    return log;
  };

  describe("rate-limiter", () => {
    test("[CM20] the fourth of three is refused until the window ends, and another key has its own three", async () => {
      const http = served.http();
      const take = (key: string) => http.mutation(api.limits.take, { name: "send", key });
      for (let i = 0; i < 3; i++) expect(await take("ada")).toMatchObject({ ok: true });
      const refused = (await take("ada")) as { ok: boolean; retryAfter: number };
      expect(refused.ok).toBe(false);
      expect(refused.retryAfter).toBeGreaterThan(0);
      expect(refused.retryAfter).toBeLessThanOrEqual(60_000);
      expect(await take("bob")).toMatchObject({ ok: true });
    });

    test("[CM20] a limit that throws tells when to come back and takes back the mutation", async () => {
      const http = served.http();
      const take = () => http.mutation(api.limits.takeOrFail, { name: "talk", key: "eve" });
      await take();
      await take();
      await expect(take()).rejects.toMatchObject({
        data: { kind: "RateLimited", name: "talk", retryAfter: expect.any(Number) as number },
      });
      const log = await http.query(api.work.log, {});
      expect(log.filter(({ what, detail }) => what === "taken" && detail === "eve")).toHaveLength(2);
    });

    test("[CM20] whoever watches a limit is told that it is used up, and that it is free again", async () => {
      const client = served.client();
      const watched = new Watched<boolean>();
      const key = { name: "send" as const, key: "watched" };
      client.onUpdate(api.limits.isFree, key, watched.push);
      await watched.until((isFree) => isFree);
      for (let i = 0; i < 3; i++) await client.mutation(api.limits.take, key);
      await watched.until((isFree) => !isFree);
      await client.mutation(api.limits.reset, key);
      await watched.until((isFree) => isFree);
    });
  });

  test("[CM21] aggregate: counts, sums, ranks and places equal a sorted list after any inserts and deletes", async () => {
    const http = served.http();
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ add: fc.integer({ min: 0, max: 40 }), by: fc.constantFrom("x", "y") }) },
      { weight: 1, arbitrary: fc.record({ remove: fc.nat() }) },
    );
    const model: { id: string; points: number; player: string }[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), fc.nat(40), async (steps, asked) => {
        for (const one of steps) {
          if ("add" in one) {
            const score = { player: one.by, points: one.add };
            model.push({ id: await http.mutation(api.scores.add, score), ...score });
          } else if (model.length > 0) {
            const [gone] = model.splice(one.remove % model.length, 1);
            await http.mutation(api.scores.remove, { id: gone!.id as never });
          }
        }
        const points = model.map((score) => score.points).sort((a, b) => a - b);
        expect(await http.query(api.scores.standing, { points: asked, player: "x" })).toEqual({
          count: points.length,
          sum: points.reduce((sum, one) => sum + one, 0),
          rank: points.filter((one) => one < asked).length,
          highest: points.at(-1) ?? null,
          ofPlayer: model.filter(({ player }) => player === "x").length,
        });
        if (points.length > 0) {
          const index = asked % points.length;
          expect(await http.query(api.scores.at, { index })).toBe(points[index]);
        }
      }),
      { numRuns: 4 },
    );
  });

  test("[CM22] sharded-counter: fifty at once add up", async () => {
    const http = served.http();
    const amounts = Array.from({ length: 50 }, (_, i) => i + 1);
    await Promise.all(amounts.map((count) => served.http().mutation(api.likes.add, { name: "page", count })));
    expect(await http.query(api.likes.of, { name: "page" })).toBe(1275);
    expect(await http.query(api.likes.of, { name: "other" })).toBe(0);
  });

  test("[CM23] presence: who comes is seen, who says goodbye is gone at once, who falls silent soon", async () => {
    const client = served.client();
    const join = (userId: string, interval: number) =>
      client.mutation(api.rooms.heartbeat, { roomId: "hall", userId, sessionId: `of ${userId}`, interval });
    const { roomToken } = await join("ada", 60_000);
    const { sessionToken } = await join("bob", 60_000);
    const watched = new Watched<{ userId: string; online: boolean }[]>();
    client.onUpdate(api.rooms.list, { roomToken }, watched.push);
    const isOnline = (userId: string) => (users: { userId: string; online: boolean }[]) =>
      users.some((user) => user.userId === userId && user.online);
    await watched.until((users) => isOnline("ada")(users) && isOnline("bob")(users));
    await client.mutation(api.rooms.disconnect, { sessionToken });
    await watched.until((users) => !isOnline("bob")(users));
    await join("cleo", 40);
    await watched.until(isOnline("cleo"));
    const later = await watched.until((users) => !isOnline("cleo")(users));
    expect(isOnline("ada")(later)).toBe(true);
  });

  test("[CM24] migrations: 500 rows are changed in batches; one that failed goes on where it stopped", async () => {
    const client = served.client();
    type Progress = { done: number; state: string | null; processed: number };
    await client.mutation(api.people.addMany, { count: 500 });
    await client.mutation(api.people.rename, { from: "Person 300", to: "" });
    const watched = new Watched<Progress>();
    client.onUpdate(api.people.progress, {}, watched.push);
    await migrate();
    const failed = await watched.until(({ state }) => state === "failed");
    expect(failed).toEqual({ done: 300, state: "failed", processed: 300 });
    await client.mutation(api.people.rename, { from: "", to: "Zoe" });
    await migrate();
    await watched.until(({ state }) => state === "success");
    expect(watched.last).toEqual({ done: 500, state: "success", processed: 500 });
  });

  test("[CM25] workpool: no more than two at once, a failing one tries again, everyone hears of the end", async () => {
    const client = served.client();
    const log = watchLog();
    const names = ["first", "second", "third fails 1", "fourth", "fifth fails 9"];
    const ids = await client.mutation(api.work.enqueue, { names });
    const all = await log.until((rows) => rows.filter(({ what }) => what === "completed").length === names.length);
    let atWork = 0;
    let most = 0;
    for (const { what } of all) {
      if (what === "begin") most = Math.max(most, (atWork += 1));
      if (what === "end") atWork -= 1;
    }
    expect([most, atWork]).toEqual([2, 0]);
    const ends = new Map(
      all
        .filter(({ what }) => what === "completed")
        .map(({ detail }) => detail as { name: string; result: unknown })
        .map(({ name, result }) => [name, result]),
    );
    expect(ends.get("first")).toEqual({ kind: "success", returnValue: "first at attempt 1" });
    expect(ends.get("third fails 1")).toEqual({ kind: "success", returnValue: "third fails 1 at attempt 2" });
    expect(ends.get("fifth fails 9")).toMatchObject({ kind: "failed" });
    const tries = all.filter(({ what, detail }) => what === "begin" && detail === "fifth fails 9");
    expect(tries).toHaveLength(3);
    expect(await client.query(api.work.statuses, { ids })).toEqual(names.map(() => "finished"));
  });

  test("[CM26] crons made while the server runs: one that is registered runs again and again until it is deleted", async () => {
    const client = served.client();
    const log = watchLog();
    const ticks = (name: string) => (rows: Happened[]) =>
      rows.filter(({ what, detail }) => what === "tick" && detail === name).length;
    await client.mutation(api.clocks.register, { name: "fast", ms: 1_000 });
    await client.mutation(api.clocks.registerSpec, { name: "yearly", cronspec: "0 0 1 1 *" });
    await expect(client.mutation(api.clocks.register, { name: "fast", ms: 1_000 })).rejects.toThrow("already exists");
    await expect(client.mutation(api.clocks.registerSpec, { name: "odd", cronspec: "x" })).rejects.toThrow("cronspec");
    expect(await client.query(api.clocks.names, {})).toEqual(["fast", "yearly"]);
    await log.until((rows) => ticks("fast")(rows) >= 2);
    await client.mutation(api.clocks.remove, { name: "fast" });
    await client.mutation(api.clocks.remove, { name: "yearly" });
    expect(await client.query(api.clocks.names, {})).toEqual([]);
    const jobs = await served.http().query(api.books.jobs, {});
    expect((jobs as { app: unknown[] }).app).toEqual([]);
  });

  test("[CM27] action-cache: an action runs once for the same arguments, and again when it is forgotten", async () => {
    const http: ConvexHttpClient = served.http();
    const ask = (question: string) => http.action(api.answers.ask, { question });
    const thoughts = async () =>
      (await http.query(api.work.log, {}))
        .filter(({ what }) => what === "thought")
        .map(({ detail }) => detail as string);
    expect([await ask("why"), await ask("why"), await ask("how")]).toEqual([
      "An answer to why",
      "An answer to why",
      "An answer to how",
    ]);
    expect(await thoughts()).toEqual(["why", "how"]);
    await http.mutation(api.answers.forget, { question: "why" });
    await ask("why");
    expect(await thoughts()).toEqual(["why", "how", "why"]);
  });

  describe("prosemirror-sync", () => {
    /** One writer: what it has confirmed of the paper, by the steps of everyone in their one order. */
    class Writer {
      readonly steps: string[] = [];
      rebased = 0;

      constructor(
        readonly http: ConvexHttpClient,
        readonly name: string,
        readonly id: string,
      ) {}

      async write(text: string): Promise<void> {
        for (;;) {
          const version = this.steps.length + 1;
          const sent = [JSON.stringify({ insert: text })];
          const given = { id: this.id, version, clientId: this.name, steps: sent };
          const result = await this.http.mutation(api.papers.submitSteps, given);
          if (result.status === "synced") {
            this.steps.push(...sent);
            return;
          }
          this.rebased += 1;
          this.steps.push(...result.steps);
        }
      }

      async catchUp(): Promise<void> {
        const { steps } = await this.http.query(api.papers.getSteps, { id: this.id, version: this.steps.length + 1 });
        this.steps.push(...steps);
      }
    }

    test("[CM28] two who write at once end with the same steps, each step once", async () => {
      const content = JSON.stringify({ type: "doc", content: [] });
      await served.http().mutation(api.papers.submitSnapshot, { id: "paper", version: 1, content });
      const [ada, bob] = [new Writer(served.http(), "ada", "paper"), new Writer(served.http(), "bob", "paper")];
      const words = (name: string) => Array.from({ length: 12 }, (_, i) => `${name} ${i}`);
      const writeAll = async (writer: Writer) => {
        for (const word of words(writer.name)) await writer.write(word);
      };
      await Promise.all([writeAll(ada), writeAll(bob)]);
      await Promise.all([ada.catchUp(), bob.catchUp()]);
      expect(ada.steps).toEqual(bob.steps);
      const expected = [...words("ada"), ...words("bob")].map((text) => JSON.stringify({ insert: text }));
      expect([...ada.steps].sort()).toEqual(expected.sort());
      expect(ada.rebased + bob.rebased).toBeGreaterThan(0);
      expect(await ada.http.query(api.papers.latestVersion, { id: "paper" })).toBe(25);
      const snapshot = await ada.http.query(api.papers.getSnapshot, { id: "paper" });
      expect(snapshot).toEqual({ content, version: 1 });
    });

    test("[CM28] the app decides who may write", async () => {
      const given = { id: "locked", version: 1, content: "{}" };
      await expect(served.http().mutation(api.papers.submitSnapshot, given)).rejects.toThrow("This paper is locked.");
    });
  });
});
