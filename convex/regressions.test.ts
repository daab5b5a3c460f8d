import { describe, expect, test } from "vitest";
import { paragraphs, writeRichDoc } from "../services/lessons/rich-text";
import { api } from "./_generated/api";
import { canaries, openSchool, trickyQuestion } from "./world.testing";

/** Holes that learning systems have really had; each test is named after one. */

async function twoCourses() {
  const school = openSchool();
  const owner = await school.person("Olive Owner", "instructor");
  const stranger = await school.person("Ivy Instructor", "instructor");
  const student = await school.person("Stu Dent");
  const victim = await school.person("Vic Tim");
  const mine = await school.course(owner._id, { title: "Mine" });
  const theirs = await school.course(stranger._id, { title: "Theirs" });
  return { school, owner, stranger, student, victim, mine, theirs };
}
const at = <T>(rows: readonly T[], index: number): T => {
  const row = rows[index];
  if (row === undefined) throw new Error("the course has no such row");
  return row;
};
const refused = { data: { code: expect.stringMatching(/not_found|invalid|forbidden/) as string } };
const text = writeRichDoc(paragraphs("Pull."));

describe("a mutation that lets the caller say who they are", () => {
  test("enrolling for someone else by their id", async () => {
    const { school, student, victim, mine } = await twoCourses();
    const { courseId } = mine;
    await expect(student.mutation(api.enrollments.enroll, { courseId, userId: victim._id } as never)).rejects.toThrow(
      "userId",
    );
    expect(await school.write(({ enrollments }) => enrollments.of(victim._id, courseId))).toBeNull();
  });
  test("completing a lesson for someone else, or with a time of one's own", async () => {
    const { student, victim, mine } = await twoCourses();
    await student.mutation(api.enrollments.enroll, { courseId: mine.courseId });
    const lessonId = at(mine.lessonIds, 1);
    await expect(student.mutation(api.progress.complete, { lessonId, userId: victim._id } as never)).rejects.toThrow(
      "userId",
    );
    await expect(student.mutation(api.progress.complete, { lessonId, completedAt: 1 } as never)).rejects.toThrow(
      "completedAt",
    );
  });
  test("answering with a score of one's own", async () => {
    const { student, mine } = await twoCourses();
    await student.mutation(api.enrollments.enroll, { courseId: mine.courseId });
    const response = { kind: "choices", choiceIds: ["wrong"] };
    const questionId = at(mine.questionIds, 0);
    await expect(
      student.mutation(api.answers.submit, { questionId, response, score: 1, isCorrect: true } as never),
    ).rejects.toThrow(/score|isCorrect/);
  });
  test("becoming someone's notification reader by its id", async () => {
    const { school, student, victim } = await twoCourses();
    await school.write(({ notifications }) =>
      notifications.add({ userId: victim._id, kind: "roleChanged", params: {}, href: "/", createdAt: 1 }),
    );
    const told = await victim.query(api.notifications.list, { paginationOpts: { numItems: 1, cursor: null } });
    await expect(
      student.mutation(api.notifications.markRead, { notificationId: at(told.page, 0)._id }),
    ).rejects.toMatchObject({ data: { code: "not_found", reason: "notification" } });
    expect(await victim.query(api.notifications.unread, {})).toBe(1);
  });
});

describe("an id of one kind where another is asked for", () => {
  test("is refused before anything is read", async () => {
    const { student, mine } = await twoCourses();
    await expect(student.mutation(api.progress.complete, { lessonId: mine.courseId })).rejects.toThrow();
    await expect(student.mutation(api.progress.complete, { lessonId: "' OR 1=1" })).rejects.toThrow();
  });
});

describe("a child that is not bound to its parent", () => {
  test("a student of one course neither opens nor completes nor answers in another", async () => {
    const { student, mine, theirs } = await twoCourses();
    await student.mutation(api.enrollments.enroll, { courseId: mine.courseId });
    const notEnrolled = { data: { code: "forbidden", reason: "not_enrolled" } };
    const lessonId = at(theirs.lessonIds, 1);
    await expect(student.query(api.learning.lesson, { lessonId })).rejects.toMatchObject(notEnrolled);
    await expect(student.mutation(api.progress.complete, { lessonId })).rejects.toMatchObject(notEnrolled);
    await expect(student.mutation(api.progress.visit, { lessonId, position: null })).rejects.toMatchObject(notEnrolled);
    await expect(
      student.mutation(api.answers.submit, {
        questionId: at(theirs.questionIds, 1),
        response: { kind: "choices", choiceIds: [canaries.key] },
      }),
    ).rejects.toMatchObject(notEnrolled);
  });
  test("an author moves no lesson into another's course, nor behind another's lesson", async () => {
    const { owner, mine, theirs } = await twoCourses();
    const lessonId = at(mine.lessonIds, 0);
    await expect(
      owner.mutation(api.lessons.move, { lessonId, moduleId: at(theirs.moduleIds, 0), after: null }),
    ).rejects.toMatchObject(refused);
    await expect(
      owner.mutation(api.lessons.move, {
        lessonId,
        moduleId: at(mine.moduleIds, 0),
        after: at(theirs.lessonIds, 0),
      }),
    ).rejects.toMatchObject(refused);
    await expect(
      owner.mutation(api.modules.move, { moduleId: at(mine.moduleIds, 0), after: at(theirs.moduleIds, 0) }),
    ).rejects.toMatchObject(refused);
    await expect(
      owner.mutation(api.modules.addSection, {
        moduleId: at(mine.moduleIds, 0),
        lessonId: at(theirs.lessonIds, 0),
        title: "Stolen",
      }),
    ).rejects.toMatchObject(refused);
  });
  test("an author puts no block behind another's block and shows no file or question of another's course", async () => {
    const { school, owner, mine, theirs } = await twoCourses();
    const lessonId = at(mine.lessonIds, 0);
    await expect(
      owner.mutation(api.blocks.add, {
        lessonId,
        content: { kind: "text", doc: text },
        after: at(theirs.blockIds, 0),
      }),
    ).rejects.toMatchObject(refused);
    await expect(
      owner.mutation(api.blocks.add, {
        lessonId,
        content: { kind: "question", questionId: at(theirs.questionIds, 0) },
      }),
    ).rejects.toMatchObject(refused);
    const storageId = await school.t.run((ctx) => ctx.storage.store(new Blob(["secret"])));
    const assetId = await school.write(({ assets }) =>
      assets.add({
        courseId: theirs.courseId,
        storageId,
        name: "exam.pdf",
        contentType: "application/pdf",
        bytes: 6,
        sourceKey: null,
        sha256: null,
      }),
    );
    const shown = [
      { kind: "file" as const, assetId, title: "Exam", description: "" },
      {
        kind: "text" as const,
        doc: JSON.stringify({
          type: "doc",
          content: [{ type: "image", attrs: { src: `asset:${assetId}`, alt: "Exam" } }],
        }),
      },
    ];
    for (const content of shown) {
      await expect(owner.mutation(api.blocks.add, { lessonId, content })).rejects.toMatchObject(refused);
    }
    await expect(
      owner.mutation(api.courses.saveDetails, {
        courseId: mine.courseId,
        revision: 1,
        details: { coverAssetId: assetId },
      }),
    ).rejects.toMatchObject(refused);
    await expect(
      owner.mutation(api.assets.register, { courseId: mine.courseId, storageId, name: "exam.pdf" }),
    ).rejects.toMatchObject(refused);
  });
  test("even a file that got into a lesson is not served from another course", async () => {
    const { school, owner, student, mine, theirs } = await twoCourses();
    const storageId = await school.t.run((ctx) => ctx.storage.store(new Blob(["secret"])));
    await school.write(async ({ assets, blocks }) => {
      const assetId = await assets.add({
        courseId: theirs.courseId,
        storageId,
        name: "exam.pdf",
        contentType: "application/pdf",
        bytes: 6,
        sourceKey: null,
        sha256: null,
      });
      await blocks.change(at(mine.blockIds, 0), {
        content: { kind: "file", assetId, title: "Exam", description: "" },
      });
    });
    await student.mutation(api.enrollments.enroll, { courseId: mine.courseId });
    const opened = await student.query(api.learning.lesson, { lessonId: at(mine.lessonIds, 0) });
    expect(opened?.assets).toEqual([]);
    expect((await owner.query(api.lessons.forEditing, { lessonId: at(mine.lessonIds, 0) })).assets).toEqual([]);
  });
});

describe("a draft that leaks", () => {
  test("nothing of it reaches a visitor or a student by any address", async () => {
    const { school, owner, student } = await twoCourses();
    const draft = await school.course(owner._id, { title: "Secret plans", status: "draft" });
    const paginationOpts = { numItems: 50, cursor: null };
    for (const person of [school.t, student]) {
      expect(await person.query(api.courses.page, { slug: draft.slug })).toBeNull();
      expect(await person.query(api.learning.room, { slug: draft.slug })).toBeNull();
      expect(JSON.stringify(await person.query(api.courses.catalogue, { paginationOpts }))).not.toContain(
        "Secret plans",
      );
      for (const lessonId of draft.lessonIds) {
        await expect(person.query(api.learning.lesson, { lessonId })).rejects.toMatchObject({
          data: { code: "not_found", reason: "lesson" },
        });
      }
      await expect(person.query(api.reviews.list, { courseId: draft.courseId, paginationOpts })).rejects.toMatchObject({
        data: { code: "not_found", reason: "course" },
      });
    }
  });
  test("a course that was withdrawn closes for its students, who find their progress when it returns", async () => {
    const { owner, student, mine } = await twoCourses();
    await student.mutation(api.enrollments.enroll, { courseId: mine.courseId });
    await student.mutation(api.progress.complete, { lessonId: at(mine.lessonIds, 0) });
    await owner.mutation(api.courses.withdraw, { courseId: mine.courseId });
    expect(await student.query(api.learning.room, { slug: mine.slug })).toBeNull();
    expect(await student.query(api.learning.dashboard, {})).toMatchObject({ active: [], continueWith: null });
    await expect(student.mutation(api.progress.complete, { lessonId: at(mine.lessonIds, 1) })).rejects.toMatchObject({
      data: { code: "conflict", reason: "not_published" },
    });
    await owner.mutation(api.courses.publish, { courseId: mine.courseId });
    expect(await student.query(api.learning.room, { slug: mine.slug })).toMatchObject({ percent: 33 });
  });
});

describe("an answer key that travels", () => {
  test("in no reading of a student, before, between and after wrong answers", async () => {
    const { student, mine } = await twoCourses();
    await student.mutation(api.enrollments.enroll, { courseId: mine.courseId });
    const lessonId = at(mine.lessonIds, 0);
    const everything = async () =>
      JSON.stringify([
        await student.query(api.learning.lesson, { lessonId }),
        await student.query(api.learning.room, { slug: mine.slug }),
        await student.query(api.courses.page, { slug: mine.slug }),
        await student.query(api.learning.dashboard, {}),
        await student.query(api.notifications.list, { paginationOpts: { numItems: 50, cursor: null } }),
      ]);
    const secrets = [canaries.explanation, `${canaries.feedback}-right`, JSON.stringify(trickyQuestion.key)];
    for (const secret of secrets) expect(await everything()).not.toContain(secret);
    await student.mutation(api.answers.submit, {
      questionId: at(mine.questionIds, 0),
      response: { kind: "choices", choiceIds: ["wrong"] },
    });
    for (const secret of secrets) expect(await everything()).not.toContain(secret);
  });
  test("an author who removes a question ends it for students at once", async () => {
    const { owner, student, mine } = await twoCourses();
    await student.mutation(api.enrollments.enroll, { courseId: mine.courseId });
    await owner.mutation(api.blocks.remove, { blockId: at(mine.blockIds, 1) });
    const opened = await student.query(api.learning.lesson, { lessonId: at(mine.lessonIds, 0) });
    expect(opened?.questions).toEqual([]);
    await expect(
      student.mutation(api.answers.submit, {
        questionId: at(mine.questionIds, 0),
        response: { kind: "choices", choiceIds: [canaries.key] },
      }),
    ).rejects.toMatchObject({ data: { code: "not_found", reason: "question" } });
  });
});
