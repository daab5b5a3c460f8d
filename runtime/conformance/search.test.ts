import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anyApi } from "convex/server";
import { serve, temporaryFolder, Watched, type Served } from "./support/harness";

const functionsDir = fileURLToPath(new URL("data-fixture/convex", import.meta.url));
const { articles, points } = anyApi as unknown as Record<"articles" | "points", (typeof anyApi)[string]>;
const unique = () => `w${crypto.randomUUID().replaceAll("-", "")}`;

let served: Served;
beforeAll(async () => void (served = await serve({ functionsDir })));
afterAll(() => served.stop());

const add = (title: string, more: { shelf?: string; reads?: number } = {}) =>
  served.http().mutation(articles.add!, { title, ...more });
const search = async (text: string, more: Record<string, unknown> = {}) =>
  (await served.http().query(articles.search!, { text, ...more })) as string[];

describe("text search through the client", () => {
  test("[SE1] [SE4] finds by words, filters by fields, and by a filter after the search", async () => {
    const word = unique();
    await add(`${word} of gardens`, { shelf: "a", reads: 1 });
    await add(`${word} of birds and ${word}`, { shelf: "b", reads: 5 });
    await add(`birds`, { shelf: "a", reads: 9 });
    expect(await search(`${word}`)).toEqual([`${word} of birds and ${word}`, `${word} of gardens`]);
    expect(await search(word, { shelf: "a" })).toEqual([`${word} of gardens`]);
    expect(await search(word, { minimum: 2 })).toEqual([`${word} of birds and ${word}`]);
    expect(await search(word, { limit: 1 })).toHaveLength(1);
    expect(await search(word.toUpperCase().slice(0, 12))).toHaveLength(2);
  });

  test("[SE5] a mutation finds what it has written", async () => {
    const word = unique();
    expect(await served.http().mutation(articles.addAndSearch!, { title: `${word} now` })).toContain(`${word} now`);
  });

  test("[SE6] a watched search follows the documents that match it, and is not computed again for others", async () => {
    const word = unique();
    const seen = new Watched<string[]>();
    served.client().onUpdate(articles.search!, { text: `${word} ` }, seen.push);
    await seen.until((found) => found.length === 0);
    const id: unknown = await add(`${word} one`);
    await seen.until((found) => found.length === 1);
    const before = served.runtime.health().queryExecutions;
    await add(`${unique()} two`);
    await served.http().mutation(articles.retitle!, { id, title: `${word} three` });
    await seen.until((found) => found[0] === `${word} three`);
    await served.http().mutation(articles.remove!, { id });
    await seen.until((found) => found.length === 0);
    expect(served.runtime.health().queryExecutions - before).toBe(2);
  });

  test("[SE7] pages of a search joined are its results, and a page keeps its end", async () => {
    const word = unique();
    await served.http().mutation(articles.addMany!, {
      titles: Array.from({ length: 25 }, (_, i) => `${word} ${"very ".repeat(i)}long`),
      shelf: word,
    });
    const titles: string[] = [];
    let cursor: string | null = null;
    for (let isDone = false; !isDone;) {
      const page = (await served.http().query(articles.searchPage!, {
        text: word,
        paginationOpts: { numItems: 10, cursor },
      })) as { page: { title: string }[]; isDone: boolean; continueCursor: string };
      titles.push(...page.page.map(({ title }) => title));
      ({ isDone, continueCursor: cursor } = page);
    }
    expect(titles).toEqual(await search(word));
    expect(titles).toHaveLength(25);
  });

  test("[SE9] text and vector indexes outlive a restart", async () => {
    const { folder, remove } = temporaryFolder();
    const first = await serve({ functionsDir, dataDir: folder });
    await first.http().mutation(articles.add!, { title: "kept over night" });
    const id: unknown = await first.http().mutation(points.add!, { at: [1, 2, 3], kind: "a" });
    await first.stop();
    const second = await serve({ functionsDir, dataDir: folder });
    expect(await second.http().query(articles.search!, { text: "night" })).toEqual(["kept over night"]);
    expect(await second.http().action(points.nearest!, { at: [1, 2, 3] })).toMatchObject([{ _id: id }]);
    await second.stop();
    remove();
  });
});

describe("vector search through the client", () => {
  test("[VS1] [VS2] [VS3] an action finds the nearest documents, fresh writes included, filtered by alternatives", async () => {
    const [a, b, c] = (await Promise.all([
      served.http().mutation(points.add!, { at: [1, 0, 0], kind: "a" }),
      served.http().mutation(points.add!, { at: [0, 1, 0], kind: "b" }),
      served.http().mutation(points.add!, { at: [0, 0, 1], kind: "c" }),
    ])) as string[];
    const nearest = (args: Record<string, unknown>) => served.http().action(points.nearest!, args);
    expect(await nearest({ at: [3, 1, 0], limit: 2 })).toEqual([
      { _id: a, _score: expect.closeTo(3 / Math.sqrt(10), 5) as number },
      { _id: b, _score: expect.closeTo(1 / Math.sqrt(10), 5) as number },
    ]);
    expect(await nearest({ at: [0, 0, 2], kinds: ["b", "c"] })).toEqual([
      { _id: c, _score: 1 },
      { _id: b, _score: 0 },
    ]);
  });

  test("[VS4] a vector of another length is refused in words", async () => {
    await expect(served.http().action(points.nearest!, { at: [1, 2] })).rejects.toThrow(
      "Vector query against points.by_at must be a vector of 3 dimensions, received 2",
    );
  });
});
