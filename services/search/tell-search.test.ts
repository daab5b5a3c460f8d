import { beforeEach, expect, test } from "vitest";
import { someCourse } from "../courses/course-store.contract";
import { memoryCourseStore } from "../courses/memory-course-store";
import { memoryJobStore } from "../jobs/memory-job-store";
import { memoryBlockStore } from "../lessons/memory-block-store";
import { someLesson } from "../lessons/lesson-store.contract";
import { memoryLessonStore } from "../lessons/memory-lesson-store";
import { memoryModuleStore } from "../modules/memory-module-store";
import { someModule } from "../modules/module-store.contract";
import { memoryOutboxStore } from "../outbox/memory-outbox-store";
import type { Id } from "../shared/id";
import { newUser } from "../users/user-keys";
import { memoryUserStore } from "../users/memory-user-store";
import { tellingSearch } from "./tell-search";

const ownerId = "owner" as Id<"users">;

/** A published course with a lesson, and a mutation that writes to it. */
async function open(status: "published" | "draft" = "published") {
  const stores = {
    courses: memoryCourseStore(),
    modules: memoryModuleStore(),
    lessons: memoryLessonStore(),
    blocks: memoryBlockStore(),
    users: memoryUserStore(),
  };
  const courseId = await stores.courses.add({ ...someCourse({ ownerId }), status });
  const moduleId = await stores.modules.add(someModule({ courseId }));
  const lessonId = await stores.lessons.add(someLesson({ courseId, moduleId }));
  const content = { kind: "file" as const, assetId: "a" as never, title: "A file", description: "" };
  const block = { courseId, lessonId, order: "a", content, revision: 1, sourceKey: null, removedAt: null };
  const blockId = await stores.blocks.add(block);
  const userId = await stores.users.add(
    newUser({ tokenIdentifier: "t", email: "a@example.com", name: "Ann", createdAt: 1 }),
  );
  const outbox = memoryOutboxStore();
  const mutation = () => tellingSearch(stores, { outbox, jobs: memoryJobStore(), clock: { now: () => 1 } });
  const told = async () => (await outbox.due("search", 1e9, 50)).map(({ key }) => key.replace(/:.*/, "")).sort();
  return { stores, mutation, told, outbox, courseId, moduleId, lessonId, blockId, userId, block };
}
type World = Awaited<ReturnType<typeof open>>;
let world: World;
beforeEach(async () => {
  world = await open();
});

type Act = (stores: ReturnType<World["mutation"]>, world: World) => Promise<unknown>;
const acts: [string, Act, string[]][] = [
  ["a title", (s, w) => s.courses.change(w.courseId, { title: "New" }), ["course", "lessons"]],
  ["a summary", (s, w) => s.courses.change(w.courseId, { summary: "New" }), ["course"]],
  ["withdrawing", (s, w) => s.courses.change(w.courseId, { status: "draft" }), ["course", "lessons"]],
  ["an enrolment", (s, w) => s.courses.changeStats(w.courseId, { enrolled: 1 }), ["course"]],
  ["a review", (s, w) => s.courses.changeStats(w.courseId, { reviewCount: 1, starSum: 4 }), ["course"]],
  ["a completion", (s, w) => s.courses.changeStats(w.courseId, { completed: 1 }), []],
  ["a teacher", (s, w) => s.courses.setStaff({ courseId: w.courseId, userId: w.userId, role: "editor" }), ["course"]],
  ["a teacher who goes", (s, w) => s.courses.removeStaff(w.courseId, w.userId), ["course"]],
  ["erasing a course", (s, w) => s.courses.remove(w.courseId), ["course", "lessons"]],
  ["a new module", (s, w) => s.modules.add(someModule({ courseId: w.courseId, order: "b" })), ["course"]],
  ["a module's title", (s, w) => s.modules.change(w.moduleId, { title: "New" }), ["course", "lessons"]],
  ["a module's place", (s, w) => s.modules.change(w.moduleId, { order: "z" }), []],
  ["a lesson's title", (s, w) => s.lessons.change(w.lessonId, { title: "New" }), ["lesson"]],
  ["a preview", (s, w) => s.lessons.change(w.lessonId, { isPreview: true }), ["lesson"]],
  ["another module", (s, w) => s.lessons.change(w.lessonId, { moduleId: w.moduleId }), ["lesson"]],
  ["a lesson's place", (s, w) => s.lessons.change(w.lessonId, { order: "z" }), []],
  ["taking a lesson out", (s, w) => s.lessons.change(w.lessonId, { removedAt: 1 }), ["lesson"]],
  ["erasing a lesson", (s, w) => s.lessons.remove(w.lessonId), ["lesson"]],
  ["a block", (s, w) => s.blocks.change(w.blockId, { order: "c" }), ["lesson"]],
  ["a new block", (s, w) => s.blocks.add(w.block), ["lesson"]],
  ["erasing a block", (s, w) => s.blocks.remove(w.blockId), ["lesson"]],
  ["a name", (s, w) => s.users.change(w.userId, { name: "Anne" }), ["person"]],
  ["the same name", (s, w) => s.users.change(w.userId, { name: "Ann" }), []],
  ["a theme", (s, w) => s.users.change(w.userId, { theme: "dark" }), []],
];

test.each(acts)("%s of a published course is told", async (_name, act, told) => {
  await act(world.mutation(), world);
  expect(await world.told()).toEqual(told);
});
test.each(acts.filter(([name]) => name !== "a name"))("%s of a draft is not told", async (_name, act) => {
  const draft = await open("draft");
  await act(draft.mutation(), draft);
  expect(await draft.told()).toEqual([]);
});
test("publishing is told, and the lessons that are written with it not one by one", async () => {
  const draft = await open("draft");
  const stores = draft.mutation();
  await stores.courses.change(draft.courseId, { status: "published" });
  for (let n = 0; n < 20; n++)
    await stores.lessons.add(someLesson({ courseId: draft.courseId, moduleId: draft.moduleId, order: `b${n}` }));
  expect(await draft.told()).toEqual(["course", "lessons"]);
});
test("a burst within a mutation is one errand, and waits for the next burst", async () => {
  const stores = world.mutation();
  for (let n = 0; n < 5; n++) await stores.courses.change(world.courseId, { summary: `Try ${n}` });
  const [item, ...others] = await world.outbox.due("search", 1e9, 5);
  expect(others).toEqual([]);
  expect(item).toMatchObject({ key: `course:${world.courseId}`, revision: 1, dueAt: 1_001 });
});
