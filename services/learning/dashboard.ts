import type { Actor } from "../access/permissions";
import type { AssetReader } from "../assets/asset-store";
import type { Course } from "../courses/course";
import type { CourseReader } from "../courses/course-store";
import { percentOf, type Enrollment } from "../enrollments/enrollment";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import type { FileReader } from "../files/file-store";
import type { Lesson } from "../lessons/lesson";
import type { LessonReader } from "../lessons/lesson-store";
import type { LessonProgress } from "../progress/lesson-progress";
import type { ProgressReader } from "../progress/progress-store";
import type { Id } from "../shared/id";
import type { Dashboard, LearnCard, RecentEvent } from "./views";

/** The most courses on each shelf, and the most events in the list of what happened. */
const mostCards = 50;
const mostRecent = 6;

type Deps = {
  courses: Pick<CourseReader, "byId">;
  enrollments: Pick<EnrollmentReader, "ofUser">;
  lessons: Pick<LessonReader, "byId">;
  progress: Pick<ProgressReader, "completedLast">;
  assets: Pick<AssetReader, "byId">;
  files: Pick<FileReader, "url">;
};
type Known = { course: Course; lastLesson: Lesson | null; coverUrl: string | null };

/** The actor's own courses and what they did last. Courses that are no longer published are left out. */
export async function dashboardOf(deps: Deps, actor: Actor): Promise<Dashboard> {
  const [active, completed, lastCompleted] = await Promise.all([
    deps.enrollments.ofUser(actor.id, "active", mostCards),
    deps.enrollments.ofUser(actor.id, "completed", mostCards),
    deps.progress.completedLast(actor.id, mostRecent),
  ]);
  const enrollments = [...active, ...completed];
  const known = new Map<string, Known>();
  await Promise.all(
    enrollments.map(async (row) => {
      const found = await knownOf(deps, row);
      if (found) known.set(row.courseId, found);
    }),
  );
  const cards = (rows: readonly Enrollment[]) =>
    rows.flatMap((row) => {
      const found = known.get(row.courseId);
      return found ? [cardOf(row, found)] : [];
    });
  const lessons = await Promise.all(lastCompleted.map((row) => deps.lessons.byId(row.lessonId)));
  const shelf = cards(active);
  return {
    continueWith: shelf[0] ?? null,
    active: shelf,
    completed: cards(completed),
    recent: recentOf(enrollments, lastCompleted, lessons, known),
  };
}

async function knownOf(deps: Deps, row: Enrollment): Promise<Known | null> {
  const course = await deps.courses.byId(row.courseId);
  if (course?.status !== "published") return null;
  const [lesson, cover] = await Promise.all([
    row.lastLessonId ? deps.lessons.byId(row.lastLessonId as Id<"lessons">) : null,
    course.coverAssetId ? deps.assets.byId(course.coverAssetId) : null,
  ]);
  return {
    course,
    lastLesson: lesson && lesson.removedAt === null ? lesson : null,
    coverUrl: cover && (await deps.files.url(cover.storageId)),
  };
}

function cardOf(row: Enrollment, { course, lastLesson, coverUrl }: Known): LearnCard {
  return {
    enrollmentId: row._id,
    courseId: course._id,
    slug: course.slug,
    title: course.title,
    coverUrl,
    category: course.category,
    percent: percentOf(row.completedLessons, course.lessonCount),
    completedLessons: row.completedLessons,
    lessonCount: course.lessonCount,
    lastLesson: lastLesson && { _id: lastLesson._id, title: lastLesson.title },
    lastActiveAt: row.lastActiveAt,
    status: row.status,
  };
}

function recentOf(
  enrollments: readonly Enrollment[],
  lastCompleted: readonly LessonProgress[],
  lessons: readonly (Lesson | null)[],
  known: ReadonlyMap<string, Known>,
): RecentEvent[] {
  const event = (kind: RecentEvent["kind"], courseId: string, at: number, lesson: Lesson | null): RecentEvent[] => {
    const course = known.get(courseId)?.course;
    if (!course) return [];
    const words = { courseTitle: course.title, courseSlug: course.slug };
    return [{ kind, ...words, lessonTitle: lesson?.title ?? null, lessonId: lesson?._id ?? null, at }];
  };
  const events = [
    ...enrollments.flatMap((row) => event("enrolled", row.courseId, row.enrolledAt, null)),
    ...enrollments.flatMap((row) =>
      row.completedAt === null ? [] : event("courseCompleted", row.courseId, row.completedAt, null),
    ),
    ...lastCompleted.flatMap((row, i) => {
      const lesson = lessons[i];
      return lesson && lesson.removedAt === null && row.completedAt !== null
        ? event("lessonCompleted", row.courseId, row.completedAt, lesson)
        : [];
    }),
  ];
  return events.sort((a, b) => b.at - a.at).slice(0, mostRecent);
}
