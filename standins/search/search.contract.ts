import { algoliasearch, type Algoliasearch, type SearchResponse } from "algoliasearch";
import { liteClient } from "algoliasearch/lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PATIENCE } from "./search.testing";

type Host = { url: string; accept: "readWrite"; protocol: "http" | "https" };

/** Where the suite runs: without `hosts` at Algolia itself, without `searchKey` with one that the suite makes. */
export type SearchConnection = { appId: string; adminKey: string; searchKey: string | null; hosts: Host[] | null };

/** Where the stand-in knowingly does otherwise than Algolia; a run against Algolia prints them beside what it finds. */
export const KNOWN_DIFFERENCES = [
  "Not there in the stand-in: geography, distinct, rules (they are kept and not carried out), personalisation, A/B tests, recommendations, vectors and answers in many indices of many applications.",
  "Languages: the stand-in forgives accents and splits words by Intl.Segmenter; it knows no plurals, stop words or compounds of single languages.",
  "Tasks: the stand-in has written what it answers for; Algolia writes a moment later, and waitForTask waits for it.",
  "Statistics: the stand-in keeps queries and clicks of its own; Algolia's come a few minutes later.",
];

type Course = {
  objectID: string;
  title: string;
  body: string;
  category: string;
  tags: string[];
  price: number;
  students: number;
  isOpen: boolean;
  _tags: string[];
};

const course = (objectID: string, title: string, body: string, rest: Partial<Course>): Course => ({
  ...{ objectID, title, body, category: "craft", tags: [], price: 0, students: 0, isOpen: true, _tags: ["public"] },
  ...rest,
});

const courses = [
  course(
    "bread",
    "Sourdough: the science of bread",
    "Flour, water, salt and time. Learn what happens inside the dough, and bake a loaf that you can repeat.",
    { tags: ["baking", "food"], price: 20, students: 40 },
  ),
  course("coffee", "Café culture", "What is drunk with bread around the world, from Vienna to Addis Ababa.", {
    category: "humanities",
    tags: ["food"],
    price: 10,
    students: 90,
  }),
  course(
    "python",
    "First steps in Python",
    "Variables, loops and functions. You write programs from the first lesson.",
    { category: "technology", tags: ["programming"], price: 30, students: 70, isOpen: false },
  ),
  course("learning", "Machine learning in plain words", "What a model is and what it is not. Needs a little Python.", {
    category: "technology",
    tags: ["programming", "statistics"],
    price: 50,
    students: 60,
  }),
  course("statistics", "Statistics without fear", "Means, spreads and chances, with things you can count.", {
    category: "mathematics",
    tags: ["statistics"],
    price: 30,
    students: 20,
  }),
  course("draft", "Secret baking", "A course that nobody may see yet: bread of the future.", {
    tags: ["baking"],
    price: 5,
    students: 1,
    _tags: ["draft"],
  }),
];

// A bundler sees the types of the browser's client, which cannot sign; the one that runs here can.
type Signer = { generateSecuredApiKey: (given: { parentApiKey: string; restrictions: object }) => string };
const isSigner = (client: object): client is Signer => "generateSecuredApiKey" in client;

/** What the school relies on in its search service, asked through Algolia's own client. Each name is a fact about it. */
export function searchContract(name: string, connect: () => Promise<SearchConnection>): void {
  describe(`the search contract, ${name}`, () => {
    const run = `doctrina_contract_${Date.now()}_${Math.floor(Math.random() * 1e6)}`;
    const indexName = `${run}_courses`;
    const cheapest = `${run}_courses_price_asc`;
    let at: SearchConnection;
    let admin: Algoliasearch;
    let searchKey: string;

    const clientFor = (key: string) =>
      algoliasearch(at.appId, key, at.hosts ? { hosts: at.hosts, timeouts: PATIENCE } : {});
    const done = async (written: { taskID: number }, index = indexName) => {
      await admin.waitForTask({ indexName: index, taskID: written.taskID });
    };
    const searchWith = (client: Algoliasearch, query: string, searchParams: object = {}, index = indexName) =>
      client.searchSingleIndex<Course>({ indexName: index, searchParams: { query, ...searchParams } });
    const find = (query: string, searchParams: object = {}, index = indexName) =>
      searchWith(admin, query, searchParams, index);
    const sign = (parentApiKey: string, restrictions: object): string => {
      if (!isSigner(admin)) throw new Error("This client cannot sign keys");
      return admin.generateSecuredApiKey({ parentApiKey, restrictions });
    };
    const ids = (response: SearchResponse<Course>) => response.hits.map(({ objectID }) => objectID);
    const found = async (query: string, searchParams: object = {}, index = indexName) =>
      ids(await find(query, searchParams, index));
    const statusOf = async (work: Promise<unknown>): Promise<number> => {
      try {
        await work;
      } catch (error) {
        if (error instanceof Error && "status" in error) return Number(error.status);
        throw error;
      }
      return 200;
    };

    beforeAll(async () => {
      at = await connect();
      admin = clientFor(at.adminKey);
      const settings = {
        searchableAttributes: ["title", "tags", "unordered(body)"],
        attributesForFaceting: ["searchable(category)", "tags", "price", "isOpen"],
        customRanking: ["desc(students)"],
        attributesToSnippet: ["body:6"],
        replicas: [cheapest],
      };
      await done(await admin.setSettings({ indexName, indexSettings: settings }));
      const ranking = ["asc(price)", "typo", "geo", "words", "filters", "proximity", "attribute", "exact", "custom"];
      const { replicas: _replicas, ...shared } = settings;
      await done(await admin.setSettings({ indexName: cheapest, indexSettings: { ...shared, ranking } }), cheapest);
      await admin.saveObjects({ indexName, objects: courses, waitForTasks: true });
      searchKey = at.searchKey ?? (await admin.addApiKey({ acl: ["search"] })).key;
      if (!at.searchKey) await admin.waitForApiKey({ operation: "add", key: searchKey });
    }, 120_000);

    afterAll(async () => {
      await done(await admin.setSettings({ indexName, indexSettings: { replicas: [] } }));
      for (const { name: left } of (await admin.listIndices()).items) {
        if (left.startsWith(run)) await admin.deleteIndex({ indexName: left });
      }
      if (!at.searchKey) await admin.deleteApiKey({ key: searchKey });
    }, 120_000);

    describe("finding", () => {
      it("the empty query finds everything, in the order of the custom ranking", async () => {
        expect(await found("")).toEqual(["coffee", "python", "learning", "bread", "statistics", "draft"]);
      });

      it("all words must be found, the last one as a beginning", async () => {
        expect(await found("python fir")).toEqual(["python"]);
        expect(await found("python vienna")).toEqual([]);
      });

      it("a better attribute comes first, whatever the custom ranking says", async () => {
        expect(await found("python")).toEqual(["python", "learning"]);
      });

      it("accents and case make no difference", async () => {
        expect(await found("CAFE")).toEqual(["coffee"]);
        expect(await found("pythôn")).toEqual(["python", "learning"]);
      });

      it("one typo is forgiven from four letters on, two from eight", async () => {
        expect(await found("pyhton")).toEqual(["python", "learning"]);
        expect(await found("statstcs")).toContain("statistics");
        expect(await found("vyennna")).toEqual([]);
      });

      it("a word without typos comes before one with", async () => {
        expect((await found("loaf"))[0]).toBe("bread");
      });

      it("what nobody wrote is not found, and words may be left out when that is asked for", async () => {
        expect(await found("bread xylophone")).toEqual([]);
        expect(await found("bread xylophone", { removeWordsIfNoResults: "lastWords" })).toContain("bread");
        expect(await found("bread xylophone", { optionalWords: ["xylophone"] })).toContain("bread");
      });

      it("pages are counted from 0 and hits are cut to what was asked for", async () => {
        const page = await find("", { hitsPerPage: 4, page: 1, attributesToRetrieve: ["title"] });
        expect(page).toMatchObject({ nbHits: 6, page: 1, nbPages: 2, hitsPerPage: 4 });
        expect(page.hits.map(({ title, price }) => ({ title, price }))).toEqual([
          { title: "Statistics without fear", price: undefined },
          { title: "Secret baking", price: undefined },
        ]);
      });

      it("a replica has the same records in another order", async () => {
        expect(await found("", {}, cheapest)).toEqual(["draft", "coffee", "bread", "python", "statistics", "learning"]);
      });

      it("an attribute can hold hits apart", async () => {
        const distinct = `${run}_distinct`;
        const indexSettings = { attributeForDistinct: "category", distinct: true, customRanking: ["desc(students)"] };
        await done(await admin.setSettings({ indexName: distinct, indexSettings }), distinct);
        await admin.saveObjects({ indexName: distinct, objects: courses, waitForTasks: true });
        expect(await found("", {}, distinct)).toEqual(["coffee", "python", "bread", "statistics"]);
      });
    });

    describe("showing", () => {
      it("marks what was found, and says how much of the query that is", async () => {
        const [hit] = (await find("sourdough bred", { attributesToHighlight: ["title", "tags"] })).hits;
        expect(hit?._highlightResult?.title).toMatchObject({
          value: "<em>Sourdough</em>: the science of <em>bread</em>",
          matchLevel: "full",
          matchedWords: ["sourdough", "bred"],
        });
        expect(hit?._highlightResult?.tags).toMatchObject([
          { value: "baking", matchLevel: "none" },
          { matchLevel: "none" },
        ]);
      });

      it("marks the typed beginning of a word, with the marks that were asked for", async () => {
        const [hit] = (await find("sourd", { highlightPreTag: "[", highlightPostTag: "]" })).hits;
        expect(hit?._highlightResult?.title).toMatchObject({ value: "[Sourd]ough: the science of bread" });
      });

      it("cuts a long text to the words around what was found", async () => {
        const [hit] = (await find("vienna")).hits;
        const snippet = hit?._snippetResult?.body as { value: string; matchLevel: string };
        expect(snippet.matchLevel).toBe("full");
        expect(snippet.value).toMatch(/^….*<em>Vienna<\/em>/);
      });
    });

    describe("narrowing", () => {
      const filters: [string, string[]][] = [
        ["category:technology", ["python", "learning"]],
        ["category:Technology", ["python", "learning"]],
        ["NOT category:technology", ["coffee", "bread", "statistics", "draft"]],
        ["category:technology OR category:mathematics", ["python", "learning", "statistics"]],
        ["(category:technology OR category:craft) AND tags:statistics", ["learning"]],
        ["price >= 20 AND price < 50", ["python", "bread", "statistics"]],
        ["price:10 TO 20", ["coffee", "bread"]],
        ["NOT price:10 TO 30 AND tags:statistics", ["learning"]],
        ["isOpen:false", ["python"]],
        ["_tags:draft", ["draft"]],
        ["public AND price=30", ["python", "statistics"]],
        ['"category":"technology"', ["python", "learning"]],
      ];
      it.each(filters)("by %s", async (given, expected) => {
        expect(await found("", { filters: given })).toEqual(expected);
      });

      it.each([
        "category:technology OR price > 3",
        "(category:craft AND isOpen:true) OR tags:food",
        "category:",
        "price > many",
        "NOT (category:craft OR category:technology)",
      ])("never by %s", async (given) => {
        expect(await statusOf(find("", { filters: given }))).toBe(400);
      });

      it("by lists of facets and numbers, an inner list being an OR", async () => {
        const facetFilters = [["category:technology", "category:craft"], "isOpen:true", "tags:-baking"];
        expect(await found("", { facetFilters })).toEqual(["learning"]);
        expect(await found("", { numericFilters: ["price>10", ["students<=20", "students=70"]] })).toEqual([
          "python",
          "statistics",
        ]);
      });

      it("facets are counted within what was found, numbers measured", async () => {
        const { facets, facets_stats } = await find("python", { facets: ["category", "tags", "price"] });
        expect(facets).toEqual({
          category: { technology: 2 },
          tags: { programming: 2, statistics: 1 },
          price: { "30": 1, "50": 1 },
        });
        expect(facets_stats?.price).toEqual({ min: 30, max: 50, avg: 40, sum: 80 });
      });

      it("several searches at once keep the counts of what is not chosen", async () => {
        const { results } = await admin.search<Course>({
          requests: [
            { indexName, query: "", facets: ["category"], facetFilters: [["category:craft"]] },
            { indexName, query: "", facets: ["category"], hitsPerPage: 0 },
          ],
        });
        const [chosen, all] = results as SearchResponse<Course>[];
        expect(chosen?.facets).toEqual({ category: { craft: 2 } });
        expect(all?.facets).toEqual({ category: { craft: 2, technology: 2, humanities: 1, mathematics: 1 } });
        expect(all?.hits).toEqual([]);
      });

      it("values of a facet are found by their beginning", async () => {
        const { facetHits } = await admin.searchForFacetValues({
          indexName,
          facetName: "category",
          searchForFacetValuesRequest: { facetQuery: "tec" },
        });
        expect(facetHits).toEqual([{ value: "technology", highlighted: "<em>tec</em>hnology", count: 2 }]);
      });
    });

    describe("keeping", () => {
      const own = `${run}_own`;

      it("records are read, changed in part and removed", async () => {
        await admin.saveObjects({
          indexName: own,
          objects: [{ objectID: "a", count: 1, tags: ["x"] }],
          waitForTasks: true,
        });
        const objects = [
          {
            objectID: "a",
            count: { _operation: "Increment", value: 2 },
            tags: { _operation: "AddUnique", value: "y" },
          },
        ];
        await admin.partialUpdateObjects({ indexName: own, objects, createIfNotExists: true, waitForTasks: true });
        expect(await admin.getObject({ indexName: own, objectID: "a" })).toEqual({
          objectID: "a",
          count: 3,
          tags: ["x", "y"],
        });
        const missing = [{ objectID: "b", count: 1 }];
        await admin.partialUpdateObjects({
          indexName: own,
          objects: missing,
          createIfNotExists: false,
          waitForTasks: true,
        });
        expect(await statusOf(admin.getObject({ indexName: own, objectID: "b" }))).toBe(404);
        await admin.deleteObjects({ indexName: own, objectIDs: ["a"], waitForTasks: true });
        const { results } = await admin.getObjects({ requests: [{ indexName: own, objectID: "a" }] });
        expect(results).toEqual([null]);
      });

      it("records are removed by a filter", async () => {
        const objects = [1, 2, 3].map((count) => ({ objectID: `n${count}`, count }));
        await admin.saveObjects({ indexName: own, objects, waitForTasks: true });
        await done(await admin.deleteBy({ indexName: own, deleteByParams: { filters: "count >= 2" } }), own);
        const { hits } = await admin.searchSingleIndex({ indexName: own });
        expect(hits.map(({ objectID }) => objectID)).toEqual(["n1"]);
      });

      it("all records are gone through, page by page", async () => {
        const seen: string[] = [];
        await admin.browseObjects<Course>({
          indexName,
          browseParams: { hitsPerPage: 2, filters: "public", attributesToRetrieve: ["title"] },
          aggregator: ({ hits }) => seen.push(...hits.map(({ objectID }) => objectID)),
        });
        expect(seen.sort()).toEqual(["bread", "coffee", "learning", "python", "statistics"]);
      });

      it("an index is built anew without its settings and synonyms being lost", async () => {
        const rebuilt = `${run}_rebuilt`;
        await done(
          await admin.setSettings({ indexName: rebuilt, indexSettings: { customRanking: ["desc(n)"] } }),
          rebuilt,
        );
        const synonymHit = { objectID: "s", type: "synonym" as const, synonyms: ["js", "javascript"] };
        await done(await admin.saveSynonym({ indexName: rebuilt, objectID: "s", synonymHit }), rebuilt);
        await admin.saveObjects({ indexName: rebuilt, objects: [{ objectID: "old", n: 1 }], waitForTasks: true });
        const objects = [
          { objectID: "new", n: 2, title: "javascript" },
          { objectID: "newer", n: 3 },
        ];
        await admin.replaceAllObjects({ indexName: rebuilt, objects });
        expect(await found("", {}, rebuilt)).toEqual(["newer", "new"]);
        expect(await found("js", {}, rebuilt)).toEqual(["new"]);
        expect((await admin.getSettings({ indexName: rebuilt })).customRanking).toEqual(["desc(n)"]);
        const left = (await admin.listIndices()).items.filter(({ name: one }) => one.startsWith(`${rebuilt}_tmp`));
        expect(left).toEqual([]);
      });

      it("synonyms are found for one another, and one way only where that is said", async () => {
        const named = `${run}_synonyms`;
        const objects = [
          { objectID: "ml", title: "machine learning" },
          { objectID: "ai", title: "artificial intelligence" },
          { objectID: "phone", title: "telephone" },
        ];
        await admin.saveObjects({ indexName: named, objects, waitForTasks: true });
        const synonymHit = [
          { objectID: "1", type: "synonym" as const, synonyms: ["ml", "machine learning"] },
          { objectID: "2", type: "onewaysynonym" as const, input: "ai", synonyms: ["machine learning"] },
        ];
        await done(await admin.saveSynonyms({ indexName: named, synonymHit, replaceExistingSynonyms: true }), named);
        expect(await found("ml", {}, named)).toEqual(["ml"]);
        expect(await found("ai", {}, named)).toEqual(["ml"]);
        const { hits } = await admin.searchSynonyms({ indexName: named });
        expect(hits.map(({ objectID }) => objectID).sort()).toEqual(["1", "2"]);
      });

      it("settings are read back as they were set, and null takes one back", async () => {
        const { customRanking, attributesForFaceting, hitsPerPage } = await admin.getSettings({ indexName });
        expect({ customRanking, attributesForFaceting, hitsPerPage }).toEqual({
          customRanking: ["desc(students)"],
          attributesForFaceting: ["searchable(category)", "tags", "price", "isOpen"],
          hitsPerPage: 20,
        });
      });

      it("an index that is not there is said to be missing", async () => {
        expect(await statusOf(find("", {}, `${run}_nowhere`))).toBe(404);
        expect(await admin.indexExists({ indexName: `${run}_nowhere` })).toBe(false);
        expect(await admin.indexExists({ indexName })).toBe(true);
      });
    });

    describe("guarding", () => {
      const secured = (restrictions: object, parentApiKey = searchKey) => clientFor(sign(parentApiKey, restrictions));

      it("a wrong key is refused, and a key for searching neither writes nor sets", async () => {
        const searcher = clientFor(searchKey);
        expect(await statusOf(searchWith(clientFor("0123456789abcdef0123456789abcdef"), ""))).toBe(403);
        expect(await statusOf(searcher.addOrUpdateObject({ indexName, objectID: "x", body: {} }))).toBe(403);
        expect(await statusOf(searcher.setSettings({ indexName, indexSettings: {} }))).toBe(403);
        expect(await statusOf(searcher.browse({ indexName }))).toBe(403);
        expect(await statusOf(searchWith(searcher, ""))).toBe(200);
      });

      it("a secured key finds only what its filters let through, whatever is asked", async () => {
        const student = secured({ filters: "public" });
        expect(ids(await searchWith(student, "baking"))).toEqual(["bread"]);
        for (const searchParams of [
          { filters: "draft" },
          { facetFilters: [["_tags:draft"]] },
          { tagFilters: ["draft"] },
          { optionalWords: ["bread"] },
        ]) {
          expect(ids(await searchWith(student, "", searchParams))).not.toContain("draft");
        }
        const { facets } = await searchWith(student, "", { facets: ["category"] });
        expect(facets?.category).toEqual({ technology: 2, craft: 1, humanities: 1, mathematics: 1 });
        expect(await statusOf(student.browse({ indexName }))).toBe(403);
      });

      it("a secured key reaches only its indices and only until its time", async () => {
        const now = Math.floor(Date.now() / 1000);
        expect(await statusOf(searchWith(secured({ restrictIndices: [`${run}_other*`] }), ""))).toBe(403);
        expect(await statusOf(searchWith(secured({ restrictIndices: [`${run}_c*`], validUntil: now + 600 }), ""))).toBe(
          200,
        );
        expect(await statusOf(searchWith(secured({ validUntil: now - 600 }), ""))).not.toBe(200);
      });

      it("a secured key that somebody changed is refused", async () => {
        const key = sign(searchKey, { filters: "public" });
        const text = Buffer.from(key, "base64").toString("utf8");
        const forged = Buffer.from(text.replace("public", "draft")).toString("base64");
        expect(await statusOf(searchWith(clientFor(forged), ""))).toBe(403);
        expect(await statusOf(searchWith(secured({ filters: "public" }, "not-a-key"), ""))).toBe(403);
      });

      it("the browser's client searches with a secured key", async () => {
        const key = sign(searchKey, { filters: "public" });
        const lite = liteClient(at.appId, key, at.hosts ? { hosts: at.hosts, timeouts: PATIENCE } : {});
        const { results } = await lite.searchForHits<Course>({
          requests: [{ indexName, query: "sourdo", clickAnalytics: true }],
        });
        expect(results[0]?.hits.map(({ objectID }) => objectID)).toEqual(["bread"]);
        expect(results[0]?.queryID).toMatch(/^[0-9a-f]{32}$/);
      });
    });
  });
}
