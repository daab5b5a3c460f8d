import { existsSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { school } from "./school";
import type { SeedBlock, SeedCourse, SeedLesson, SeedQuestion } from "./seed-types";
import { readCues } from "../services/lessons/subtitles";

const lessonsOf = (course: SeedCourse): SeedLesson[] => course.modules.flatMap((module) => module.lessons);
const allLessons = school.courses.flatMap(lessonsOf);
const allQuestions = allLessons.flatMap((lesson) => lesson.questions ?? []);
const publishedCourses = school.courses.filter((course) => course.isPublished);

const repeated = (keys: string[]): string[] => keys.filter((key, index) => keys.indexOf(key) !== index);

const wordsOf = (block: SeedBlock): number =>
  block.kind === "text" || block.kind === "callout"
    ? block.body.split(/\s+/).filter((word) => /\w/.test(word)).length
    : 0;

/** Every piece of rich text in the school, with a name to find it by. */
const richTexts = (): { where: string; body: string }[] => [
  ...school.courses.map((course) => ({ where: course.key, body: course.description })),
  ...allLessons.flatMap((lesson) =>
    lesson.blocks.flatMap((block) =>
      block.kind === "text" || block.kind === "callout" ? [{ where: lesson.key, body: block.body }] : [],
    ),
  ),
  ...allQuestions.flatMap((question) => [
    { where: question.key, body: question.prompt },
    { where: question.key, body: question.explanation },
  ]),
];

describe("the demo school", () => {
  it("has at least six published courses of different subjects, and one draft", () => {
    expect(publishedCourses.length).toBeGreaterThanOrEqual(6);
    expect(new Set(publishedCourses.map((course) => course.category)).size).toBeGreaterThanOrEqual(6);
    expect(school.courses.filter((course) => !course.isPublished)).toHaveLength(1);
  });

  it("has at least sixty published lessons and seventy questions", () => {
    expect(publishedCourses.flatMap(lessonsOf).length).toBeGreaterThanOrEqual(60);
    expect(allQuestions.length).toBeGreaterThanOrEqual(70);
  });

  it("uses every key once", () => {
    const courses = school.courses;
    expect(repeated(courses.map((course) => course.key))).toEqual([]);
    expect(repeated(courses.map((course) => course.slug))).toEqual([]);
    expect(repeated(courses.flatMap((course) => course.modules.map((module) => module.key)))).toEqual([]);
    expect(repeated(allLessons.map((lesson) => lesson.key))).toEqual([]);
    expect(repeated(allQuestions.map((question) => question.key))).toEqual([]);
    expect(repeated(school.people.map((person) => person.key))).toEqual([]);
    expect(repeated(school.people.map((person) => person.email))).toEqual([]);
  });

  it("can let a visitor preview a lesson of every course", () => {
    const without = school.courses.filter((course) => !lessonsOf(course).some((lesson) => lesson.isPreview));
    expect(without.map((course) => course.key)).toEqual([]);
  });

  it("summarises every course in 200 characters or fewer", () => {
    expect(school.courses.filter((course) => course.summary.length > 200).map((course) => course.key)).toEqual([]);
  });

  it("gives every published lesson at least 200 words and a plausible length", () => {
    const thin = publishedCourses
      .flatMap(lessonsOf)
      .filter((lesson) => lesson.blocks.reduce((sum, block) => sum + wordsOf(block), 0) < 200);
    expect(thin.map((lesson) => lesson.key)).toEqual([]);
    expect(
      allLessons.filter((lesson) => lesson.minutes < 3 || lesson.minutes > 30).map((lesson) => lesson.key),
    ).toEqual([]);
  });

  it("asks each question of a lesson exactly once in that lesson", () => {
    for (const lesson of allLessons) {
      const asked = lesson.blocks.flatMap((block) => (block.kind === "question" ? [block.key] : []));
      expect({ lesson: lesson.key, asked }).toEqual({
        lesson: lesson.key,
        asked: (lesson.questions ?? []).map((question) => question.key),
      });
    }
  });

  it("has a drawing, with its words, behind every image", () => {
    for (const block of allLessons.flatMap((lesson) => lesson.blocks)) {
      if (block.kind !== "image") continue;
      const path = fileURLToPath(new URL(`./drawings/${block.drawing}.svg`, import.meta.url));
      expect({ drawing: block.drawing, exists: existsSync(path) }).toEqual({ drawing: block.drawing, exists: true });
      expect(block.alt.length).toBeGreaterThan(40);
      expect(readFileSync(path, "utf8")).not.toMatch(/<script|<foreignObject|\bon\w+=|href=/i);
    }
  });

  it("has a small film, with its captions, behind every video", () => {
    const films = allLessons.flatMap((lesson) => lesson.blocks).filter((block) => block.kind === "video");
    expect(films.length).toBeGreaterThan(0);
    for (const { film } of films) {
      const path = (ending: string) => fileURLToPath(new URL(`./videos/${film}.${ending}`, import.meta.url));
      expect(statSync(path("mp4")).size).toBeLessThan(1_000_000);
      expect(readCues(readFileSync(path("vtt"), "utf8")).length).toBeGreaterThan(3);
    }
  });

  it("writes rich text with closed code blocks, whole tables and secure links only", () => {
    for (const { where, body } of richTexts()) {
      const fences = body.match(/^```/gm)?.length ?? 0;
      expect({ where, isClosed: fences % 2 === 0 }).toEqual({ where, isClosed: true });
      expect({ where, body: body.match(/\]\((?!https:\/\/)/)?.[0] }).toEqual({ where, body: undefined });

      const prose = body.replace(/^```[\s\S]*?^```/gm, "");
      const tables = prose.match(/(?:^\|.*\|\n?)+/gm) ?? [];
      for (const table of tables) {
        const widths = table
          .trim()
          .split("\n")
          .map((row) => row.split("|").length);
        expect({ where, widths: new Set(widths).size }).toEqual({ where, widths: 1 });
        expect(table.split("\n")[1], where).toMatch(/^(\| -+ )+\|$/);
      }
      expect({ where, bold: (prose.match(/\*\*/g)?.length ?? 0) % 2 }).toEqual({ where, bold: 0 });
    }
  });
});

describe("the questions", () => {
  const ofKind = (...kinds: SeedQuestion["kind"][]) => allQuestions.filter(({ kind }) => kinds.includes(kind));

  it("are of all six kinds", () => {
    const kinds = new Set(allQuestions.map((question) => question.kind));
    expect([...kinds].sort()).toEqual(["dropdown", "multiple", "numeric", "shortText", "single", "trueFalse"]);
  });

  it("explain themselves", () => {
    expect(allQuestions.filter(({ explanation }) => explanation.length < 20).map(({ key }) => key)).toEqual([]);
  });

  it("have exactly one right choice where one is to be chosen", () => {
    for (const question of ofKind("single", "trueFalse", "dropdown")) {
      const right = (question.choices ?? []).filter((choice) => choice.isCorrect).length;
      expect({ key: question.key, right }).toEqual({ key: question.key, right: 1 });
    }
  });

  it("have right and wrong choices where several may be chosen", () => {
    for (const question of ofKind("multiple")) {
      const right = (question.choices ?? []).filter((choice) => choice.isCorrect).length;
      expect(right, question.key).toBeGreaterThanOrEqual(1);
      expect(right, question.key).toBeLessThan(question.choices?.length ?? 0);
    }
  });

  it("say to everyone who chose wrongly why it is wrong", () => {
    const silent = allQuestions.filter((question) =>
      (question.choices ?? []).some((choice) => !choice.isCorrect && !choice.feedback),
    );
    expect(silent.map(({ key }) => key)).toEqual([]);
  });

  it("keep Markdown out of choices, feedback and hints, which are plain text", () => {
    const plain = allQuestions.flatMap((question) => [
      ...(question.choices ?? []).flatMap((choice) => [choice.text, choice.feedback ?? ""]),
      ...(question.hints ?? []),
    ]);
    expect(plain.filter((line) => /[`*]/.test(line))).toEqual([]);
  });

  it("carry an accepted answer or a number where something is to be typed", () => {
    for (const question of ofKind("shortText"))
      expect(question.accepted?.length, question.key).toBeGreaterThanOrEqual(1);
    for (const question of ofKind("numeric")) {
      expect(question.answer, question.key).toEqual(expect.any(Number));
      expect(question.tolerance, question.key).toBeGreaterThanOrEqual(0);
    }
  });
});

describe("the people", () => {
  it("include the three personas of the sign-in-as buttons, each in its role", () => {
    const personas = school.people.filter((person) => person.key.startsWith("persona-"));
    expect(Object.fromEntries(personas.map((person) => [person.key, person.role]))).toEqual({
      "persona-admin": "admin",
      "persona-instructor": "instructor",
      "persona-student": "student",
    });
  });

  it("have addresses at reserved example domains only", () => {
    const others = school.people.filter((person) => !/@(example\.com|doctrina\.example)$/.test(person.email));
    expect(others.map((person) => person.email)).toEqual([]);
  });

  it("own courses only as instructors", () => {
    const instructors = school.people.filter((person) => person.role === "instructor").map((person) => person.key);
    expect(school.courses.filter((course) => !instructors.includes(course.owner)).map((course) => course.key)).toEqual(
      [],
    );
  });
});

describe("the activity", () => {
  const students = school.people.filter((person) => person.role === "student").map((person) => person.key);
  const lessonCount = (key: string) => {
    const course = publishedCourses.find((candidate) => candidate.key === key);
    return course ? lessonsOf(course).length : 0;
  };
  const completedBy = (student: string, course: string) => {
    const enrollment = school.enrollments.find((entry) => entry.student === student && entry.course === course);
    if (!enrollment) return 0;
    return enrollment.completedLessons === "all" ? lessonCount(course) : enrollment.completedLessons;
  };

  it("enrols each student at most once in a course, and only in published courses", () => {
    expect(repeated(school.enrollments.map((entry) => `${entry.student} in ${entry.course}`))).toEqual([]);
    for (const entry of school.enrollments) {
      expect(students).toContain(entry.student);
      expect(lessonCount(entry.course), entry.course).toBeGreaterThan(0);
    }
  });

  it("never claims more lessons than a course has, nor activity before the enrolment", () => {
    for (const entry of school.enrollments) {
      expect(completedBy(entry.student, entry.course)).toBeLessThanOrEqual(lessonCount(entry.course));
      expect(entry.lastActiveDaysAgo).toBeLessThanOrEqual(entry.daysAgo);
    }
  });

  it("has reviews only from students who have seen a quarter of the course, one each", () => {
    expect(school.reviews.length).toBeGreaterThanOrEqual(20);
    expect(repeated(school.reviews.map((review) => `${review.student} on ${review.course}`))).toEqual([]);
    for (const review of school.reviews) {
      const share = completedBy(review.student, review.course) / lessonCount(review.course);
      expect({ ...review, share: share >= 0.25 }).toEqual({ ...review, share: true });
    }
  });

  it("has no review from before its enrolment or after the reviewer was last there", () => {
    for (const review of school.reviews) {
      const name = `${review.student} on ${review.course}`;
      const enrollment = school.enrollments.find(
        (entry) => entry.student === review.student && entry.course === review.course,
      );
      expect(enrollment?.daysAgo, name).toBeGreaterThan(review.daysAgo);
      expect(enrollment?.lastActiveDaysAgo, name).toBeLessThanOrEqual(review.daysAgo);
    }
  });
});
