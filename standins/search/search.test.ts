import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { SEARCH_PATH } from "./search";
import { openTestService, TEST_KEYS, type TestService } from "./search.testing";

const indexName = "courses";
const open: TestService[] = [];

async function start(options: Parameters<typeof openTestService>[0] = {}): Promise<TestService> {
  const service = await openTestService(options);
  open.push(service);
  return service;
}

async function stop(service: TestService) {
  open.splice(open.indexOf(service), 1);
  await service.close();
}

afterEach(async () => {
  for (const service of open.splice(0)) await service.close();
});

/** Writes one record after the other and says so, until somebody ends it. */
const ENDLESS_WRITER = `
  const { openTestService } = await import(${JSON.stringify(join(import.meta.dirname, "search.testing.ts"))});
  const { admin } = await openTestService({ folder: process.env.SEARCH_FOLDER });
  for (let n = 0; ; n++) {
    await admin.saveObjects({ indexName: "courses", objects: [{ objectID: "r" + n, n }] });
    process.stdout.write(n + "\\n");
  }
`;

const headers = { "x-algolia-application-id": TEST_KEYS.appId, "x-algolia-api-key": TEST_KEYS.adminKey };
const at = ({ port }: TestService, path: string) => `http://127.0.0.1:${port}${SEARCH_PATH}${path}`;
const found = async (service: TestService, query: string, searchParams: object = {}) => {
  const { hits } = await service.admin.searchSingleIndex({ indexName, searchParams: { query, ...searchParams } });
  return hits.map(({ objectID }) => objectID);
};
const messageOf = async (work: Promise<unknown>) =>
  work.then(
    () => "",
    (error: unknown) => (error as Error).message,
  );

describe("what is kept", () => {
  it("records, settings, synonyms and keys outlive a restart, open to their owner's account alone", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "search-")), "search");
    const first = await start({ folder });
    await first.admin.setSettings({
      indexName,
      indexSettings: { customRanking: ["asc(n)"], replicas: ["courses_desc"] },
    });
    await first.admin.setSettings({ indexName: "courses_desc", indexSettings: { customRanking: ["desc(n)"] } });
    await first.admin.saveSynonym({
      indexName,
      objectID: "s",
      synonymHit: { objectID: "s", type: "synonym", synonyms: ["loaf", "bread"] },
    });
    const objects = Array.from({ length: 600 }, (_, n) => ({
      objectID: `c${n}`,
      title: n === 7 ? "bread" : "course",
      n,
    }));
    await first.admin.saveObjects({ indexName, objects });
    await first.admin.deleteObject({ indexName, objectID: "c0" });
    const { key } = await first.admin.addApiKey({ acl: ["search"], indexes: ["courses*"] });
    await stop(first);
    const second = await start({ folder });
    await second.search.filled;
    expect(await found(second, "", { hitsPerPage: 2 })).toEqual(["c1", "c2"]);
    expect(await found(second, "loaf")).toEqual(["c7"]);
    const { hits, nbHits } = await second.client(key).searchSingleIndex({ indexName: "courses_desc" });
    expect([nbHits, hits[0]?.objectID]).toEqual([599, "c599"]);
    expect(readdirSync(folder)).toContain("search.mdb");
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it("a damaged file is cleared away, and the service says that it has to be told everything", async () => {
    const first = await start();
    expect(first.search.isNew).toBe(true);
    await first.admin.saveObjects({ indexName, objects: [{ objectID: "a", title: "bread" }] });
    await stop(first);
    const second = await start({ folder: first.folder });
    expect([second.search.isNew, await found(second, "bread")]).toEqual([false, ["a"]]);
    await stop(second);
    const file = join(first.folder, "search.mdb");
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const said: string[] = [];
    const third = await start({ folder: first.folder, log: (line) => said.push(line) });
    expect([third.search.isNew, said]).toEqual([true, [expect.stringContaining(`${file} is damaged and begins anew`)]]);
    await third.admin.saveObjects({ indexName, objects: [{ objectID: "b", title: "bread" }] });
    expect(await found(third, "bread")).toEqual(["b"]);
  });

  it("while records are still being read, what is there is found and writes wait their turn", async () => {
    const first = await start();
    const objects = Array.from({ length: 5000 }, (_, n) => ({
      objectID: `c${n}`,
      title: "bread".repeat(1 + (n % 3)),
      n,
    }));
    await first.admin.saveObjects({ indexName, objects });
    await stop(first);
    const second = await start({ folder: first.folder });
    expect((await found(second, "bread")).length).toBeLessThanOrEqual(20);
    await second.admin.saveObjects({ indexName, objects: [{ objectID: "c0", title: "rye", n: 0 }] });
    await second.search.filled;
    const { nbHits } = await second.admin.searchSingleIndex({ indexName });
    expect([nbHits, await found(second, "rye")]).toEqual([5000, ["c0"]]);
  });

  it("a process that is killed loses nothing that it answered for", async () => {
    const folder = mkdtempSync(join(tmpdir(), "search-"));
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", ENDLESS_WRITER], {
      cwd: import.meta.dirname,
      env: { ...process.env, SEARCH_FOLDER: folder },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const acknowledged: number[] = [];
    await new Promise<void>((resolve) => {
      child.stdout.on("data", (part: Buffer) => {
        acknowledged.push(...part.toString().trim().split(/\s+/).map(Number));
        if (acknowledged.length >= 25) child.kill("SIGKILL");
      });
      child.once("close", () => resolve());
    });
    const service = await start({ folder });
    await service.search.filled;
    const { hits } = await service.admin.searchSingleIndex<{ n: number }>({
      indexName,
      searchParams: { hitsPerPage: 1000 },
    });
    const kept = new Set(hits.map(({ n }) => n));
    expect(acknowledged.length).toBeGreaterThanOrEqual(25);
    expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
  });

  it("a batch of nothing needs the right to write as well", async () => {
    const service = await start();
    const searching = { ...headers, "x-algolia-api-key": TEST_KEYS.searchKey };
    const status = async (path: string, given: Record<string, string>) =>
      (await fetch(at(service, path), { method: "POST", headers: given, body: '{"requests":[]}' })).status;
    for (const path of ["/1/indexes/courses/batch", "/1/indexes/*/batch"])
      expect([await status(path, searching), await status(path, headers)]).toEqual([403, 200]);
  });

  it("a batch with a record that cannot be taken changes nothing", async () => {
    const service = await start();
    await service.admin.saveObjects({ indexName, objects: [{ objectID: "a", n: 1 }] });
    const requests = [
      { action: "updateObject" as const, body: { objectID: "a", n: 2 } },
      { action: "addObject" as const, body: { objectID: "b", n: 3 } },
      {
        action: "partialUpdateObject" as const,
        body: { objectID: "a", n: { _operation: "IncrementFrom", value: 99 } },
      },
    ];
    expect(await messageOf(service.admin.batch({ indexName, batchWriteParams: { requests } }))).toContain(
      "IncrementFrom",
    );
    expect(await found(service, "")).toEqual(["a"]);
    expect(await found(service, "", { numericFilters: ["n=1"] })).toEqual(["a"]);
    const huge = { objectID: "huge", text: "x".repeat(120_000) };
    expect(await messageOf(service.admin.saveObjects({ indexName, objects: [huge] }))).toContain("too big");
  });

  it("records changed over and over are found once, as they are now", async () => {
    const service = await start();
    await service.admin.setSettings({ indexName, indexSettings: { attributesForFaceting: ["round"] } });
    for (let round = 0; round < 6; round++) {
      const objects = Array.from({ length: 1000 }, (_, n) => ({ objectID: `c${n}`, title: `round ${round}`, round }));
      await service.admin.saveObjects({ indexName, objects });
    }
    const { nbHits, facets } = await service.admin.searchSingleIndex({
      indexName,
      searchParams: { query: "round", facets: ["round"] },
    });
    expect([nbHits, facets]).toEqual([1000, { round: { "5": 1000 } }]);
    expect(await found(service, '"round 4"', { filters: "round:4" })).toEqual([]);
  });

  it("an index that is built anew is never seen empty or half full", async () => {
    const service = await start();
    const some = (count: number) => Array.from({ length: count }, (_, n) => ({ objectID: `c${n}`, title: "bread" }));
    await service.admin.setSettings({ indexName, indexSettings: { replicas: ["courses_desc"] } });
    await service.admin.saveObjects({ indexName, objects: some(300) });
    let isDone = false;
    const rebuilding = service.admin.replaceAllObjects({ indexName, objects: some(700), batchSize: 100 }).then(() => {
      isDone = true;
    });
    const seen = new Set<number | undefined>();
    while (!isDone) {
      for (const index of [indexName, "courses_desc"]) {
        const { nbHits } = await service.admin.searchSingleIndex({
          indexName: index,
          searchParams: { query: "bread" },
        });
        seen.add(nbHits);
      }
    }
    await rebuilding;
    for (const index of [indexName, "courses_desc"]) {
      expect((await service.admin.searchSingleIndex({ indexName: index })).nbHits).toBe(700);
    }
    expect([...seen].filter((count) => count !== 300 && count !== 700)).toEqual([]);
    expect((await service.admin.getSettings({ indexName })).replicas).toEqual(["courses_desc"]);
  });

  it("settings that change what is searched hold for the records that are there", async () => {
    const service = await start();
    const objects = [{ objectID: "a", title: "bread", body: "flour", kind: "x" }];
    await service.admin.saveObjects({ indexName, objects });
    expect(await found(service, "flour")).toEqual(["a"]);
    await service.admin.setSettings({
      indexName,
      indexSettings: { searchableAttributes: ["title"], attributesForFaceting: ["kind"] },
    });
    expect(await found(service, "flour")).toEqual([]);
    expect(await found(service, "", { filters: "kind:x" })).toEqual(["a"]);
  });

  it("a replica follows its primary until it is unlinked, and then stands alone", async () => {
    const service = await start();
    await service.admin.setSettings({
      indexName,
      indexSettings: { replicas: ["by_price", "virtual(by_name)"], customRanking: ["asc(n)"] },
    });
    await service.admin.setSettings({ indexName: "by_name", indexSettings: { customRanking: ["desc(title)"] } });
    await service.admin.saveObjects({
      indexName,
      objects: [
        { objectID: "a", title: "a", n: 1 },
        { objectID: "b", title: "b", n: 2 },
      ],
    });
    const of = async (index: string) =>
      (await service.admin.searchSingleIndex({ indexName: index })).hits.map(({ objectID }) => objectID);
    expect(await of("by_price")).toEqual(["a", "b"]);
    expect(await of("by_name")).toEqual(["b", "a"]);
    expect(
      await messageOf(service.admin.saveObjects({ indexName: "by_price", objects: [{ objectID: "c" }] })),
    ).toContain("replica");
    await service.admin.setSettings({ indexName, indexSettings: { replicas: [] } });
    await service.admin.deleteObject({ indexName, objectID: "a" });
    expect([await of(indexName), await of("by_price")]).toEqual([["b"], ["a", "b"]]);
  });
});

describe("what is refused", () => {
  it("is refused by name: what Algolia has and this service does not, and what nobody has", async () => {
    const service = await start();
    await service.admin.saveObjects({ indexName, objects: [{ objectID: "a" }] });
    expect(await messageOf(found(service, "", { aroundLatLng: "1,2" }))).toContain(
      "aroundLatLng: the local search service does not support",
    );
    expect(await messageOf(found(service, "", { colour: "red" }))).toContain("Unknown parameter: colour");
    expect(await messageOf(found(service, "", { hitsPerPage: 1001 }))).toContain("hitsPerPage");
    expect(
      await messageOf(service.admin.setSettings({ indexName, indexSettings: { mode: "neuralSearch" } })),
    ).toContain("mode");
    expect(await found(service, "", { page: 60, hitsPerPage: 20 })).toEqual([]);
  });

  it("bodies that are too large, unpack to too much or are no JSON end with an answer, not with the process", async () => {
    const service = await start({ log: () => undefined });
    const post = async (body: BodyInit, more: Record<string, string> = {}) =>
      (await fetch(at(service, "/1/indexes/courses/query"), { method: "POST", headers: { ...headers, ...more }, body }))
        .status;
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(40 * 1_048_576)));
    expect(await post(bomb, { "content-encoding": "gzip" })).toBe(413);
    expect(await post("not gzip", { "content-encoding": "gzip" })).toBe(400);
    expect(await post("{")).toBe(400);
    expect(await post("[]")).toBe(400);
    const packed = new Uint8Array(
      gzipSync(JSON.stringify({ requests: [{ action: "addObject", body: { objectID: "z" } }] })),
    );
    const batch = { method: "POST", headers: { ...headers, "content-encoding": "gzip" }, body: packed };
    expect((await fetch(at(service, "/1/indexes/courses/batch"), batch)).status).toBe(200);
    expect(await found(service, "")).toEqual(["z"]);
  });

  it("paths that lead nowhere are not found, and no error tells more than its sentence", async () => {
    const service = await start();
    for (const path of ["/1/nothing", "/2/searches/unheard", "/", "/1/indexes/%E0%A4%A"]) {
      const response = await fetch(at(service, path), { headers });
      const body = (await response.json()) as { message: string; status: number };
      expect([400, 404]).toContain(response.status);
      expect(Object.keys(body).sort()).toEqual(["message", "status"]);
    }
  });

  it("what a key must not see it does not learn by another way", async () => {
    const service = await start();
    await service.admin.setSettings({
      indexName,
      indexSettings: { unretrievableAttributes: ["secret"], attributesForFaceting: ["filterOnly(plan)"] },
    });
    await service.admin.saveObjects({
      indexName,
      objects: [{ objectID: "a", title: "t", secret: "s3cret", plan: "x" }],
    });
    const { hits, facets } = await service.client(TEST_KEYS.searchKey).searchSingleIndex({
      indexName,
      searchParams: { attributesToRetrieve: ["*"], attributesToHighlight: ["*"], facets: ["*"] },
    });
    expect(JSON.stringify(hits)).not.toContain("s3cret");
    expect(facets).toEqual({});
    expect((await service.admin.getObject({ indexName, objectID: "a" })).secret).toBe("s3cret");
  });
});

describe("browsers", () => {
  it("may ask from any origin, and may show their key in the address", async () => {
    const service = await start();
    await service.admin.saveObjects({ indexName, objects: [{ objectID: "a" }] });
    const preflight = await fetch(at(service, "/1/indexes/*/queries"), {
      method: "OPTIONS",
      headers: { origin: "https://school.example" },
    });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
    const query = `x-algolia-application-id=${TEST_KEYS.appId}&x-algolia-api-key=${TEST_KEYS.searchKey}&x-algolia-agent=a`;
    const body = JSON.stringify({ requests: [{ indexName, params: 'query=&hitsPerPage=1&facets=["*"]&tagFilters=' }] });
    const response = await fetch(at(service, `/1/indexes/*/queries?${query}`), { method: "POST", body });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(await response.json()).toMatchObject({
      results: [{ index: indexName, nbHits: 1, hitsPerPage: 1, hits: [{ objectID: "a" }] }],
    });
  });
});

describe("statistics", () => {
  it("count what people meant, not every letter they typed; what was not found; and what was chosen", async () => {
    const day = Date.UTC(2026, 10, 20, 12);
    let time = day;
    const service = await start({ now: () => time });
    await service.admin.saveObjects({ indexName, objects: [{ objectID: "a", title: "sourdough bread" }] });
    const type = async (query: string, userToken: string) => {
      time += 1000;
      const searchParams = { query, userToken, clickAnalytics: true };
      return (await service.admin.searchSingleIndex({ indexName, searchParams })).queryID!;
    };
    for (const query of ["s", "sou", "sourd"]) await type(query, "ada");
    const queryID = await type("sourdough", "ada");
    await type("Sourdough", "bob");
    await type("xylophone", "bob");
    const click = {
      index: indexName,
      eventName: "Chosen",
      eventType: "click",
      userToken: "ada",
      queryID,
      objectIDs: ["a"],
      positions: [2],
    };
    const events = await fetch(at(service, "/1/events"), {
      method: "POST",
      headers,
      body: JSON.stringify({ events: [click] }),
    });
    expect(events.status).toBe(200);
    const bare = `X-Algolia-Application-Id=${TEST_KEYS.appId}&X-Algolia-API-Key=${TEST_KEYS.searchKey}`;
    const seen = { index: indexName, eventName: "Seen", eventType: "view", userToken: "ada", objectIDs: ["a"] };
    const fromPage = { method: "POST", body: JSON.stringify({ events: [seen] }) };
    expect((await fetch(at(service, `/1/events?${bare}`), fromPage)).status).toBe(200);
    expect((await fetch(at(service, "/1/events"), fromPage)).status).toBe(403);
    const analytics = service.admin.initAnalytics({ region: "us", options: { hosts: service.hosts } });
    const span = { index: indexName, startDate: "2026-11-20", endDate: "2026-11-20" };
    expect(await analytics.getTopSearches({ ...span, clickAnalytics: true })).toEqual({
      searches: [
        {
          search: "sourdough",
          count: 2,
          nbHits: 1,
          clickThroughRate: 0.5,
          averageClickPosition: 2,
          clickCount: 1,
          trackedSearchCount: 2,
        },
        {
          search: "xylophone",
          count: 1,
          nbHits: 0,
          clickThroughRate: 0,
          averageClickPosition: null,
          clickCount: 0,
          trackedSearchCount: 1,
        },
      ],
    });
    expect(await analytics.getSearchesNoResults(span)).toEqual({
      searches: [{ search: "xylophone", count: 1, withFilterCount: 0 }],
    });
    expect(await analytics.getSearchesCount(span)).toEqual({ count: 3, dates: [{ date: "2026-11-20", count: 3 }] });
    expect(await analytics.getClickThroughRate(span)).toMatchObject({
      rate: 1 / 3,
      clickCount: 1,
      trackedSearchCount: 3,
    });
    expect(await analytics.getAverageClickPosition(span)).toMatchObject({ average: 2, clickCount: 1 });
    const { positions } = await analytics.getClickPositions(span);
    expect(positions.find(({ position }) => position?.[0] === 2)?.clickCount).toBe(1);
    expect(
      (await analytics.getTopSearches({ ...span, startDate: "2026-11-21", endDate: "2026-11-21" })).searches,
    ).toEqual([]);
    await stop(service);
    const again = await start({ folder: service.folder, now: () => day });
    const later = again.admin.initAnalytics({ region: "us", options: { hosts: again.hosts } });
    expect((await later.getSearchesCount(span)).count).toBe(3);
    const searcher = again.client(TEST_KEYS.searchKey).initAnalytics({ region: "us", options: { hosts: again.hosts } });
    expect(await messageOf(searcher.getSearchesCount(span))).toContain("not allowed");
  });
});
