import type { Actor } from "../access/permissions";
import type { AuditStore } from "../audit/audit-store";
import { record } from "../audit/record";
import { conflict } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import type { Course, CourseId } from "./course";
import type { CourseStore } from "./course-store";
import { requireCourse } from "./require-course";

type Deps = { courses: CourseStore; audit: AuditStore; clock: Clock };

/** What keeps a course from being published; empty when it is ready. */
export function publishProblems(
  course: Pick<Course, "lessonCount" | "summary">,
): ("course_empty" | "summary_missing")[] {
  return [
    ...(course.lessonCount === 0 ? (["course_empty"] as const) : []),
    ...(course.summary.trim() === "" ? (["summary_missing"] as const) : []),
  ];
}

/** Shows a finished course in the catalogue. Publishing twice is harmless. */
export async function publishCourse(deps: Deps, actor: Actor, courseId: CourseId): Promise<null> {
  const course = await requireCourse(deps, actor, courseId, "publish");
  if (course.status === "published") return null;
  const [problem] = publishProblems(course);
  if (problem) throw conflict(problem);
  const now = deps.clock.now();
  await deps.courses.change(courseId, { status: "published", publishedAt: now, updatedAt: now });
  await recordStatus(deps, actor, course, "course.published", "published");
  return null;
}

/** Takes a course out of the catalogue; its students keep what they did. Withdrawing twice is harmless. */
export async function withdrawCourse(deps: Deps, actor: Actor, courseId: CourseId): Promise<null> {
  const course = await requireCourse(deps, actor, courseId, "publish");
  if (course.status !== "published") return null;
  await deps.courses.change(courseId, { status: "draft", updatedAt: deps.clock.now() });
  await recordStatus(deps, actor, course, "course.withdrawn", "draft");
  return null;
}

async function recordStatus(
  deps: Deps,
  actor: Actor,
  course: Course,
  action: "course.published" | "course.withdrawn",
  status: Course["status"],
): Promise<void> {
  await record(deps, actor, {
    action,
    targetKind: "course",
    targetId: course._id,
    targetLabel: course.title,
    before: { status: course.status },
    after: { status },
  });
}
