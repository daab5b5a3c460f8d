import { describe, expect, test } from "vitest";
import { completionAfter } from "./settle-completion";

const now = 100;
const active = { status: "active" as const, completedAt: null, completedLessons: 2 };
const full = { status: "completed" as const, completedAt: 50, firstCompletedAt: 50, completedLessons: 3 };
const byAdmin = { status: "completed" as const, completedAt: 50, firstCompletedAt: 50, completedLessons: 1 };

describe("where an enrolment stands", () => {
  test("with lessons left it goes on", () => {
    expect(completionAfter(active, 2, 3, now)).toEqual(active);
  });
  test("with no lesson left it is completed now", () => {
    expect(completionAfter(active, 3, 3, now)).toEqual({
      status: "completed",
      completedAt: now,
      firstCompletedAt: now,
      completedLessons: 3,
    });
  });
  test("completed again, it keeps the time of the first completion", () => {
    expect(completionAfter({ ...active, firstCompletedAt: 50 }, 3, 3, now)).toMatchObject({
      completedAt: now,
      firstCompletedAt: 50,
    });
  });
  test("a lesson taken back by the student ends a completion that lessons reached", () => {
    expect(completionAfter(full, 2, 3, now, true)).toEqual({
      status: "active",
      completedAt: null,
      completedLessons: 2,
    });
  });
  test("lessons that an author adds or removes do not end a completion", () => {
    expect(completionAfter(full, 3, 4, now)).toMatchObject({ status: "completed", completedAt: 50 });
    expect(completionAfter(full, 2, 3, now)).toMatchObject({ status: "completed", completedAt: 50 });
  });
  test("a lesson taken back does not end a completion that an admin gave", () => {
    expect(completionAfter(byAdmin, 0, 3, now, true)).toMatchObject({ status: "completed", completedLessons: 0 });
  });
  test("a course without lessons is never completed by itself", () => {
    expect(completionAfter({ ...active, completedLessons: 0 }, 0, 0, now)).toMatchObject({ status: "active" });
  });
  test("who withdrew stays withdrawn while lessons are recounted", () => {
    expect(completionAfter({ ...active, status: "withdrawn" }, 3, 3, now)).toMatchObject({ status: "withdrawn" });
  });
});
