import type { Course } from "../courses/course";
import type { CourseReader } from "../courses/course-store";
import { mostBlocks, type BlockReader } from "../lessons/block-store";
import type { Lesson, LessonId } from "../lessons/lesson";
import type { LessonReader } from "../lessons/lesson-store";
import type { ModuleReader } from "../modules/module-store";
import { partsOf, wordsOf } from "./lesson-text";
import { everyone, partId, type LessonRecord } from "./search-record";

export type LessonRecordDeps = {
  courses: Pick<CourseReader, "byId">;
  modules: Pick<ModuleReader, "byId">;
  lessons: Pick<LessonReader, "byId">;
  blocks: Pick<BlockReader, "ofLesson">;
};
/** A lesson, what the index holds of it in parts (nothing of one that nobody may find there), and how much was read. */
type ReadLesson = { lesson: Lesson | null; records: LessonRecord[]; blockCount: number };

export async function readLesson(deps: LessonRecordDeps, lessonId: LessonId): Promise<ReadLesson> {
  const lesson = await deps.lessons.byId(lessonId);
  const nothing = { lesson, records: [], blockCount: 0 };
  if (!lesson || lesson.removedAt !== null) return nothing;
  const course = await deps.courses.byId(lesson.courseId);
  if (course?.status !== "published") return nothing;
  const [module, blocks] = await Promise.all([
    deps.modules.byId(lesson.moduleId),
    deps.blocks.ofLesson(lessonId, mostBlocks),
  ]);
  const text = blocks.map(({ content }) => wordsOf(content)).join("\n");
  const records = partsOf(text).map((part, at) => recordOf(course, module?.title ?? "", lesson, part, at));
  return { lesson, records, blockCount: blocks.length };
}

function recordOf(course: Course, moduleTitle: string, lesson: Lesson, text: string, part: number): LessonRecord {
  const { category, level, language } = course;
  return {
    objectID: partId(lesson._id, part),
    lessonId: lesson._id,
    courseId: course._id,
    audience: lesson.isPreview ? [everyone, course._id] : [course._id],
    part,
    title: lesson.title,
    moduleTitle,
    courseTitle: course.title,
    courseSlug: course.slug,
    text,
    minutes: lesson.minutes,
    isPreview: lesson.isPreview,
    ...{ category, level, language },
  };
}
