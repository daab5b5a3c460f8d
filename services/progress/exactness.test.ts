import fc from "fast-check";
import { expect, test } from "vitest";
import type { Actor } from "../access/permissions";
import type { Course, CourseStats } from "../courses/course";
import { leave } from "../enrollments/leave";
import { memoryEnrollmentStore } from "../enrollments/memory-enrollment-store";
import { seatStudent } from "../enrollments/seat-student";
import type { Lesson } from "../lessons/lesson";
import { memoryPost } from "../mail/mail-deps.testing";
import { memoryNotificationStore } from "../notifications/memory-notification-store";
import { AppError } from "../shared/app-error";
import { memoryUserStore } from "../users/memory-user-store";
import { newUser } from "../users/user-keys";
import { completeLesson, uncompleteLesson } from "./complete-lesson";
import { memoryProgressStore } from "./memory-progress-store";
import { recountCourse } from "./recount-course";

const student: Actor = { id: "stu" as Actor["id"], role: "student", name: "Stu" };
const stu = { tokenIdentifier: "stu", email: "stu@example.com", name: "Stu", createdAt: 0 };
const courseId = "knots" as Course["_id"];
const names = ["a", "b", "c", "d"] as const;
type Act = {
  do: "enroll" | "leave" | "complete" | "uncomplete" | "remove" | "restore";
  lesson: (typeof names)[number];
};

/** A school of one course, in which an author removes and restores lessons while a student learns. */
function classroom() {
  let now = 0;
  const stats: CourseStats = { enrolled: 0, completed: 0, reviewCount: 0, starSum: 0 };
  const removed = new Set<string>();
  const standing = () => names.filter((name) => !removed.has(name));
  const lesson = (name: string) =>
    ({ _id: name, courseId, removedAt: removed.has(name) ? 1 : null }) as unknown as Lesson;
  const course = () =>
    ({ _id: courseId, slug: "knots", title: "Knots", status: "published", lessonCount: standing().length }) as Course;
  const deps = {
    clock: { now: () => ++now },
    enrollments: memoryEnrollmentStore(),
    progress: memoryProgressStore(),
    notifications: memoryNotificationStore(),
    users: memoryUserStore([{ ...newUser(stu), _id: student.id }]),
    ...memoryPost(),
    lessons: { byId: async (id: string) => lesson(id), ofCourse: async () => standing().map(lesson) },
    courses: {
      byId: async () => course(),
      changeStats: async (_: string, by: Partial<CourseStats>) => {
        stats.enrolled += by.enrolled ?? 0;
        stats.completed += by.completed ?? 0;
      },
    },
  };
  async function act({ do: what, lesson: name }: Act) {
    const lessonId = name as Lesson["_id"];
    if (what === "enroll") await seatStudent(deps, student.id, course(), "self");
    if (what === "leave") await leave(deps, student, courseId);
    if (what === "complete") await completeLesson(deps, student, lessonId);
    if (what === "uncomplete") await uncompleteLesson(deps, student, lessonId);
    if (what === "remove" || what === "restore") {
      if (what === "remove") removed.add(name);
      else removed.delete(name);
      await recountCourse(deps, { courseId, cursor: null });
    }
  }
  return { deps, stats, standing, act };
}

test("whatever a student and an author do, counts are exact and completion is told at most once", async () => {
  const acts = fc.array(
    fc.record<Act>({
      do: fc.constantFrom("enroll", "leave", "complete", "complete", "complete", "uncomplete", "remove", "restore"),
      lesson: fc.constantFrom(...names),
    }),
    { maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(acts, async (plan) => {
      const { deps, stats, standing, act } = classroom();
      for (const one of plan) {
        await act(one).catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error;
        });
      }
      const row = await deps.enrollments.of(student.id, courseId);
      const ticks = (await deps.progress.ofCourse(student.id, courseId, 10)).filter((one) => one.completedAt !== null);
      const exact = ticks.filter((one) => (standing() as string[]).includes(one.lessonId)).length;
      expect(row?.completedLessons ?? 0).toBe(exact);
      expect(stats.enrolled).toBe(row && row.status !== "withdrawn" ? 1 : 0);
      expect(stats.completed).toBe(row?.status === "completed" ? 1 : 0);
      if (row?.status === "active") expect(exact === 0 || exact < standing().length).toBe(true);
      expect(await deps.notifications.unread(student.id)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});
