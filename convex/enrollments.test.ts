import { afterEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import { openPost } from "./post.testing";
import { openSchool } from "./world.testing";

const refusal = (code: string, reason: string) => ({ data: { code, reason } });
const page = { numItems: 20, cursor: null };

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

async function office() {
  const school = openSchool();
  const admin = await school.person("Amy Admin", "admin");
  const owner = await school.person("Olive Owner", "instructor");
  const student = await school.person("Stu Dent");
  const course = await school.course(owner._id, { title: "Knots" });
  return { school, admin, owner, student, course };
}

describe("an admin's hand", () => {
  test("enrols, withdraws and completes; each act tells the student and is written down", async () => {
    const { admin, student, course } = await office();
    const { courseId } = course;
    const { enrollmentId } = await admin.mutation(api.enrollments.grant, { courseId, userId: student._id });
    await admin.mutation(api.enrollments.grant, { courseId, userId: student._id });
    await admin.mutation(api.enrollments.complete, { enrollmentId });
    await admin.mutation(api.enrollments.complete, { enrollmentId });
    await admin.mutation(api.enrollments.withdraw, { enrollmentId });
    await admin.mutation(api.enrollments.withdraw, { enrollmentId });
    const told = await student.query(api.notifications.list, { paginationOpts: page });
    expect(told.page.map((row) => row.kind)).toEqual([
      "enrollmentWithdrawn",
      "enrollmentCompleted",
      "enrollmentGranted",
    ]);
    const log = await admin.query(api.audit.list, { paginationOpts: page });
    const acts = log.page.map(({ action, before, after, targetLabel }) => ({ action, before, after, targetLabel }));
    expect(acts.sort((a, b) => (a.action < b.action ? -1 : 1))).toEqual([
      {
        action: "enrollment.completed",
        before: '{"status":"active"}',
        after: '{"status":"completed"}',
        targetLabel: "Stu Dent · Knots",
      },
      { action: "enrollment.granted", before: null, after: '{"status":"active"}', targetLabel: "Stu Dent · Knots" },
      {
        action: "enrollment.withdrawn",
        before: '{"status":"completed"}',
        after: '{"status":"withdrawn"}',
        targetLabel: "Stu Dent · Knots",
      },
    ]);
  });
  test("enrols in a closed course, not in a draft, and nobody who is deactivated", async () => {
    const { school, admin, owner, student } = await office();
    const closed = await school.course(owner._id, { enrollmentPolicy: "closed" });
    const draft = await school.course(owner._id, { status: "draft" });
    const gone = await school.person("Gus Gone", "student", { status: "deactivated" });
    await admin.mutation(api.enrollments.grant, { courseId: closed.courseId, userId: student._id });
    await expect(
      admin.mutation(api.enrollments.grant, { courseId: draft.courseId, userId: student._id }),
    ).rejects.toMatchObject(refusal("conflict", "not_published"));
    await expect(
      admin.mutation(api.enrollments.grant, { courseId: closed.courseId, userId: gone._id }),
    ).rejects.toMatchObject(refusal("conflict", "user_deactivated"));
  });
  test("a completion that an admin gave stands when a lesson is taken back", async () => {
    const { admin, student, course } = await office();
    const [first] = course.lessonIds;
    const { enrollmentId } = await student.mutation(api.enrollments.enroll, { courseId: course.courseId });
    await student.mutation(api.progress.complete, { lessonId: first! });
    await admin.mutation(api.enrollments.complete, { enrollmentId });
    await student.mutation(api.progress.uncomplete, { lessonId: first! });
    expect(await student.query(api.learning.room, { slug: course.slug })).toMatchObject({
      enrollmentStatus: "completed",
      percent: 0,
    });
  });
  test("finds courses and people for the form by how they begin", async () => {
    const { admin, student, course } = await office();
    expect(await admin.query(api.enrollments.pickCourse, { text: "kno" })).toEqual([
      { _id: course.courseId, title: "Knots", slug: "knots" },
    ]);
    expect(await admin.query(api.enrollments.pickUser, { text: "STU" })).toEqual([
      { _id: student._id, name: "Stu Dent", email: student.email },
    ]);
  });
});

describe("lists of enrolments", () => {
  test("show the newest activity first, narrowed by course, person and status", async () => {
    const { school, admin, owner, student, course } = await office();
    const other = await school.course(owner._id, { title: "Ropes" });
    const second = await school.person("Sue Second");
    await student.mutation(api.enrollments.enroll, { courseId: course.courseId });
    await student.mutation(api.enrollments.enroll, { courseId: other.courseId });
    await second.mutation(api.enrollments.enroll, { courseId: course.courseId });
    await second.mutation(api.enrollments.leave, { courseId: course.courseId });
    const rows = async (
      filter: Partial<{ status: "active" | "withdrawn"; courseId: typeof course.courseId; userId: typeof student._id }>,
    ) =>
      (await admin.query(api.enrollments.list, { ...filter, paginationOpts: page })).page
        .map((row) => `${row.userName}: ${row.courseTitle}`)
        .sort();
    expect(await rows({})).toHaveLength(3);
    expect(await rows({ courseId: course.courseId })).toEqual(["Stu Dent: Knots", "Sue Second: Knots"]);
    expect(await rows({ courseId: course.courseId, status: "withdrawn" })).toEqual(["Sue Second: Knots"]);
    expect(await rows({ userId: student._id })).toEqual(["Stu Dent: Knots", "Stu Dent: Ropes"]);
    expect(await rows({ userId: second._id, status: "active" })).toEqual([]);
    expect(await rows({ userId: second._id, courseId: course.courseId })).toEqual(["Sue Second: Knots"]);
  });
  test("a roster is for the staff of its course", async () => {
    const { school, owner, student, course } = await office();
    const stranger = await school.person("Ivy Instructor", "instructor");
    await student.mutation(api.enrollments.enroll, { courseId: course.courseId });
    const asked = { courseId: course.courseId, paginationOpts: page };
    expect((await owner.query(api.enrollments.roster, asked)).page).toMatchObject([{ userEmail: student.email }]);
    await expect(stranger.query(api.enrollments.roster, asked)).rejects.toMatchObject(
      refusal("forbidden", "not_staff"),
    );
  });
  test("a course's live counts follow every change", async () => {
    const { school, admin, student, course } = await office();
    const { courseId } = course;
    const stats = () => school.write(({ courses }) => courses.stats(courseId));
    const { enrollmentId } = await student.mutation(api.enrollments.enroll, { courseId });
    expect(await stats()).toMatchObject({ enrolled: 1, completed: 0 });
    await admin.mutation(api.enrollments.complete, { enrollmentId });
    expect(await stats()).toMatchObject({ enrolled: 1, completed: 1 });
    await student.mutation(api.enrollments.leave, { courseId });
    expect(await stats()).toMatchObject({ enrolled: 0, completed: 0 });
    await student.mutation(api.enrollments.enroll, { courseId });
    expect(await stats()).toMatchObject({ enrolled: 1, completed: 1 });
  });
});

describe("lessons that come and go", () => {
  test("removing and restoring a lesson keeps every student's count exact", async () => {
    vi.useFakeTimers();
    openPost();
    const { school, owner, course } = await office();
    const { courseId, lessonIds, slug } = course;
    const [first, second, third] = lessonIds;
    const students = [];
    for (let i = 0; i < 10; i++) students.push(await school.person(`Student ${i}`));
    for (const student of students) {
      await student.mutation(api.enrollments.enroll, { courseId });
      await student.mutation(api.progress.complete, { lessonId: first! });
      await student.mutation(api.progress.complete, { lessonId: second! });
    }
    await owner.mutation(api.lessons.remove, { lessonId: second! });
    await school.t.finishAllScheduledFunctions(vi.runAllTimers);
    for (const student of students) {
      expect(await student.query(api.learning.room, { slug })).toMatchObject({ completedLessons: 1, percent: 50 });
    }
    await owner.mutation(api.lessons.restore, { lessonId: second! });
    await school.t.finishAllScheduledFunctions(vi.runAllTimers);
    for (const student of students) {
      expect(await student.query(api.learning.room, { slug })).toMatchObject({ completedLessons: 2, percent: 66 });
    }
    await owner.mutation(api.lessons.remove, { lessonId: third! });
    await school.t.finishAllScheduledFunctions(vi.runAllTimers);
    expect(await students[9]!.query(api.learning.room, { slug })).toMatchObject({
      percent: 100,
      enrollmentStatus: "completed",
    });
  });
  test("a recount of a course that is gone ends quietly", async () => {
    const { school, owner } = await office();
    const { courseId } = await school.course(owner._id, { modules: [] });
    await school.write(({ courses }) => courses.remove(courseId));
    expect(await school.t.mutation(internal.jobs.recount.course, { courseId })).toBeNull();
  });
});
