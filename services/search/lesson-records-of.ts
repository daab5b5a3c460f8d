import type { Course } from "../courses/course";
import type { CourseReader } from "../courses/course-store";
import { mostBlocks, type BlockReader } from "../lessons/block-store";
import type { Lesson, LessonId } from "../lessons/lesson";
import type { LessonReader } from "../lessons/lesson-store";
import type { ModuleReader } from "../modules/module-store";
import { partsOf, wordsOf } from "./lesson-text";
import { everyone, partId, type LessonRecord } from "./search-record";

export type LessonRecordDeps = {
  courses: CourseReader;
  modules: ModuleReader;
  lessons: LessonReader;
  blocks: BlockReader;
};

/** What the index holds of a lesson, in parts; none of one that nobody may find there. */
export async function lessonRecordsOf(deps: LessonRecordDeps, lessonId: LessonId): Promise<LessonRecord[]> {
  const lesson = await deps.lessons.byId(lessonId);
  if (!lesson || lesson.removedAt !== null) return [];
  const course = await deps.courses.byId(lesson.courseId);
  if (course?.status !== "published") return [];
  const [module, blocks] = await Promise.all([
    deps.modules.byId(lesson.moduleId),
    deps.blocks.ofLesson(lessonId, mostBlocks),
  ]);
  const text = blocks.map(({ content }) => wordsOf(content)).join("\n");
  return partsOf(text).map((part, at) => recordOf(course, module?.title ?? "", lesson, part, at));
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
