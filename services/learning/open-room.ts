import type { Actor } from "../access/permissions";
import type { CourseReader } from "../courses/course-store";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import { percentOf } from "../enrollments/enrollment";
import { mostLessons, type LessonReader } from "../lessons/lesson-store";
import type { ModuleReader } from "../modules/module-store";
import type { ProgressReader } from "../progress/progress-store";
import { wayInto } from "./access";
import { orderedOutline } from "./ordered-outline";
import type { Room } from "./views";

type Deps = {
  courses: Pick<CourseReader, "bySlug" | "staffRole">;
  enrollments: Pick<EnrollmentReader, "of">;
  modules: Pick<ModuleReader, "ofCourse">;
  lessons: Pick<LessonReader, "ofCourse">;
  progress: Pick<ProgressReader, "ofCourse">;
};

/** The outline of a course as the viewer may walk it; null where the viewer has no way in. */
export async function openRoom(deps: Deps, viewer: Actor | null, slug: string): Promise<Room | null> {
  const course = await deps.courses.bySlug(slug);
  const way = course && (await wayInto(deps, viewer, course));
  if (!way) return null;
  const { access, enrollment } = way;
  const [outline, progress] = await Promise.all([
    orderedOutline(deps, course._id),
    enrollment ? deps.progress.ofCourse(enrollment.userId, course._id, mostLessons) : [],
  ]);
  const completed = new Set(progress.filter((row) => row.completedAt !== null).map((row) => row.lessonId));
  const lessons = outline.flatMap((part) => part.lessons);
  const open = access === "preview" ? lessons.filter((lesson) => lesson.isPreview) : lessons;
  const resume = open.find((lesson) => lesson._id === enrollment?.lastLessonId) ?? open[0];
  const completedLessons = enrollment?.completedLessons ?? 0;
  const { _id, title, lessonCount, minutes } = course;
  return {
    course: { _id, slug: course.slug, title, lessonCount, minutes },
    access,
    percent: percentOf(completedLessons, lessonCount),
    completedLessons,
    enrollmentStatus: enrollment?.status ?? null,
    modules: outline.map(({ module, lessons }) => ({
      _id: module._id,
      title: module.title,
      sections: module.sections,
      lessons: lessons.map((lesson) => ({
        _id: lesson._id,
        title: lesson.title,
        sectionKey: lesson.sectionKey,
        minutes: lesson.minutes,
        isPreview: lesson.isPreview,
        isCompleted: completed.has(lesson._id),
        isLocked: access === "preview" && !lesson.isPreview,
      })),
    })),
    resumeLessonId: resume?._id ?? null,
  };
}
