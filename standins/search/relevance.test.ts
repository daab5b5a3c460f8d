import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { corpus, KNOWN_ITEMS, SYNONYMS } from "./relevance.testing";
import { openTestService, type TestService } from "./search.testing";

const indexName = "relevance";

describe("relevance", () => {
  let service: TestService;

  beforeAll(async () => {
    service = await openTestService();
    const indexSettings = {
      searchableAttributes: ["title", "course", "unordered(summary)", "unordered(body)"],
      customRanking: ["desc(students)"],
      ignorePlurals: true,
    };
    await service.admin.setSettings({ indexName, indexSettings });
    await service.admin.saveSynonyms({ indexName, synonymHit: SYNONYMS });
    await service.admin.saveObjects({ indexName, objects: corpus(), waitForTasks: true });
  });

  afterAll(() => service.close());

  it("what is meant comes first for nine of ten queries, and among the first three for all but three of a hundred", async () => {
    const places: { kind: string; query: string; meant: string; place: number; first: string | undefined }[] = [];
    for (const { kind, query, meant } of KNOWN_ITEMS) {
      const searchParams = { query, hitsPerPage: 10 };
      const { hits } = await service.admin.searchSingleIndex({ indexName, searchParams });
      const place = hits.findIndex(({ objectID }) => objectID === meant);
      places.push({ kind, query, meant, place, first: hits[0]?.objectID });
    }
    const share = (list: typeof places, most: number) =>
      list.filter(({ place }) => place >= 0 && place < most).length / list.length;
    const kinds = [...new Set(places.map(({ kind }) => kind))];
    const table = [
      ...kinds.map((kind) => [kind, places.filter((one) => one.kind === kind)] as const),
      ["all", places] as const,
    ];
    const figures = table.map(
      ([kind, list]) =>
        `${kind} ${list.length}: hit@1 ${(share(list, 1) * 100).toFixed(1)} %, hit@3 ${(share(list, 3) * 100).toFixed(1)} %`,
    );
    const misses = places
      .filter(({ place }) => place !== 0)
      .map((one) => `"${one.query}" at ${one.place}, after ${one.first}`);
    console.info([`${corpus().length} records`, ...figures, ...misses].join("\n"));
    expect(places.length).toBeGreaterThanOrEqual(60);
    expect(share(places, 1)).toBeGreaterThanOrEqual(0.9);
    expect(share(places, 3)).toBeGreaterThanOrEqual(0.97);
  });
});
