import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anyApi } from "convex/server";
import { realWorld } from "../src/world";
import { serve, type Served } from "./support/harness";

const functionsDir = fileURLToPath(new URL("data-fixture/convex", import.meta.url));
const { articles, documents, tallies } = anyApi as unknown as Record<
  "articles" | "documents" | "tallies",
  (typeof anyApi)[string]
>;
const unique = () => `w${crypto.randomUUID().replaceAll("-", "")}`;

let served: Served;
beforeAll(async () => void (served = await serve({ functionsDir })));
afterAll(() => served.stop());

const add = async (title: string, more: { shelf?: string; reads?: number } = {}) =>
  (await served.http().mutation(articles.add!, { title, ...more })) as string;

describe("documents by table and id", () => {
  test("[TX20] an id is normalised for its own table only", async () => {
    const id = await add("one");
    const job = (await served.http().mutation(tallies.later!, { name: unique(), atMs: Date.now() + 1e9 })) as string;
    const normal = (text: string) => served.http().query(documents.normalize!, { id: text });
    expect(await normal(id)).toEqual({ article: id, blob: null, job: null });
    expect(await normal(job)).toEqual({ article: null, blob: null, job });
    expect(await normal("no id")).toEqual({ article: null, blob: null, job: null });
  });

  test("[TX20] get, patch, replace and delete take the table's name, and refuse another table's id", async () => {
    const id = await add("first", { shelf: "s" });
    expect(await served.http().query(documents.getFrom!, { id, table: "articles" })).toMatchObject({ title: "first" });
    await expect(served.http().query(documents.getFrom!, { id, table: "blobs" })).rejects.toThrow(
      "expected ID in table 'blobs' but got ID in table 'articles'",
    );
    for (const how of ["patch", "replace", "delete"])
      await expect(served.http().mutation(documents.changeInWrongTable!, { id, how })).rejects.toThrow(
        "expected ID in table 'blobs' but got ID in table 'articles'",
      );
    expect(await served.http().mutation(documents.change!, { id })).toEqual([
      ["patched", "s"],
      ["patched", null],
      ["replaced", null],
      [],
    ]);
  });

  test("[IX7] every operator of a filter", async () => {
    const id = await add("numbers", { reads: 7 });
    const holds = (await served.http().query(documents.operators!, { id })) as Record<string, boolean>;
    const { neq, gt, ...rest } = holds;
    expect({ neq, gt }).toEqual({ neq: false, gt: false });
    expect(Object.entries(rest).filter(([, value]) => !value)).toEqual([]);
    expect(Object.keys(rest)).toHaveLength(13);
  });
});

describe("streams of convex-helpers", () => {
  test("[PG6] merged streams are paginated in their common order, filtered ones too", async () => {
    const [a, b] = [unique(), unique()];
    const titles = (shelf: string) => Array.from({ length: 9 }, (_, i) => (i === 4 ? "skipped" : `${shelf}${i}`));
    for (const shelf of [a, b]) await served.http().mutation(articles.addMany!, { titles: titles(shelf), shelf });
    const found: string[] = [];
    let cursor: string | null = null;
    for (let isDone = false; !isDone;) {
      const paginationOpts = { numItems: 4, cursor };
      const page = (await served.http().query(articles.mergedPage!, { shelves: [a, b], paginationOpts })) as {
        page: { title: string; reads: number }[];
        isDone: boolean;
        continueCursor: string;
      };
      found.push(...page.page.map(({ title }) => title));
      ({ isDone, continueCursor: cursor } = page);
    }
    expect(found).toHaveLength(16);
    expect(found.map((title) => Number(title.at(-1)))).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 5, 5, 6, 6, 7, 7, 8, 8]);
  });

  test("[PG6] a paginator reads several pages in one function", async () => {
    const shelf = unique();
    await served.http().mutation(articles.addMany!, { titles: ["a", "b", "c", "d", "e"], shelf });
    expect(await served.http().query(articles.twoPages!, { shelf, size: 2 })).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });
});

describe("old snapshots", () => {
  test("[HT2] a moment is kept for thirty seconds, and refused by name afterwards", async () => {
    const late: (() => void)[] = [];
    // Timers of half a minute are ours to ring.
    const world = {
      ...realWorld,
      after: (ms: number, work: () => void) => {
        if (ms < 30_000) return realWorld.after(ms, work);
        late.push(work);
        return { cancel: () => undefined };
      },
    };
    const runtime = await serve({ functionsDir, world });
    const name = unique();
    const http = runtime.http();
    expect(await http.consistentQuery(tallies.read!, { name })).toBe(0);
    for (let i = 0; i < 12; i++) await runtime.http().mutation(tallies.countNow!, { name });
    expect(await http.consistentQuery(tallies.read!, { name })).toBe(0);
    late.forEach((ring) => ring());
    await expect(http.consistentQuery(tallies.read!, { name })).rejects.toThrow("is no longer kept");
    await runtime.stop();
  });
});
