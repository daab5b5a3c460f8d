import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openTestService, TEST_KEYS, type TestService } from "../standins/search/search.testing";
import { paragraphs, writeRichDoc } from "../services/lessons/rich-text";
import { mostBytes } from "../services/search/lesson-text";
import { spanAt } from "../services/search/search-access";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { canaries, openSchool, type Person, type School } from "./world.testing";

/**
 * The school's functions over a search service of their own, spoken to over HTTP by the real client: what a viewer finds
 * is asked with the key that the school gives them.
 */
const text = (...words: string[]) => ({ kind: "text" as const, doc: writeRichDoc(paragraphs(...words)) });
let service: TestService;
let school: School;
let owner: Person;
let student: Person;
let visitor: Pick<Person, "query">;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  service = await openTestService();
  vi.stubEnv("ALGOLIA_APP_ID", TEST_KEYS.appId);
  vi.stubEnv("ALGOLIA_ADMIN_API_KEY", TEST_KEYS.adminKey);
  vi.stubEnv("ALGOLIA_SEARCH_API_KEY", TEST_KEYS.searchKey);
  vi.stubEnv("ALGOLIA_HOST", `http://127.0.0.1:${service.port}/_svc/search`);
  school = openSchool();
  owner = await school.person("Olive Owner", "instructor");
  student = await school.person("Stu Dent");
  visitor = school.t;
});
afterEach(async () => {
  await school.t.finishInProgressScheduledFunctions();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  await service.close();
});

/** Lets time pass and delivers until nothing waits; gives up on what fails. */
async function deliver(rounds = 8): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    vi.setSystemTime(Date.now() + 20_000);
    await school.t.action(internal.jobs.outbox.deliver, { channel: "search" });
    if ((await school.write(({ outbox }) => outbox.waiting("search", 1))) === 0) return;
  }
}
async function find(who: Pick<Person, "query">, of: "courses" | "lessons", query: string, more: object = {}) {
  const access = await who.query(api.search.access, { span: spanAt(Date.now()) });
  if (!access) throw new Error("the school has a search service");
  const { hits } = await service
    .client(access.apiKey, access.appId)
    .searchSingleIndex({ indexName: access.indices[of], searchParams: { query, ...more } });
  return hits as ({ objectID: string; title: string; lessonId?: string } & Record<string, unknown>)[];
}
const titles = async (...args: Parameters<typeof find>) => (await find(...args)).map(({ title }) => title);

/** A published course that was published through the public function. */
async function published(title = "Splices", plan: Parameters<School["course"]>[1] = {}) {
  const course = await school.course(owner._id, { title, status: "draft", ...plan });
  await owner.mutation(api.courses.publish, { courseId: course.courseId });
  await deliver();
  return { ...course, first: course.lessonIds[0]!, second: course.lessonIds[1]!, third: course.lessonIds[2]! };
}
const save = async (blockId: Id<"blocks">, words: string) => {
  const lesson = await school.t.run((ctx) => ctx.db.get("blocks", blockId));
  await owner.mutation(api.blocks.save, { blockId, content: text(words), revision: lesson!.revision });
};

describe("what is in the index", () => {
  test("a draft is not; published it is, withdrawn it is no longer", async () => {
    const { courseId } = await school.course(owner._id, { title: "Splices", status: "draft" });
    await deliver();
    expect(await titles(visitor, "courses", "splices").catch(() => [])).toEqual([]);
    await owner.mutation(api.courses.publish, { courseId });
    await deliver();
    expect(await titles(visitor, "courses", "splices")).toEqual(["Splices"]);
    expect(await titles(owner, "lessons", "lesson")).toHaveLength(3);
    await owner.mutation(api.courses.withdraw, { courseId });
    await deliver();
    expect(await titles(owner, "courses", "")).toEqual([]);
    expect(await titles(owner, "lessons", "")).toEqual([]);
  });
  test("details, people and enrolments reach it", async () => {
    const { courseId } = await published();
    const [before] = await find(visitor, "courses", "splices");
    expect(before).toMatchObject({ enrolled: 0, rating: null, instructors: ["Olive Owner"], hasCredits: false });
    await student.mutation(api.enrollments.enroll, { courseId });
    await owner.mutation(api.users.saveProfile, { name: "Olive Newname", headline: "", bio: "" });
    const { revision } = (await owner.query(api.courses.forEditing, { courseId })).course;
    const details = { title: "Splicing rope", creditUnits: 3, level: "advanced" as const };
    await owner.mutation(api.courses.saveDetails, { courseId, revision, details });
    await deliver();
    const [after] = await find(visitor, "courses", "splicing");
    expect(after).toMatchObject({ enrolled: 1, instructors: ["Olive Newname"] });
    expect(after).toMatchObject({ hasCredits: true, level: "advanced" });
    expect(await find(owner, "lessons", "")).toMatchObject(Array(3).fill({ courseTitle: "Splicing rope" }));
    await student.mutation(api.enrollments.leave, { courseId });
    await deliver();
    expect(await find(visitor, "courses", "splicing")).toMatchObject([{ enrolled: 0 }]);
  });
  test("every change of the outline and of a lesson's words reaches it", async () => {
    const { first, second, blockIds, moduleIds, lessonIds } = await published();
    const [moduleId, otherModule] = moduleIds;
    await owner.mutation(api.lessons.rename, { lessonId: second, title: "Bowline" });
    await save(blockIds[0]!, "Marlinspike and fid.");
    await owner.mutation(api.modules.rename, { moduleId: otherModule!, title: "Hitches" });
    const { lessonId } = await owner.mutation(api.lessons.add, { moduleId: moduleId!, title: "Turnbuckle" });
    const { blockId } = await owner.mutation(api.blocks.add, { lessonId, content: text("A carabiner helps.") });
    await deliver();
    expect(await titles(owner, "lessons", "bowline")).toEqual(["Bowline"]);
    expect((await find(owner, "lessons", "marlinspike")).map((hit) => hit.lessonId)).toEqual([first]);
    expect((await find(owner, "lessons", "hitches")).map((hit) => hit.lessonId)).toEqual([lessonIds[2]]);
    expect(await titles(owner, "lessons", "carabiner")).toEqual(["Turnbuckle"]);
    expect(await find(visitor, "courses", "hitches")).toHaveLength(1);
    await owner.mutation(api.blocks.remove, { blockId });
    await owner.mutation(api.lessons.remove, { lessonId: second });
    await owner.mutation(api.modules.remove, { moduleId: otherModule! });
    await deliver();
    expect(await titles(owner, "lessons", "carabiner")).toEqual([]);
    expect((await titles(owner, "lessons", "")).sort()).toEqual(["Lesson 1", "Turnbuckle"]);
    await owner.mutation(api.blocks.restore, { blockId });
    await owner.mutation(api.lessons.restore, { lessonId: second });
    await owner.mutation(api.modules.restore, { moduleId: otherModule! });
    await deliver();
    expect(await titles(owner, "lessons", "carabiner")).toEqual(["Turnbuckle"]);
    expect(await titles(owner, "lessons", "")).toHaveLength(4);
  });
  test("a long lesson is found by any of its words, once, and leaves nothing behind when it gets short", async () => {
    const { first, blockIds } = await published();
    const filler = "rope ".repeat(mostBytes / 2);
    await save(blockIds[0]!, `alphaword ${filler} omegaword`);
    await deliver();
    const parts = async () =>
      (
        await service.admin.searchSingleIndex({
          indexName: "doctrina_lessons",
          searchParams: { query: "", filters: `lessonId:${first}`, distinct: false },
        })
      ).hits.length;
    expect(await parts()).toBeGreaterThan(2);
    expect((await find(owner, "lessons", "alphaword")).map((hit) => hit.lessonId)).toEqual([first]);
    expect((await find(owner, "lessons", "omegaword")).map((hit) => hit.lessonId)).toEqual([first]);
    expect((await find(owner, "lessons", "rope")).map((hit) => hit.lessonId)).toEqual([first]);
    await save(blockIds[0]!, "Short.");
    await deliver();
    expect(await parts()).toBe(1);
    expect(await titles(owner, "lessons", "omegaword")).toEqual([]);
  });
  test("what is asked in a lesson, its choices, its answers and what explains them are not", async () => {
    await published();
    const everything = await service.admin.browse({ indexName: "doctrina_lessons", browseParams: {} });
    const said = JSON.stringify(everything.hits);
    expect(everything.hits).toHaveLength(3);
    for (const secret of [...Object.values(canaries), "Which one?", "That one", "Think twice"])
      expect(said).not.toContain(secret);
  });
  test("a course that is erased leaves nothing", async () => {
    const { courseId } = await published();
    await school.t.mutation(internal.jobs.purge.eraseCourse, { courseId });
    for (let step = 0; step < 5; step++) await school.t.mutation(internal.jobs.purge.eraseCourse, { courseId });
    await deliver();
    for (const indexName of ["doctrina_courses", "doctrina_lessons"])
      expect((await service.admin.browse({ indexName, browseParams: {} })).hits).toEqual([]);
    expect(await school.t.run((ctx) => ctx.db.query("searchedLessons").take(5))).toEqual([]);
  });
});

describe("who finds what", () => {
  test("visitors the previews, students their courses', staff what they teach, admins all", async () => {
    const { courseId } = await published();
    const other = await school.person("Other Owner", "instructor");
    const admin = await school.person("Ada Min", "admin");
    expect(await titles(visitor, "lessons", "")).toEqual(["Lesson 1"]);
    expect(await titles(student, "lessons", "")).toEqual(["Lesson 1"]);
    expect(await titles(other, "lessons", "")).toEqual(["Lesson 1"]);
    expect(await titles(owner, "lessons", "")).toHaveLength(3);
    expect(await titles(admin, "lessons", "")).toHaveLength(3);
    await student.mutation(api.enrollments.enroll, { courseId });
    expect(await titles(student, "lessons", "")).toHaveLength(3);
    await student.mutation(api.enrollments.leave, { courseId });
    expect(await titles(student, "lessons", "")).toEqual(["Lesson 1"]);
  });
  test("no parameter of a search widens a key", async () => {
    const { courseId } = await published();
    const wider = [
      { filters: `audience:"${courseId}"` },
      { filters: `audience:"${courseId}" OR audience:"public"` },
      { filters: "part >= 0" },
      { facetFilters: [[`audience:${courseId}`, "audience:public"]] },
      { facets: ["*"] },
      { distinct: false, hitsPerPage: 1000 },
      { attributesToRetrieve: ["*"] },
    ];
    for (const more of wider) {
      const hits = await find(visitor, "lessons", "", more);
      expect(hits.filter((hit) => hit.title !== "Lesson 1")).toEqual([]);
      expect(hits.every((hit) => hit.audience === undefined)).toBe(true);
    }
  });
  test("a key opens these indices alone, nothing but searching, and not for long", async () => {
    await published();
    const access = await visitor.query(api.search.access, { span: spanAt(Date.now()) });
    const client = service.client(access!.apiKey, access!.appId);
    const refused = { status: 403 };
    await service.admin.saveObjects({ indexName: "another", objects: [{ objectID: "a" }], waitForTasks: true });
    await expect(client.searchSingleIndex({ indexName: "another" })).rejects.toMatchObject(refused);
    await expect(client.browse({ indexName: access!.indices.lessons })).rejects.toMatchObject(refused);
    await expect(client.clearObjects({ indexName: access!.indices.lessons })).rejects.toMatchObject(refused);
    await expect(client.getSettings({ indexName: access!.indices.lessons })).rejects.toMatchObject(refused);
    expect(access!.validUntil - Date.now()).toBeLessThanOrEqual(20 * 60_000);
    vi.setSystemTime(access!.validUntil + 1_000);
    await expect(client.searchSingleIndex({ indexName: access!.indices.lessons })).rejects.toMatchObject(refused);
  });
  test("what is held back stands in no answer of any door, whatever is asked", async () => {
    const course = await published("Splices");
    await save(course.blockIds[2]!, "The hidden word is canaryknot.");
    await school.course(owner._id, { title: "Canarydraft", status: "draft" });
    const gone = await published("Canarygone");
    await owner.mutation(api.courses.withdraw, { courseId: gone.courseId });
    await deliver();
    expect(await titles(owner, "lessons", "canaryknot")).toEqual(["Lesson 2"]);

    const access = await visitor.query(api.search.access, { span: spanAt(Date.now()) });
    const { apiKey, appId, indices } = access!;
    const text = Buffer.from(apiKey, "base64").toString("utf8");
    const forge = (change: (text: string) => string) => Buffer.from(change(text)).toString("base64");
    const keys = {
      own: apiKey,
      "with another filter": forge((one) => one.replace(/filters=[^&]*/, "filters=")),
      "that ends never": forge((one) => one.replace(/validUntil=\d+/, "validUntil=9999999999")),
      "without its restrictions": forge((one) => one.slice(0, 64)),
      "with a filter in front": forge((one) => `${one.slice(0, 64)}filters=&${one.slice(64)}`),
    };
    const query = (params: object) => ({ path: `/1/indexes/${indices.lessons}/query`, body: params });
    const doors: { path: string; body?: object; method?: string }[] = [
      query({ query: "canaryknot" }),
      query({
        query: "canary",
        attributesToRetrieve: ["*"],
        attributesToSnippet: ["*:50"],
        attributesToHighlight: ["*"],
      }),
      query({ query: "", hitsPerPage: 1000, facets: ["*"], maxValuesPerFacet: 1000, responseFields: ["*"] }),
      query({ query: "", filters: "NOT audience:public", getRankingInfo: true }),
      query({ query: "", filters: `audience:"${course.courseId}" OR part >= 0` }),
      query({ query: "", facetFilters: [["audience:public", `audience:${course.courseId}`]] }),
      query({ query: "", optionalFilters: [`audience:${course.courseId}`], sumOrFiltersScores: true }),
      query({ query: "canaryknot", optionalWords: ["canaryknot", "lesson"], removeWordsIfNoResults: "allOptional" }),
      query({ params: `query=canaryknot&filters=&facetFilters=${encodeURIComponent("[]")}` }),
      query({ query: "canarygone", restrictSearchableAttributes: ["course.title", "title"] }),
      { path: `/1/indexes/${indices.courses}/query`, body: { query: "canary", facets: ["*"] } },
      {
        path: `/1/indexes/${indices.courses}/query`,
        body: { query: "", hitsPerPage: 1000, attributesToRetrieve: ["*"] },
      },
      {
        path: "/1/indexes/*/queries",
        body: { requests: Object.values(indices.sorted).map((indexName) => ({ indexName, query: "canary" })) },
      },
      {
        path: "/1/indexes/*/queries",
        body: { requests: [{ indexName: indices.lessons, type: "facet", facet: "audience", facetQuery: "" }] },
      },
      ...["audience", "title", "words"].map((facet) => ({
        path: `/1/indexes/${indices.lessons}/facets/${facet}/query`,
        body: { facetQuery: "" },
      })),
      {
        path: "/1/indexes/*/objects",
        body: { requests: [{ indexName: indices.lessons, objectID: `${course.second}-0` }] },
      },
      { path: `/1/indexes/${indices.lessons}/browse`, body: {} },
      { path: `/1/indexes/${indices.lessons}/${course.second}-0`, method: "GET" },
      { path: `/1/indexes/${indices.lessons}_building/query`, body: { query: "canary" } },
      { path: "/1/indexes", method: "GET" },
      { path: `/1/indexes/${indices.lessons}/settings`, method: "GET" },
      { path: `/1/keys/${apiKey}`, method: "GET" },
      {
        path: "/1/events",
        body: {
          events: [
            {
              eventType: "view",
              eventName: "seen",
              index: indices.lessons,
              userToken: "u-1",
              objectIDs: [`${course.second}-0`],
            },
          ],
        },
      },
      { path: `/2/searches?index=${indices.lessons}`, method: "GET" },
    ];
    const answers: Record<string, number> = {};
    for (const [name, key] of Object.entries(keys)) {
      for (const { path, body, method = "POST" } of doors) {
        const answer = await fetch(`http://127.0.0.1:${service.port}/_svc/search${path}`, {
          method,
          headers: { "x-algolia-application-id": appId, "x-algolia-api-key": key },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        const given = await answer.text();
        // What was asked is said again in an answer; what was found is not.
        const found = given.replace(/"(query|params|queryAfterRemoval|message)":"(?:[^"\\]|\\.)*"/g, "");
        expect([name, path, /canary|Lesson [23]/i.exec(found)?.[0]]).toEqual([name, path, undefined]);
        if (answer.status === 200) answers[name] = (answers[name] ?? 0) + 1;
      }
    }
    // The genuine key is answered; a forged one, never.
    expect(Object.keys(answers)).toEqual(["own"]);
    expect(answers.own).toBeGreaterThan(10);
  });
  test("the browser's idea of the time makes no key live longer", async () => {
    const access = await visitor.query(api.search.access, { span: spanAt(Date.now()) + 1_000 });
    expect(access!.validUntil - Date.now()).toBeLessThanOrEqual(20 * 60_000);
  });
  test("someone deactivated has no key", async () => {
    const admin = await school.person("Ada Min", "admin");
    await admin.mutation(api.users.deactivate, { userId: student._id });
    await expect(student.query(api.search.access, { span: 0 })).rejects.toMatchObject({
      data: { code: "forbidden", reason: "deactivated" },
    });
  });
});

describe("a search service that is down", () => {
  test("holds nobody up, and is told everything when it is back", async () => {
    const { courseId, first } = await published();
    const { folder, port } = service;
    await service.close();
    await owner.mutation(api.lessons.rename, { lessonId: first, title: "Bowline" });
    await student.mutation(api.enrollments.enroll, { courseId });
    await deliver(3);
    const { page } = await visitor.query(api.courses.catalogue, { paginationOpts: { numItems: 5, cursor: null } });
    expect(page).toMatchObject([{ title: "Splices", enrolled: 1 }]);
    const admin = await school.person("Ada Min", "admin");
    const down = await admin.query(api.search.overview, { days: 7 });
    expect(down).toMatchObject({ waiting: 2, error: "The school's own search service did not answer." });
    service = await openTestService({ folder });
    vi.stubEnv("ALGOLIA_HOST", `http://127.0.0.1:${service.port}/_svc/search`);
    expect(service.port).not.toBe(port);
    await deliver();
    expect(await titles(visitor, "lessons", "bowline")).toEqual(["Bowline"]);
    expect(await find(visitor, "courses", "")).toMatchObject([{ enrolled: 1 }]);
    expect(await admin.query(api.search.overview, { days: 7 })).toMatchObject({ waiting: 0, error: null });
  });
  test("another one, or an emptied one under another name, is given everything", async () => {
    await published();
    vi.stubEnv("ALGOLIA_INDEX_PREFIX", "moved_");
    await school.t.mutation(internal.jobs.outbox.kick, {});
    await deliver();
    expect((await service.admin.browse({ indexName: "moved_courses", browseParams: {} })).hits).toHaveLength(1);
    expect((await service.admin.browse({ indexName: "moved_lessons", browseParams: {} })).hits).toHaveLength(3);
  });
});

describe("building the indices anew", () => {
  test("brings back what was lost and takes out what is not the school's, with settings and orders", async () => {
    const admin = await school.person("Ada Min", "admin");
    const { courseId } = await published();
    await service.admin.saveObjects({
      indexName: "doctrina_courses",
      objects: [{ objectID: "stray", title: "Stray", audience: ["public"] }],
      waitForTasks: true,
    });
    await service.admin.deleteObjects({ indexName: "doctrina_courses", objectIDs: [courseId], waitForTasks: true });
    expect(await titles(visitor, "courses", "")).toEqual(["Stray"]);
    await admin.mutation(api.search.reindex, {});
    await deliver();
    expect(await titles(visitor, "courses", "")).toEqual(["Splices"]);
    expect(await titles(owner, "lessons", "")).toHaveLength(3);
    const { reindex } = await admin.query(api.search.overview, { days: 7 });
    expect(reindex).toMatchObject({ state: "done", done: 1, total: 1, records: 4, error: null });
    const names = (await service.admin.listIndices()).items.map(({ name }) => name).sort();
    expect(names).toEqual([
      "doctrina_courses",
      "doctrina_courses_enrolled",
      "doctrina_courses_newest",
      "doctrina_courses_rating",
      "doctrina_courses_shortest",
      "doctrina_lessons",
    ]);
    expect((await service.admin.browse({ indexName: "doctrina_courses_rating", browseParams: {} })).hits).toHaveLength(
      1,
    );
    expect(await titles(visitor, "courses", "spilces")).toEqual(["Splices"]);
  });
  test("cancelled, it leaves what is searched as it is", async () => {
    const admin = await school.person("Ada Min", "admin");
    await published();
    await admin.mutation(api.search.reindex, {});
    await admin.mutation(api.search.cancelReindex, {});
    await deliver();
    const { reindex } = await admin.query(api.search.overview, { days: 7 });
    expect(reindex).toMatchObject({ state: "cancelled" });
    expect(await titles(visitor, "courses", "")).toEqual(["Splices"]);
    expect((await service.admin.listIndices()).items.map(({ name }) => name)).not.toContain(
      "doctrina_courses_building",
    );
  });
  test("killed between any two requests, it goes on by itself: no gap, no leftovers", async () => {
    const admin = await school.person("Ada Min", "admin");
    // More courses than one page of the walk holds.
    const made: string[] = [];
    for (let n = 0; n < 11; n++) made.push((await published(`Splice ${n}`, { modules: [1] })).courseId);
    const all = await titles(visitor, "courses", "", { hitsPerPage: 50 });
    expect(all).toHaveLength(11);
    const real = globalThis.fetch;
    let [asked, dies] = [0, Infinity];
    vi.stubGlobal("fetch", async (...args: Parameters<typeof fetch>) => {
      asked += 1;
      // Half of those that are cut off have done their work: only the answer is lost.
      if (asked > dies) throw new TypeError("killed");
      if (asked === dies && dies % 2 === 0) await real(...args);
      if (asked === dies) throw new TypeError("killed");
      return real(...args);
    });
    await admin.mutation(api.search.reindex, {});
    await deliver();
    const requests = asked;
    expect(requests).toBeGreaterThan(10);
    for (let at = 1; at <= requests; at += 5) {
      await admin.mutation(api.search.reindex, {});
      [asked, dies] = [0, at];
      await deliver(1);
      dies = Infinity;
      expect((await titles(visitor, "courses", "", { hitsPerPage: 50 })).sort()).toEqual([...all].sort());
      // Something is published before the reindex comes to itself again.
      const one = made[at % made.length] as Id<"courses">;
      await owner.mutation(api.courses.withdraw, { courseId: one });
      await owner.mutation(api.courses.publish, { courseId: one });
      await deliver(40);
      const { reindex } = await admin.query(api.search.overview, { days: 7 });
      expect(reindex).toMatchObject({ state: "done", done: 11 });
      expect((await titles(visitor, "courses", "", { hitsPerPage: 50 })).sort()).toEqual([...all].sort());
      expect(await titles(owner, "lessons", "", { hitsPerPage: 50 })).toHaveLength(11);
    }
    const names = (await service.admin.listIndices()).items.map(({ name }) => name);
    expect(names.filter((name) => name.includes("building"))).toEqual([]);
  }, 120_000);
  test("what changes meanwhile is in both", async () => {
    const admin = await school.person("Ada Min", "admin");
    const { courseId, first } = await published();
    await admin.mutation(api.search.reindex, {});
    await owner.mutation(api.lessons.rename, { lessonId: first, title: "Bowline" });
    const draft = await school.course(owner._id, { title: "Whippings", status: "draft" });
    await owner.mutation(api.courses.publish, { courseId: draft.courseId });
    await owner.mutation(api.courses.withdraw, { courseId });
    await deliver();
    expect(await titles(visitor, "courses", "")).toEqual(["Whippings"]);
    expect(await titles(owner, "lessons", "bowline")).toEqual([]);
    expect(await titles(owner, "lessons", "")).toHaveLength(3);
  });
});

describe("what was searched", () => {
  test("admins see it: what is sought, what finds nothing, what is chosen", async () => {
    const admin = await school.person("Ada Min", "admin");
    await published();
    const access = (await visitor.query(api.search.access, { span: spanAt(Date.now()) }))!;
    const client = service.client(access.apiKey, access.appId);
    const search = (query: string, userToken: string) =>
      client.searchSingleIndex({
        indexName: access.indices.courses,
        searchParams: { query, clickAnalytics: true, userToken },
      });
    const { queryID } = await search("splices", "one");
    await search("zeppelin", "two");
    await service.admin.customPost({
      path: "1/events",
      body: {
        events: [
          {
            ...{ eventType: "click", eventName: "Course opened", index: access.indices.courses, userToken: "one" },
            ...{ queryID, objectIDs: ["x"], positions: [1] },
          },
        ],
      },
    });
    expect((await admin.query(api.search.overview, { days: 7 })).statistics).toBeNull();
    await admin.mutation(api.search.refreshStatistics, { days: 7 });
    await school.t.action(internal.jobs.search.readStatistics, { days: 7 });
    const { statistics } = await admin.query(api.search.overview, { days: 7 });
    expect(statistics).toMatchObject({ error: null, searches: 2, noResultRate: 0.5, averageClickPosition: 1 });
    expect(statistics!.top.map(({ search: words }) => words).sort()).toEqual(["splices", "zeppelin"]);
    expect(statistics!.withoutResults).toEqual([{ search: "zeppelin", count: 1 }]);
  });
  test("a service that tells nothing is quoted", async () => {
    vi.stubEnv("ALGOLIA_ADMIN_API_KEY", "not-the-key");
    const admin = await school.person("Ada Min", "admin");
    await school.t.action(internal.jobs.search.readStatistics, { days: 30 });
    const { statistics } = await admin.query(api.search.overview, { days: 30 });
    expect(statistics).toMatchObject({ error: expect.stringMatching(/key|Invalid/i) as string, top: [] });
  });
});
