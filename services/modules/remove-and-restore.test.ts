import { expect, test } from "vitest";
import type { Actor } from "../access/permissions";
import { someCourse } from "../courses/course-store.contract";
import { memoryCourseStore } from "../courses/memory-course-store";
import { memoryJobStore } from "../jobs/memory-job-store";
import type { Lesson } from "../lessons/lesson";
import { someLesson } from "../lessons/lesson-store.contract";
import { memoryLessonStore } from "../lessons/memory-lesson-store";
import { removeLesson, restoreLesson } from "../lessons/remove-lesson";
import type { Id } from "../shared/id";
import { addModule } from "./add-module";
import { memoryModuleStore } from "./memory-module-store";
import { someModule } from "./module-store.contract";
import { removeModule } from "./remove-module";
import { restoreModule } from "./restore-module";

const ada: Actor = { id: "ada" as Id<"users">, role: "instructor", name: "Ada" };
const courseId = "c1" as Id<"courses">;
const moduleId = "m1" as Id<"modules">;
const lesson = (id: string, order: string, given: Partial<Lesson> = {}): Lesson => ({
  ...someLesson({ courseId, moduleId, order, minutes: 4, ...given }),
  _id: id as Id<"lessons">,
});

function open() {
  let now = 100;
  const course = { ...someCourse({ ownerId: ada.id, moduleCount: 1, lessonCount: 2, minutes: 8 }), _id: courseId };
  return {
    courses: memoryCourseStore([course], [{ courseId, userId: ada.id, role: "owner" }]),
    modules: memoryModuleStore([
      { ...someModule({ courseId, order: "a1", sections: [{ key: "s1", title: "S" }] }), _id: moduleId },
    ]),
    lessons: memoryLessonStore([lesson("l1", "a1", { sectionKey: "s1" }), lesson("l2", "a2")]),
    jobs: memoryJobStore(),
    clock: { now: () => (now += 1) },
  };
}
const counts = async ({ courses }: ReturnType<typeof open>) => {
  const course = await courses.byId(courseId);
  return [course?.moduleCount, course?.lessonCount, course?.minutes];
};
const [l1, l2] = ["l1", "l2"] as Id<"lessons">[] as [Id<"lessons">, Id<"lessons">];

test("a module leaves with its lessons, comes back with them, and both times progress is counted anew", async () => {
  const deps = open();
  await removeModule(deps, ada, moduleId);
  expect([await counts(deps), await deps.lessons.ofCourse(courseId, 9)]).toEqual([[0, 0, 0], []]);
  await restoreModule(deps, ada, moduleId);
  await restoreModule(deps, ada, moduleId);
  expect([await counts(deps), (await deps.lessons.ofModule(moduleId, 9)).map((row) => row._id)]).toEqual([
    [1, 2, 8],
    [l1, l2],
  ]);
  expect(deps.jobs.asked.map((job) => [job.name, job.args])).toEqual([
    ["recountCourse", { courseId }],
    ["recountCourse", { courseId }],
  ]);
});

test("one that comes back to a place taken meanwhile stands beside the other", async () => {
  const deps = open();
  await removeModule(deps, ada, moduleId);
  await addModule(deps, ada, { courseId, title: "Other" });
  await restoreModule(deps, ada, moduleId);
  const orders = (await deps.modules.ofCourse(courseId, 9)).map((row) => row.order);
  expect(new Set(orders).size).toBe(2);
});

test("a lesson comes back to its section, or to none when the section is gone", async () => {
  const deps = open();
  await removeLesson(deps, ada, l1);
  await restoreLesson(deps, ada, l1);
  expect(await deps.lessons.byId(l1)).toMatchObject({ sectionKey: "s1", removedAt: null });
  await removeLesson(deps, ada, l1);
  await deps.modules.change(moduleId, { sections: [] });
  await restoreLesson(deps, ada, l1);
  expect(await deps.lessons.byId(l1)).toMatchObject({ sectionKey: null });
  expect(await counts(deps)).toEqual([1, 2, 8]);
});

test("a lesson whose module was removed does not come back alone", async () => {
  const deps = open();
  await removeLesson(deps, ada, l1);
  await removeModule(deps, ada, moduleId);
  await expect(restoreLesson(deps, ada, l1)).rejects.toMatchObject({
    data: { code: "conflict", reason: "module_removed" },
  });
});

test("removing what is removed already is not found", async () => {
  const deps = open();
  await removeLesson(deps, ada, l1);
  await expect(removeLesson(deps, ada, l1)).rejects.toMatchObject({ data: { code: "not_found", reason: "lesson" } });
});
