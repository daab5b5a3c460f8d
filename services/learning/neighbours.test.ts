import { describe, expect, test } from "vitest";
import type { Lesson } from "../lessons/lesson";
import type { CourseModule } from "../modules/module";
import { neighboursOf, previewNeighboursOf } from "./neighbours";
import { orderedOutline } from "./ordered-outline";

/** A course as a table: each module's lessons by name; a name in capitals is a preview. */
function courseOf(plan: Record<string, string[]>) {
  const modules = Object.keys(plan).map((name, i): CourseModule => ({
    _id: name as CourseModule["_id"],
    courseId: "c" as CourseModule["courseId"],
    title: name,
    order: `a${i}`,
    sections: [],
    sourceKey: null,
    removedAt: null,
  }));
  const lessons = modules.flatMap((module) =>
    (plan[module.title] ?? []).map((title, i): Lesson => ({
      _id: title as Lesson["_id"],
      courseId: module.courseId,
      moduleId: module._id,
      title,
      order: `a${i}`,
      sectionKey: null,
      minutes: 1,
      isPreview: title === title.toUpperCase(),
      blockCount: 0,
      sourceKey: null,
      removedAt: null,
    })),
  );
  const inModule = (id: string) => lessons.filter((lesson) => lesson.moduleId === id);
  return {
    modules,
    lesson: (title: string) => lessons.find((lesson) => lesson.title === title) as Lesson,
    deps: {
      modules: { ofCourse: async () => modules },
      lessons: {
        /** In no particular order, as the port says. */
        ofCourse: async () => [...lessons].reverse(),
        following: async (id: string, order: string | null) =>
          inModule(id).find((lesson) => order === null || lesson.order > order) ?? null,
        preceding: async (id: string, order: string | null) =>
          inModule(id)
            .reverse()
            .find((lesson) => order === null || lesson.order < order) ?? null,
      },
    },
  };
}
const titles = ({ previous, next }: { previous: Lesson | null; next: Lesson | null }) => [
  previous?.title ?? null,
  next?.title ?? null,
];

describe("the lessons before and after one", () => {
  const course = courseOf({ one: ["A", "b"], empty: [], two: ["c"], three: ["D", "e"] });
  test.each([
    ["A", null, "b"],
    ["b", "A", "c"],
    ["c", "b", "D"],
    ["D", "c", "e"],
    ["e", "D", null],
  ])("%s stands between %j and %j, across modules and over empty ones", async (title, previous, next) => {
    expect(titles(await neighboursOf(course.deps, course.modules, course.lesson(title)))).toEqual([previous, next]);
  });
  test.each([
    ["A", null, "D"],
    ["D", "A", null],
  ])("a guest walks from preview to preview: %s stands between %j and %j", async (title, previous, next) => {
    expect(titles(await previewNeighboursOf(course.deps, course.lesson(title)))).toEqual([previous, next]);
  });
});
test("an outline is in order, whatever order its lessons are read in", async () => {
  const { deps } = courseOf({ one: ["A", "b"], two: ["c"] });
  const outline = await orderedOutline(deps, "c" as CourseModule["courseId"]);
  expect(outline.map(({ module, lessons }) => [module.title, ...lessons.map((lesson) => lesson.title)])).toEqual([
    ["one", "A", "b"],
    ["two", "c"],
  ]);
});
