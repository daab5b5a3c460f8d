// @vitest-environment node
import { gzipSync } from "fflate";
import { existsSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { olxOf, tarGzOf, type TestEntry } from "../services/imports/archive/tar-writer.testing";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { openSchool, type Person, type School } from "./world.testing";

const demo = new URL("../../shared/data/open-edx-demo-course.tar.gz", import.meta.url);
const page = { numItems: 100, cursor: null };

/** Jobs run when a test says so. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
});

async function start(school: School, person: Person, bytes: Uint8Array) {
  const storageId = await school.t.run((ctx) => ctx.storage.store(new Blob([new Uint8Array(bytes)])));
  return person.mutation(api.imports.start, { storageId, fileName: "course.tar.gz" });
}
async function bring(school: School, person: Person, bytes: Uint8Array) {
  const { importId } = await start(school, person, bytes);
  await school.t.action(internal.jobs.imports.run, { importId, run: 1 });
  return person.query(api.imports.get, { importId });
}
const outline = async (person: Person, courseId: Id<"courses"> | null) =>
  (await person.query(api.lessons.outline, { courseId: courseId! })).modules;

/** How many rows and files there are, by table. */
const stock = (school: School) =>
  school.t.run(async (ctx) => {
    const tables = [
      "courses",
      "courseStaff",
      "courseStats",
      "modules",
      "lessons",
      "blocks",
      "questions",
      "assets",
    ] as const;
    const counts: Record<string, number> = { files: (await ctx.db.system.query("_storage").collect()).length };
    for (const table of tables) counts[table] = (await ctx.db.query(table).collect()).length;
    return counts;
  });

const lessonWith = (html: string, files: Record<string, string> = {}) =>
  olxOf('<html url_name="h1" display_name="Text"/>', {
    "html/h1.xml": '<html filename="h1" display_name="Text"/>',
    "html/h1.html": html,
    ...files,
  });
const asked = (right: string) => `<problem display_name="Q"><multiplechoiceresponse><label>Which?</label><choicegroup>
  <choice correct="${right === "A"}">A</choice><choice correct="${right === "B"}">B</choice></choicegroup></multiplechoiceresponse></problem>`;

describe("a course comes in", () => {
  test("with text, picture, question and page link in place, and a report", async () => {
    const school = openSchool();
    const ada = await school.person("Ada", "instructor");
    const files = {
      "html/h1.xml": '<html filename="h1" display_name="Text"/>',
      "html/h1.html": '<p>Look</p><img src="/static/a.svg" alt="A"/><p><a href="/jump_to_id/v1">here</a></p>',
      "problem/p1.xml": asked("B"),
      "static/a.svg": "<svg/>",
      "about/overview.html": "<p>What it is about</p>",
      "about/short_description.html": "In short",
    };
    const done = await bring(
      school,
      ada,
      tarGzOf(olxOf('<html url_name="h1"/><problem url_name="p1"/><poll url_name="x" question="?"/>', files)),
    );
    expect(done).toMatchObject({
      status: "done",
      courseTitle: "Small course",
      courseSlug: "small-course",
      percent: 100,
      lost: 1,
    });
    const [module] = await outline(ada, done.courseId);
    expect(module).toMatchObject({
      title: "Chapter",
      sections: [{ title: "Section" }],
      lessons: [{ title: "Lesson", blockCount: 2 }],
    });
    const lessonId = module!.lessons[0]!._id;
    const lesson = await ada.query(api.lessons.forEditing, { lessonId });
    const [text, question] = lesson.blocks;
    expect(lesson.assets).toMatchObject([{ name: "a.svg", contentType: "image/svg+xml" }]);
    expect(text!.content).toMatchObject({
      kind: "text",
      doc: expect.stringContaining(`asset:${lesson.assets[0]!._id}`) as string,
    });
    expect(text!.content).toMatchObject({ doc: expect.stringContaining(`lesson:${lessonId}`) as string });
    expect(question!.content.kind).toBe("question");
    expect(lesson.questions).toMatchObject([{ kind: "single", key: { kind: "choices", choiceIds: ["c2"] } }]);
    expect((await ada.query(api.courses.forEditing, { courseId: done.courseId! })).course).toMatchObject({
      summary: "In short",
      description: expect.stringContaining("What it is about") as string,
      moduleCount: 1,
      lessonCount: 1,
      status: "draft",
    });
    const report = await ada.query(api.imports.items, { importId: done._id, outcome: "lost", paginationOpts: page });
    expect(report.page).toMatchObject([{ kind: "other", reason: "poll", path: "Chapter › Section › Lesson" }]);
    expect(done.reasons).toMatchObject({ poll: 1 });
    const polls = await ada.query(api.imports.items, { importId: done._id, reason: "poll", paginationOpts: page });
    expect(polls.page).toEqual(report.page);
    expect((await ada.query(api.notifications.list, { paginationOpts: page })).page).toMatchObject([
      { kind: "importFinished" },
    ]);
    expect((await stock(school)).files).toBe(1);
  });

  test("again: updates in place, doubles nothing, keeps what the author added, takes out what left the file", async () => {
    const school = openSchool();
    const ada = await school.person("Ada", "instructor");
    const first = olxOf('<html url_name="h1"/><problem url_name="p1"/>', {
      "html/h1.xml": '<html filename="h1"/>',
      "html/h1.html": "<p>Old words</p>",
      "problem/p1.xml": asked("A"),
      "sequential/s1.xml":
        '<sequential display_name="Section"><vertical url_name="v1"/><vertical url_name="v2"/></sequential>',
      "vertical/v2.xml": '<vertical display_name="Leaves"/>',
      "static/a.png": "one",
    });
    const one = await bring(school, ada, tarGzOf(first));
    const before = await stock(school);
    const same = await bring(school, ada, tarGzOf(first));
    expect([same.courseId, same.isNewCourse, await stock(school)]).toEqual([one.courseId, false, before]);

    const [module] = await outline(ada, one.courseId);
    const lessonId = module!.lessons[0]!._id;
    const mine = {
      kind: "text" as const,
      doc: JSON.stringify({ type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Mine" }] }] }),
    };
    await ada.mutation(api.blocks.add, { lessonId, content: mine });
    const second = olxOf('<html url_name="h1"/>', {
      "html/h1.xml": '<html filename="h1"/>',
      "html/h1.html": "<p>New words</p>",
      "static/a.png": "two",
    });
    const two = await bring(school, ada, tarGzOf(second));
    const [after] = await outline(ada, two.courseId);
    expect(after!.lessons.map((lesson) => [lesson._id, lesson.title])).toEqual([[lessonId, "Lesson"]]);
    const lesson = await ada.query(api.lessons.forEditing, { lessonId });
    expect(lesson.blocks.map((block) => block.content)).toMatchObject([
      { doc: expect.stringContaining("New words") as string },
      mine,
    ]);
    expect(lesson.questions).toEqual([]);
    const gone = await ada.query(api.imports.items, { importId: two._id, outcome: "changed", paginationOpts: page });
    expect(gone.page.map((item) => [item.kind, item.title, item.reason])).toEqual([
      ["lesson", "Leaves", "gone_from_file"],
    ]);
    expect(await stock(school)).toMatchObject({ files: 1, assets: 1, courses: 1 });
    expect((await ada.query(api.courses.forEditing, { courseId: two.courseId! })).course.lessonCount).toBe(1);
  });

  test("another instructor's import of the same file is a course of their own", async () => {
    const school = openSchool();
    const [ada, eve] = [await school.person("Ada", "instructor"), await school.person("Eve", "instructor")];
    const one = await bring(school, ada, tarGzOf(lessonWith("<p>a</p>")));
    const two = await bring(school, eve, tarGzOf(lessonWith("<p>a</p>")));
    expect(two).toMatchObject({ isNewCourse: true, courseSlug: "small-course-2" });
    await expect(eve.query(api.imports.get, { importId: one._id })).rejects.toMatchObject({
      data: { code: "forbidden", reason: "not_yours" },
    });
    await expect(eve.mutation(api.imports.cancel, { importId: one._id })).rejects.toMatchObject({
      data: { code: "forbidden" },
    });
  });

  test("one that a stopped machine left goes on and doubles nothing", async () => {
    const school = openSchool();
    const ada = await school.person("Ada", "instructor");
    const { importId } = await start(school, ada, tarGzOf(lessonWith("<p>a</p>", { "static/a.png": "one" })));
    const at = { importId, run: 1 };
    await school.t.mutation(internal.jobs.imports.begin, at);
    const course = { sourceKey: "olx:Org/C1/run", title: "Small course", summary: "", language: "en", outcomes: [] };
    await school.t.mutation(internal.jobs.imports.openCourse, { ...at, total: 5, course });
    await school.t.run((ctx) => ctx.db.patch("imports", importId, { beatAt: 0 }));
    await school.t.mutation(internal.jobs.imports.watch, at);
    await school.t.action(internal.jobs.imports.run, at);
    expect(await ada.query(api.imports.get, { importId })).toMatchObject({ status: "queued" });
    await school.t.action(internal.jobs.imports.run, { importId, run: 2 });
    expect(await ada.query(api.imports.get, { importId })).toMatchObject({ status: "done", isNewCourse: true });
    expect(await stock(school)).toMatchObject({ courses: 1, modules: 1, lessons: 1, blocks: 1, assets: 1, files: 1 });
  });
});

describe("a cancelled import", () => {
  test("of a new course leaves nothing behind", async () => {
    const school = openSchool();
    const ada = await school.person("Ada", "instructor");
    const before = await stock(school);
    const { importId } = await start(school, ada, tarGzOf(lessonWith("<p>a</p>")));
    const at = { importId, run: 1 };
    await school.t.mutation(internal.jobs.imports.begin, at);
    const course = { sourceKey: "olx:Org/C1/run", title: "Small course", summary: "", language: "en", outcomes: [] };
    const opened = await school.t.mutation(internal.jobs.imports.openCourse, { ...at, total: 5, course });
    const lessons = [{ sourceKey: "vertical/v1", title: "Lesson", sectionKey: null, minutes: 1 }];
    const module = { sourceKey: "chapter/c1", title: "Chapter", sections: [], lessons };
    await school.t.mutation(internal.jobs.imports.writeModule, {
      step: { ...at, done: 1 },
      courseId: opened!.courseId,
      after: null,
      module,
    });
    await ada.mutation(api.imports.cancel, { importId });
    await school.t.action(internal.jobs.imports.run, at);
    await school.t.mutation(internal.jobs.purge.eraseCourse, { courseId: opened!.courseId });
    expect(await ada.query(api.imports.get, { importId })).toMatchObject({
      status: "cancelled",
      courseId: null,
      failure: null,
    });
    expect(await stock(school)).toEqual(before);
  });

  test("of a course that was there leaves it as far as it came, and says so", async () => {
    const school = openSchool();
    const ada = await school.person("Ada", "instructor");
    const one = await bring(school, ada, tarGzOf(lessonWith("<p>Old</p>")));
    const { importId } = await start(school, ada, tarGzOf(lessonWith("<p>New</p>")));
    const at = { importId, run: 1 };
    await school.t.mutation(internal.jobs.imports.begin, at);
    const course = { sourceKey: "olx:Org/C1/run", title: "Small course", summary: "", language: "en", outcomes: [] };
    await school.t.mutation(internal.jobs.imports.openCourse, { ...at, total: 5, course });
    await ada.mutation(api.imports.cancel, { importId });
    await school.t.action(internal.jobs.imports.run, at);
    expect(await ada.query(api.imports.get, { importId })).toMatchObject({
      status: "cancelled",
      courseId: one.courseId,
    });
    const items = await ada.query(api.imports.items, { importId, paginationOpts: page });
    expect(items.page).toMatchObject([{ outcome: "changed", reason: "stopped_partway" }]);
    expect((await outline(ada, one.courseId))[0]!.lessons).toHaveLength(1);
  });
});

describe("what is no course, damaged or hostile fails with a reason and leaves nothing behind", () => {
  const text = (content: string) => new TextEncoder().encode(content);
  const entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><vertical display_name="&b;"/>';
  const outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><vertical display_name="&a;"/>';
  const cases: [string, string, Uint8Array | TestEntry[]][] = [
    ["a text file", "not_archive", text("I am not an archive, though I have a hopeful name.")],
    ["a cut archive", "archive_damaged", tarGzOf(lessonWith("<p>a</p>")).subarray(0, 300)],
    ["a bomb", "archive_bomb", gzipSync(new Uint8Array(30 * 1024 * 1024), { level: 9 })],
    ["a path that climbs out", "archive_path", [...lessonWith("<p>a</p>"), { path: "course/../../x", content: "x" }]],
    [
      "a link",
      "archive_link",
      [...lessonWith("<p>a</p>"), { path: "course/static/a.png", type: "2", link: "/etc/passwd" }],
    ],
    ["entity expansion", "xml_entities", olxOf("", { "vertical/v1.xml": entity })],
    ["an entity from outside", "xml_entities", olxOf("", { "vertical/v1.xml": outside })],
    ["10,000 files", "archive_many", Array.from({ length: 10_000 }, (_, n) => ({ path: `course/f${n}` }))],
    ["no course", "not_course", [{ path: "notes/readme.txt", content: "x" }]],
    ["another root", "not_course", [{ path: "course/course.xml", content: "<library/>" }]],
    ["damaged XML", "xml_damaged", olxOf("", { "chapter/c1.xml": "<chapter><sequential></chapter>" })],
    [
      "nesting without end",
      "xml_damaged",
      olxOf("", { "chapter/c1.xml": `${"<a>".repeat(300)}${"</a>".repeat(300)}` }),
    ],
    ["no chapters", "course_no_chapters", olxOf("", { "course/run.xml": '<course display_name="Empty"/>' })],
  ];
  test.each(cases)("%s: %s", async (_what, failure, archive) => {
    const school = openSchool();
    const ada = await school.person("Ada", "instructor");
    const before = await stock(school);
    const done = await bring(school, ada, Array.isArray(archive) ? tarGzOf(archive) : archive);
    expect(done).toMatchObject({ status: "failed", failure, courseId: null });
    expect(await stock(school)).toEqual(before);
  });

  test("a bug in our own code: the new course goes and the log is told", async () => {
    const school = openSchool();
    const ada = await school.person("Ada", "instructor");
    const { importId } = await start(school, ada, tarGzOf(lessonWith("<p>a</p>", { "static/a.png": "one" })));
    const digest = vi.spyOn(crypto.subtle, "digest").mockRejectedValue(new Error("broken machine"));
    await expect(school.t.action(internal.jobs.imports.run, { importId, run: 1 })).rejects.toThrow("broken machine");
    digest.mockRestore();
    const done = await ada.query(api.imports.get, { importId });
    expect(done).toMatchObject({ status: "failed", failure: "unexpected", courseId: null });
    const [course] = await school.t.run((ctx) => ctx.db.query("courses").collect());
    await school.t.mutation(internal.jobs.purge.eraseCourse, { courseId: course!._id });
    expect(await stock(school)).toMatchObject({ courses: 0, modules: 0, lessons: 0, assets: 0, files: 0 });
  });

  test("a fourth import at the same time is refused", async () => {
    const school = openSchool();
    const ada = await school.person("Ada", "instructor");
    for (let n = 0; n < 3; n++) await start(school, ada, tarGzOf(lessonWith("<p>a</p>")));
    await expect(start(school, ada, tarGzOf(lessonWith("<p>a</p>")))).rejects.toMatchObject({
      data: { reason: "imports_many" },
    });
  });

  test("a file of some course is not taken for an archive", async () => {
    const school = openSchool();
    const ada = await school.person("Ada", "instructor");
    const { courseId } = await ada.mutation(api.courses.create, { title: "Mine" });
    const storageId = await school.t.run((ctx) => ctx.storage.store(new Blob(["x"])));
    await ada.mutation(api.assets.register, { courseId, storageId, name: "a.png" });
    await expect(ada.mutation(api.imports.start, { storageId, fileName: "x" })).rejects.toMatchObject({
      data: { code: "not_found" },
    });
  });
});

describe.skipIf(!existsSync(demo))("the Open edX demo course", () => {
  test("arrives whole and in order, with its questions, files and videos, and its losses in words", async () => {
    const school = openSchool();
    const ada = await school.person("Ada", "instructor");
    const done = await bring(school, ada, new Uint8Array(readFileSync(demo)));
    expect(done).toMatchObject({ status: "done", failure: null, courseTitle: "Open edX Demo Course", percent: 100 });
    const modules = await outline(ada, done.courseId);
    expect(modules.map((m) => [m.title, m.sections.length, m.lessons.length])).toEqual([
      ["Module 1: Dive into the Open edX® platform!", 2, 5],
      ["Module 2: Crafting Captivating Content", 4, 11],
      ["Module 3: Ace the Assessments!", 5, 26],
      ["Module 4: Social Learning: Engaging Through Interaction", 3, 10],
      ["Module 5: Your Open edX Community", 2, 5],
      ["Conclusion", 1, 1],
    ]);
    const kinds = await school.t.run(async (ctx) => {
      const counts: Record<string, number> = {};
      const count = (kind: string) => (counts[kind] = (counts[kind] ?? 0) + 1);
      for (const block of await ctx.db.query("blocks").collect()) count(block.content.kind);
      for (const question of await ctx.db.query("questions").collect()) count(question.kind);
      return counts;
    });
    expect(kinds).toMatchObject({
      video: 11,
      embed: 2,
      file: 3,
      question: 25,
      single: 9,
      multiple: 2,
      dropdown: 9,
      shortText: 2,
      numeric: 3,
    });
    const lost = new Set<string | null>();
    let cursor: string | null = null;
    do {
      const report: { page: { reason: string | null }[]; continueCursor: string; isDone: boolean } = await ada.query(
        api.imports.items,
        {
          importId: done._id,
          outcome: "lost",
          paginationOpts: { numItems: 100, cursor },
        },
      );
      for (const item of report.page) lost.add(item.reason);
      cursor = report.isDone ? null : report.continueCursor;
    } while (cursor !== null);
    expect([...lost]).toEqual(
      expect.arrayContaining([
        "answer_program",
        "answer_formula",
        "drag_drop",
        "lti",
        "poll",
        "survey",
        "discussion",
        "peer_review",
      ]),
    );
  }, 60_000);
});
