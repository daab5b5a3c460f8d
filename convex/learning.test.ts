import { describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import { canaries, openSchool } from "./world.testing";

const wrong = { kind: "choices" as const, choiceIds: ["wrong"] };
const right = { kind: "choices" as const, choiceIds: [canaries.key] };
const refusal = (code: string, reason: string) => ({ data: { code, reason } });

async function classroom() {
  const school = openSchool();
  const owner = await school.person("Olive Owner", "instructor");
  const student = await school.person("Stu Dent");
  const course = await school.course(owner._id);
  const [first, second, third] = course.lessonIds;
  const [question] = course.questionIds;
  if (!first || !second || !third || !question) throw new Error("the course has three lessons");
  return { school, owner, student, course, first, second, third, question };
}

describe("enrolling", () => {
  test("one click leads into the first lesson, and a second click changes nothing", async () => {
    const { student, course, first, owner } = await classroom();
    const { courseId } = course;
    const once = await student.mutation(api.enrollments.enroll, { courseId });
    const twice = await student.mutation(api.enrollments.enroll, { courseId });
    expect(once).toEqual({ enrollmentId: once.enrollmentId, firstLessonId: first });
    expect(twice).toEqual(once);
    expect(await owner.query(api.notifications.unread, {})).toBe(1);
  });
  test("a closed course refuses, a draft refuses, an unknown policy is never guessed", async () => {
    const { school, student, owner } = await classroom();
    const closed = await school.course(owner._id, { enrollmentPolicy: "closed" });
    const draft = await school.course(owner._id, { status: "draft" });
    await expect(student.mutation(api.enrollments.enroll, { courseId: closed.courseId })).rejects.toMatchObject(
      refusal("conflict", "closed"),
    );
    await expect(student.mutation(api.enrollments.enroll, { courseId: draft.courseId })).rejects.toMatchObject(
      refusal("conflict", "not_published"),
    );
  });
  test("who leaves and comes back finds their progress and their place", async () => {
    const { student, course, second } = await classroom();
    const { courseId, slug } = course;
    const { enrollmentId } = await student.mutation(api.enrollments.enroll, { courseId });
    await student.mutation(api.progress.complete, { lessonId: second });
    await student.mutation(api.enrollments.leave, { courseId });
    expect(await student.query(api.learning.room, { slug })).toMatchObject({ access: "preview", completedLessons: 0 });
    expect(await student.mutation(api.enrollments.enroll, { courseId })).toEqual({
      enrollmentId,
      firstLessonId: second,
    });
    expect(await student.query(api.learning.room, { slug })).toMatchObject({
      access: "enrolled",
      percent: 33,
      completedLessons: 1,
      resumeLessonId: second,
    });
  });
});

describe("the learning room", () => {
  test("a visitor walks previews and is refused the rest", async () => {
    const { school, course, first, second } = await classroom();
    const room = await school.t.query(api.learning.room, { slug: course.slug });
    expect(room).toMatchObject({ access: "preview", resumeLessonId: first, enrollmentStatus: null });
    expect(room?.modules.flatMap((module) => module.lessons.map((lesson) => lesson.isLocked))).toEqual([
      false,
      true,
      true,
    ]);
    expect(await school.t.query(api.learning.lesson, { lessonId: first })).toMatchObject({
      access: "preview",
      previous: null,
      next: null,
    });
    await expect(school.t.query(api.learning.lesson, { lessonId: second })).rejects.toMatchObject(
      refusal("forbidden", "not_enrolled"),
    );
  });
  test("lessons lead on across modules", async () => {
    const { student, course, first, second, third } = await classroom();
    await student.mutation(api.enrollments.enroll, { courseId: course.courseId });
    expect(await student.query(api.learning.lesson, { lessonId: second })).toMatchObject({
      previous: { _id: first },
      next: { _id: third },
    });
    expect(await student.query(api.learning.lesson, { lessonId: third })).toMatchObject({
      previous: { _id: second },
      next: null,
    });
  });
  test("a draft is nobody's but its staff's", async () => {
    const { school, student, owner } = await classroom();
    const draft = await school.course(owner._id, { title: "Draft", status: "draft" });
    expect(await student.query(api.learning.room, { slug: "draft" })).toBeNull();
    expect(await owner.query(api.learning.room, { slug: "draft" })).toMatchObject({ access: "staff" });
    const [lessonId] = draft.lessonIds;
    await expect(student.query(api.learning.lesson, { lessonId: lessonId! })).rejects.toMatchObject(
      refusal("not_found", "lesson"),
    );
  });
  test("a removed lesson is not found", async () => {
    const { school, student, course, second } = await classroom();
    await student.mutation(api.enrollments.enroll, { courseId: course.courseId });
    await school.write(({ lessons }) => lessons.change(second, { removedAt: 5 }));
    await expect(student.query(api.learning.lesson, { lessonId: second })).rejects.toMatchObject(
      refusal("not_found", "lesson"),
    );
  });
});

describe("progress", () => {
  test("the last lesson completes the course and tells the student once, however often it is undone", async () => {
    const { student, course, first, second, third } = await classroom();
    await student.mutation(api.enrollments.enroll, { courseId: course.courseId });
    await student.mutation(api.progress.complete, { lessonId: first });
    await student.mutation(api.progress.complete, { lessonId: first });
    expect(await student.mutation(api.progress.complete, { lessonId: second })).toEqual({
      percent: 66,
      isCourseCompleted: false,
    });
    expect(await student.mutation(api.progress.complete, { lessonId: third })).toEqual({
      percent: 100,
      isCourseCompleted: true,
    });
    expect(await student.mutation(api.progress.uncomplete, { lessonId: third })).toEqual({ percent: 66 });
    expect(await student.query(api.learning.room, { slug: course.slug })).toMatchObject({ enrollmentStatus: "active" });
    await student.mutation(api.progress.complete, { lessonId: third });
    expect(await student.query(api.notifications.unread, {})).toBe(1);
    expect(await student.query(api.learning.dashboard, {})).toMatchObject({
      active: [],
      completed: [{ percent: 100, status: "completed" }],
    });
  });
  test("only an enrolled student's progress is recorded, not even the staff's", async () => {
    const { student, owner, first } = await classroom();
    for (const person of [student, owner]) {
      for (const act of [api.progress.complete, api.progress.uncomplete]) {
        await expect(person.mutation(act, { lessonId: first })).rejects.toMatchObject(
          refusal("forbidden", "not_enrolled"),
        );
      }
      await expect(person.mutation(api.progress.visit, { lessonId: first, position: null })).rejects.toMatchObject(
        refusal("forbidden", "not_enrolled"),
      );
    }
  });
  test("a visit brings the student back to the lesson and the second on any device", async () => {
    const { student, course, second } = await classroom();
    await student.mutation(api.enrollments.enroll, { courseId: course.courseId });
    const position = { blockId: null, seconds: 42, scroll: null };
    await student.mutation(api.progress.visit, { lessonId: second, position });
    await student.mutation(api.progress.visit, { lessonId: second, position: null });
    expect(await student.query(api.learning.room, { slug: course.slug })).toMatchObject({ resumeLessonId: second });
    expect(await student.query(api.learning.lesson, { lessonId: second })).toMatchObject({
      progress: { completedAt: null, position },
    });
    expect(await student.query(api.learning.dashboard, {})).toMatchObject({
      continueWith: { lastLesson: { _id: second, title: "Lesson 2" } },
    });
  });
});

describe("answers", () => {
  test("nothing of the key, the explanation or unchosen feedback leaves before its time", async () => {
    const { student, course, first, question } = await classroom();
    await student.mutation(api.enrollments.enroll, { courseId: course.courseId });
    const page = async () => JSON.stringify(await student.query(api.learning.lesson, { lessonId: first }));

    const before = await page();
    expect(before).not.toContain(canaries.explanation);
    expect(before).not.toContain(canaries.feedback);
    expect(before).not.toContain('"key"');
    expect(before).not.toContain("isCorrect");

    const graded = await student.mutation(api.answers.submit, { questionId: question, response: wrong });
    expect(graded).toMatchObject({
      isCorrect: false,
      attemptsLeft: 1,
      feedback: [{ choiceId: "wrong", text: `${canaries.feedback}-wrong` }],
      revealed: null,
    });
    const afterOne = await page();
    expect(afterOne).not.toContain(canaries.explanation);
    expect(afterOne).not.toContain(`${canaries.feedback}-right`);
  });
  test("the key is revealed when the attempts are spent, and no further attempt is taken", async () => {
    const { student, course, question } = await classroom();
    await student.mutation(api.enrollments.enroll, { courseId: course.courseId });
    await student.mutation(api.answers.submit, { questionId: question, response: wrong });
    expect(await student.mutation(api.answers.submit, { questionId: question, response: wrong })).toMatchObject({
      attemptsLeft: 0,
      revealed: { correct: [canaries.key] },
    });
    await expect(student.mutation(api.answers.submit, { questionId: question, response: right })).rejects.toMatchObject(
      refusal("conflict", "attempts_spent"),
    );
  });
  test("a right answer stands, and answering again is no attempt", async () => {
    const { student, course, question } = await classroom();
    await student.mutation(api.enrollments.enroll, { courseId: course.courseId });
    const graded = await student.mutation(api.answers.submit, { questionId: question, response: right });
    expect(graded).toMatchObject({ isCorrect: true, score: 1, attempts: 1 });
    expect(await student.mutation(api.answers.submit, { questionId: question, response: wrong })).toEqual(graded);
  });
  test("guests of a preview and staff may look, not answer", async () => {
    const { student, owner, question } = await classroom();
    for (const person of [student, owner]) {
      await expect(
        person.mutation(api.answers.submit, { questionId: question, response: right }),
      ).rejects.toMatchObject(refusal("forbidden", "not_enrolled"));
    }
  });
});
