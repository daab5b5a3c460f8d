import { describe, expect, test } from "vitest";
import type { Actor } from "../access/permissions";
import { memoryAuditStore } from "../audit/memory-audit-store";
import { memoryBlockStore } from "../lessons/memory-block-store";
import { memoryLessonStore } from "../lessons/memory-lesson-store";
import type { Id } from "../shared/id";
import { memoryVideoStore } from "../videos/memory-video-store";
import { changeCounts } from "./change-counts";
import { stateOf } from "./course-page";
import { someCourse } from "./course-store.contract";
import { memoryCourseStore } from "./memory-course-store";
import { publishCourse, publishProblems, withdrawCourse } from "./publish-course";
import { ratingOf, ratingRank } from "./rating";
import { requireCourse } from "./require-course";
import { freeSlug, slugOf } from "./slug";

const ada: Actor = { id: "ada" as Id<"users">, role: "instructor", name: "Ada" };
const eve: Actor = { id: "eve" as Id<"users">, role: "instructor", name: "Eve" };
const root: Actor = { id: "root" as Id<"users">, role: "admin", name: "Root" };
const clock = { now: () => 1_000 };
const id = "c1" as Id<"courses">;
const ready = { ...someCourse({ ownerId: ada.id, lessonCount: 2, summary: "Knots" }), _id: id };
/** What its lessons show: nothing. */
const shown = () => ({ videos: memoryVideoStore(), blocks: memoryBlockStore(), lessons: memoryLessonStore() });
const open = (given: Partial<typeof ready> = {}) => ({
  courses: memoryCourseStore([{ ...ready, ...given }], [{ courseId: id, userId: ada.id, role: "owner" }]),
  audit: memoryAuditStore(),
  ...shown(),
  clock,
});

describe("publishing", () => {
  test.each([
    [{ lessonCount: 1, summary: "x" }, []],
    [{ lessonCount: 0, summary: "x" }, ["course_empty"]],
    [{ lessonCount: 1, summary: "  " }, ["summary_missing"]],
    [{ lessonCount: 0, summary: "" }, ["course_empty", "summary_missing"]],
  ])("a course with %o lacks %o", async (course, problems) => {
    expect(await publishProblems(shown(), { ...ready, ...course })).toEqual(problems);
  });
  test("a finished draft is published once, and the log knows", async () => {
    const deps = open();
    await publishCourse(deps, ada, id);
    await publishCourse(deps, ada, id);
    expect(await deps.courses.byId(id)).toMatchObject({ status: "published", publishedAt: 1_000 });
    const log = await deps.audit.about("course", id, 10);
    expect(log.map((entry) => [entry.action, entry.actorName])).toEqual([["course.published", "Ada"]]);
  });
  test("a withdrawn course is a draft again", async () => {
    const deps = open({ status: "published", publishedAt: 5 });
    await withdrawCourse(deps, root, id);
    expect(await deps.courses.byId(id)).toMatchObject({ status: "draft" });
  });
  test("an empty course is refused and stays a draft", async () => {
    const deps = open({ lessonCount: 0 });
    await expect(publishCourse(deps, ada, id)).rejects.toMatchObject({
      data: { code: "conflict", reason: "course_empty" },
    });
    expect(await deps.courses.byId(id)).toMatchObject({ status: "draft" });
  });
});

describe("who may do what to a course", () => {
  test.each([
    [ada, "publish", true],
    [eve, "see", false],
    [root, "publish", true],
  ] as const)("%o %s: %s", async (actor, right, isAllowed) => {
    const asked = requireCourse(open(), actor, id, right);
    if (isAllowed) expect(await asked).toMatchObject({ _id: id });
    else await expect(asked).rejects.toMatchObject({ data: { code: "forbidden", reason: "not_staff" } });
  });
  test("a grader sees the course and changes nothing", async () => {
    const deps = open();
    await deps.courses.setStaff({ courseId: id, userId: eve.id, role: "grader" });
    expect(await requireCourse(deps, eve, id, "see")).toMatchObject({ _id: id });
    await expect(requireCourse(deps, eve, id, "edit")).rejects.toMatchObject({
      data: { code: "forbidden", reason: "course_right" },
    });
  });
  test("an unknown course is not found", async () => {
    await expect(requireCourse(open(), root, "nowhere" as Id<"courses">, "see")).rejects.toMatchObject({
      data: { code: "not_found" },
    });
  });
});

test.each([
  ["Knots & Splices!", "knots-splices"],
  ["  Über Öl ", "uber-ol"],
  ["日本語", "course"],
  ["a".repeat(200), "a".repeat(80)],
  ["../../etc", "etc"],
])("the address of %s is %s", (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});
test("an address that is taken gets a number", async () => {
  const { courses } = open();
  expect(await freeSlug(courses, "Knots", 0)).toBe("knots-2");
});

test.each([
  [0, 0, null, 0],
  [1, 5, 5, 3.875],
  [3, 10, 3.3, 20.5 / 6],
])("%i reviews with %i stars: mean %s, rank %s", (reviewCount, starSum, rating, rank) => {
  expect([ratingOf({ reviewCount, starSum }), ratingRank({ reviewCount, starSum })]).toEqual([rating, rank]);
});
test("one perfect review ranks below many good ones", () => {
  expect(ratingRank({ reviewCount: 1, starSum: 5 })).toBeLessThan(ratingRank({ reviewCount: 40, starSum: 184 }));
});

test.each([
  [null, null, false, "open", "visitor"],
  [eve, null, false, "open", "canEnroll"],
  [eve, null, false, "closed", "closed"],
  [eve, "active", false, "closed", "enrolled"],
  [eve, "completed", false, "open", "completed"],
  [eve, "withdrawn", false, "open", "withdrawn"],
  [eve, "withdrawn", false, "closed", "closed"],
  [ada, null, true, "closed", "staff"],
  [ada, "active", true, "open", "enrolled"],
] as const)(
  "viewer %o with enrolment %s (staff %s) of a course that is %s: %s",
  (viewer, status, isStaff, enrollmentPolicy, state) => {
    expect(stateOf({ enrollmentPolicy }, viewer, status && { status }, isStaff)).toBe(state);
  },
);

test("an edit inside a lesson touches the course now and then only, a counted one always", async () => {
  const { courses } = open({ updatedAt: 0, lessonCount: 2, minutes: 8 });
  const noted = async () => (await courses.byId(id))?.updatedAt;
  await changeCounts(courses, id, {}, 1_000);
  expect(await noted()).toBe(0);
  await changeCounts(courses, id, { lessons: 1, minutes: 5 }, 2_000);
  expect(await courses.byId(id)).toMatchObject({ updatedAt: 2_000, lessonCount: 3, minutes: 13 });
  await changeCounts(courses, id, {}, 2_000 + 5 * 60 * 1_000);
  expect(await noted()).toBe(302_000);
});
