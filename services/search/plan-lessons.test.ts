import { expect, test } from "vitest";
import { someCourse } from "../courses/course-store.contract";
import { memoryCourseStore } from "../courses/memory-course-store";
import { memoryBlockStore } from "../lessons/memory-block-store";
import { memoryLessonStore } from "../lessons/memory-lesson-store";
import { someLesson } from "../lessons/lesson-store.contract";
import { paragraphs, writeRichDoc } from "../lessons/rich-text";
import { memoryModuleStore } from "../modules/memory-module-store";
import { someModule } from "../modules/module-store.contract";
import type { Id } from "../shared/id";
import { memorySearchStore } from "./memory-search-store";
import { planLessons } from "./plan-lessons";

/** A published course of as many lessons, each with so many thousand words. */
async function published(count: number, words: number) {
  const deps = {
    courses: memoryCourseStore(),
    modules: memoryModuleStore(),
    lessons: memoryLessonStore(),
    blocks: memoryBlockStore(),
    search: memorySearchStore(),
  };
  const course = someCourse({ ownerId: "olive" as Id<"users">, status: "published", publishedAt: 1 });
  const courseId = await deps.courses.add(course);
  const moduleId = await deps.modules.add(someModule({ courseId }));
  const text = {
    kind: "text" as const,
    doc: writeRichDoc(paragraphs(...Array<string>(words).fill("word ".repeat(1_000)))),
  };
  const lessonIds = [];
  for (let n = 0; n < count; n++) {
    const lessonId = await deps.lessons.add(someLesson({ courseId, moduleId }));
    const block = { courseId, lessonId, order: "a0", revision: 1, sourceKey: null, removedAt: null };
    await deps.blocks.add({ ...block, content: text });
    lessonIds.push(lessonId);
  }
  const read = { courses: 0, modules: 0 };
  const counted = {
    ...deps,
    courses: { byId: (id: typeof courseId) => (read.courses++, deps.courses.byId(id)) },
    modules: { byId: (id: typeof moduleId) => (read.modules++, deps.modules.byId(id)) },
  };
  return { deps: counted, search: deps.search, lessonIds, read };
}

test("hundreds of small lessons are one plan, for which their course is read once", async () => {
  const { deps, search, lessonIds, read } = await published(200, 1);
  const { looked, save, remove, parts } = await planLessons(deps, lessonIds);
  expect([looked, save.length, remove, parts]).toEqual([200, 200, [], []]);
  expect(read).toEqual({ courses: 1, modules: 1 });
  expect(await search.searched(lessonIds[199]!)).toMatchObject({ parts: 1 });
});

test("lessons with much in them come fewer at a time, at least one, and none is left out", async () => {
  const { deps, lessonIds } = await published(6, 60);
  const found: string[] = [];
  let plans = 0;
  for (let at = 0; at < lessonIds.length; plans++) {
    const { looked, save } = await planLessons(deps, lessonIds.slice(at));
    expect(looked).toBeGreaterThan(0);
    at += looked;
    found.push(...save.filter(({ part }) => part === 0).map(({ lessonId }) => lessonId));
  }
  expect(plans).toBeGreaterThan(1);
  expect(found).toEqual(lessonIds);
});
