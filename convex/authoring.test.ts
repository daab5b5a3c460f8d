import { describe, expect, test } from "vitest";
import type { Role } from "../services/access/permissions";
import { paragraphs, writeRichDoc } from "../services/lessons/rich-text";
import type { QuestionDraft } from "../services/questions/question";
import { api } from "./_generated/api";
import { openConvex } from "./setup.testing";

type Backend = ReturnType<typeof openConvex>;

async function join(t: Backend, name: string, role: Role) {
  const tokenIdentifier = `https://identity.example|${name}`;
  await t.run((ctx) =>
    ctx.db.insert("users", {
      tokenIdentifier,
      email: `${name}@example.com`,
      emailKey: `${name}@example.com`,
      name,
      nameKey: name.toLowerCase(),
      isEmailVerified: true,
      headline: "",
      bio: "",
      locale: "en",
      theme: "system",
      timeZone: null,
      role,
      status: "active",
      deletedAt: null,
      createdAt: 0,
    }),
  );
  return t.withIdentity({ tokenIdentifier });
}

async function school() {
  const t = openConvex();
  const ada = await join(t, "ada", "instructor");
  const { courseId, slug } = await ada.mutation(api.courses.create, { title: "Knots for sailors" });
  return { t, ada, courseId, slug };
}

const text = (words: string) => ({ kind: "text" as const, doc: writeRichDoc(paragraphs(words)) });
const draft: QuestionDraft = {
  kind: "single",
  prompt: writeRichDoc(paragraphs("Which knot?")),
  choices: [
    { id: "a", text: "Bowline", feedback: null },
    { id: "b", text: "Granny", feedback: "It slips." },
  ],
  key: { kind: "choices", choiceIds: ["a"] },
  explanation: null,
  hints: [],
  points: 1,
  maxAttempts: null,
  hasPartialCredit: false,
};
const page = { numItems: 20, cursor: null };

describe("a course is built", () => {
  test("two courses of one title have addresses of their own", async () => {
    const { ada, slug } = await school();
    const second = await ada.mutation(api.courses.create, { title: "Knots for sailors" });
    expect([slug, second.slug]).toEqual(["knots-for-sailors", "knots-for-sailors-2"]);
  });

  test("modules and lessons stand where they were put, counts are kept", async () => {
    const { ada, courseId } = await school();
    const { moduleId: two } = await ada.mutation(api.modules.add, { courseId, title: "Two" });
    const { moduleId: one } = await ada.mutation(api.modules.add, { courseId, title: "One", after: null });
    await ada.mutation(api.modules.add, { courseId, title: "One and a half", after: one });
    const { lessonId: b } = await ada.mutation(api.lessons.add, { moduleId: one, title: "B" });
    await ada.mutation(api.lessons.add, { moduleId: one, title: "A", after: null });
    await ada.mutation(api.lessons.move, { lessonId: b, moduleId: two, after: null });
    const { modules } = await ada.query(api.lessons.outline, { courseId });
    expect(modules.map((m) => [m.title, m.lessons.map((l) => l.title)])).toEqual([
      ["One", ["A"]],
      ["One and a half", []],
      ["Two", ["B"]],
    ]);
    const { course } = await ada.query(api.courses.forEditing, { courseId });
    expect(course).toMatchObject({ moduleCount: 3, lessonCount: 2, minutes: 10 });
  });

  test("a removed module comes back with its lessons, not with those removed before", async () => {
    const { ada, courseId } = await school();
    const { moduleId } = await ada.mutation(api.modules.add, { courseId, title: "One" });
    await ada.mutation(api.lessons.add, { moduleId, title: "Kept" });
    const { lessonId: gone } = await ada.mutation(api.lessons.add, { moduleId, title: "Gone" });
    await ada.mutation(api.lessons.remove, { lessonId: gone });
    await ada.mutation(api.modules.remove, { moduleId });
    expect((await ada.query(api.lessons.outline, { courseId })).modules).toEqual([]);
    await ada.mutation(api.modules.restore, { moduleId });
    const { modules } = await ada.query(api.lessons.outline, { courseId });
    expect(modules.map((m) => m.lessons.map((l) => l.title))).toEqual([["Kept"]]);
    expect((await ada.query(api.courses.forEditing, { courseId })).course).toMatchObject({
      moduleCount: 1,
      lessonCount: 1,
      minutes: 5,
    });
  });

  test("a section begins at a lesson and its lessons join the one before when it is dissolved", async () => {
    const { ada, courseId } = await school();
    const { moduleId } = await ada.mutation(api.modules.add, { courseId, title: "One" });
    const ids = [];
    for (const title of ["A", "B", "C"]) ids.push((await ada.mutation(api.lessons.add, { moduleId, title })).lessonId);
    const { key } = await ada.mutation(api.modules.addSection, { moduleId, title: "Second half", lessonId: ids[1]! });
    const sections = async () =>
      (await ada.query(api.lessons.outline, { courseId })).modules[0]!.lessons.map((l) => l.sectionKey);
    expect(await sections()).toEqual([null, key, key]);
    await ada.mutation(api.modules.dissolveSection, { moduleId, key });
    expect(await sections()).toEqual([null, null, null]);
  });

  test("blocks are added, moved, removed and restored in place", async () => {
    const { ada, courseId } = await school();
    const { moduleId } = await ada.mutation(api.modules.add, { courseId, title: "One" });
    const { lessonId } = await ada.mutation(api.lessons.add, { moduleId, title: "A" });
    const { blockId: first } = await ada.mutation(api.blocks.add, { lessonId, content: text("first") });
    const { blockId: asked } = await ada.mutation(api.questions.add, { lessonId, draft });
    const { blockId: last } = await ada.mutation(api.blocks.add, { lessonId, content: text("last") });
    await ada.mutation(api.blocks.move, { blockId: last, after: null });
    await ada.mutation(api.blocks.remove, { blockId: asked });
    await ada.mutation(api.blocks.add, { lessonId, content: text("meanwhile"), after: first });
    await ada.mutation(api.blocks.restore, { blockId: asked });
    const { blocks, questions } = await ada.query(api.lessons.forEditing, { lessonId });
    expect(blocks.map((b) => b._id).filter((id) => [first, asked, last].includes(id))).toEqual([last, first, asked]);
    expect(blocks).toHaveLength(4);
    expect(questions.map((q) => q.key)).toEqual([draft.key]);
  });

  test("an editor of an older revision is told instead of overwriting", async () => {
    const { ada, courseId } = await school();
    const { moduleId } = await ada.mutation(api.modules.add, { courseId, title: "One" });
    const { lessonId } = await ada.mutation(api.lessons.add, { moduleId, title: "A" });
    const { blockId } = await ada.mutation(api.blocks.add, { lessonId, content: text("first") });
    expect(await ada.mutation(api.blocks.save, { blockId, content: text("mine"), revision: 1 })).toEqual({
      revision: 2,
    });
    const stale = { data: { code: "conflict", reason: "stale" } };
    await expect(
      ada.mutation(api.blocks.save, { blockId, content: text("theirs"), revision: 1 }),
    ).rejects.toMatchObject(stale);
    await ada.mutation(api.courses.saveDetails, { courseId, revision: 1, details: { summary: "Knots" } });
    await expect(
      ada.mutation(api.courses.saveDetails, { courseId, revision: 1, details: { summary: "Other" } }),
    ).rejects.toMatchObject(stale);
  });

  test("an empty course is refused, a finished one appears in the catalogue and leaves it again", async () => {
    const { t, ada, courseId, slug } = await school();
    await expect(ada.mutation(api.courses.publish, { courseId })).rejects.toMatchObject({
      data: { code: "conflict", reason: "course_empty" },
    });
    const { moduleId } = await ada.mutation(api.modules.add, { courseId, title: "One" });
    await ada.mutation(api.lessons.add, { moduleId, title: "A" });
    await ada.mutation(api.courses.saveDetails, {
      courseId,
      revision: 1,
      details: { summary: "Knots", category: "craft" },
    });
    expect(await t.query(api.courses.page, { slug })).toBeNull();
    await ada.mutation(api.courses.publish, { courseId });
    const shelf = async (filter: {
      category?: "craft" | "science";
      sort?: "newest" | "popular" | "title" | "rating";
    }) => (await t.query(api.courses.catalogue, { ...filter, paginationOpts: page })).page.map((card) => card.title);
    for (const sort of ["newest", "popular", "title", "rating"] as const) {
      expect(await shelf({ sort, category: "craft" })).toEqual(["Knots for sailors"]);
      expect(await shelf({ sort, category: "science" })).toEqual([]);
    }
    expect(await t.query(api.courses.page, { slug })).toMatchObject({
      viewer: { state: "visitor" },
      modules: [{ title: "One", lessons: [{ title: "A" }] }],
      instructors: [{ name: "ada" }],
    });
    await ada.mutation(api.courses.withdraw, { courseId });
    expect(await shelf({})).toEqual([]);
  });
});

describe("a course is its makers'", () => {
  test("another instructor may neither read nor change it", async () => {
    const { t, courseId, ada } = await school();
    const eve = await join(t, "eve", "instructor");
    const { moduleId } = await ada.mutation(api.modules.add, { courseId, title: "One" });
    const refused = { data: { code: "forbidden", reason: "not_staff" } };
    await expect(eve.query(api.courses.forEditing, { courseId })).rejects.toMatchObject(refused);
    await expect(eve.query(api.lessons.outline, { courseId })).rejects.toMatchObject(refused);
    await expect(eve.mutation(api.modules.add, { courseId, title: "Mine" })).rejects.toMatchObject(refused);
    await expect(eve.mutation(api.lessons.add, { moduleId, title: "Mine" })).rejects.toMatchObject(refused);
  });

  test("a child is bound to its parent: no lesson moves into another course, no block follows another lesson's", async () => {
    const { ada, courseId } = await school();
    const other = await ada.mutation(api.courses.create, { title: "Another course" });
    const { moduleId } = await ada.mutation(api.modules.add, { courseId, title: "One" });
    const { moduleId: foreign } = await ada.mutation(api.modules.add, { courseId: other.courseId, title: "Far" });
    const { lessonId } = await ada.mutation(api.lessons.add, { moduleId, title: "A" });
    const { lessonId: far } = await ada.mutation(api.lessons.add, { moduleId: foreign, title: "B" });
    const { blockId } = await ada.mutation(api.blocks.add, { lessonId: far, content: text("far") });
    await expect(ada.mutation(api.lessons.move, { lessonId, moduleId: foreign, after: null })).rejects.toMatchObject({
      data: { code: "not_found", reason: "module" },
    });
    await expect(ada.mutation(api.modules.move, { moduleId, after: foreign })).rejects.toMatchObject({
      data: { code: "not_found", reason: "module" },
    });
    await expect(ada.mutation(api.blocks.add, { lessonId, content: text("x"), after: blockId })).rejects.toMatchObject({
      data: { code: "not_found", reason: "block" },
    });
  });

  test("a file belongs to one course and is shown in no other", async () => {
    const { t, ada, courseId } = await school();
    const other = await ada.mutation(api.courses.create, { title: "Another course" });
    const storageId = await t.run((ctx) => ctx.storage.store(new Blob(["<svg/>"], { type: "image/svg+xml" })));
    const asset = await ada.mutation(api.assets.register, { courseId, storageId, name: "knot.svg" });
    expect(asset).toMatchObject({ name: "knot.svg", contentType: "image/svg+xml", bytes: 6 });
    await expect(
      ada.mutation(api.assets.register, { courseId: other.courseId, storageId, name: "mine.svg" }),
    ).rejects.toMatchObject({ data: { code: "not_found", reason: "file" } });
    const { moduleId } = await ada.mutation(api.modules.add, { courseId: other.courseId, title: "One" });
    const { lessonId } = await ada.mutation(api.lessons.add, { moduleId, title: "A" });
    const content = { kind: "image" as const, assetId: asset._id, alt: "", caption: "" };
    await expect(ada.mutation(api.blocks.add, { lessonId, content })).rejects.toMatchObject({
      data: { code: "invalid", reason: "asset_unknown" },
    });
  });

  test.each([
    "http://example.com/x",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://user:pw@example.com/",
    "//example.com",
    "not an address",
  ])("a frame of %s is refused", async (url) => {
    const { ada, courseId } = await school();
    const { moduleId } = await ada.mutation(api.modules.add, { courseId, title: "One" });
    const { lessonId } = await ada.mutation(api.lessons.add, { moduleId, title: "A" });
    const content = { kind: "embed" as const, title: "x", source: { type: "url" as const, url }, height: 400 };
    await expect(ada.mutation(api.blocks.add, { lessonId, content })).rejects.toMatchObject({
      data: { code: "invalid", fields: { "content.source.url": "address" } },
    });
  });
});
