import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor } from "../access/permissions";
import { memoryCourseStore } from "../courses/memory-course-store";
import { memoryEnrollmentStore } from "../enrollments/memory-enrollment-store";
import { paragraphs, writeRichDoc } from "../lessons/rich-text";
import type { Id } from "../shared/id";
import { mostBytes, partsOf, wordsOf } from "./lesson-text";
import { readKey, writeKey } from "./search-task";
import { securedKey } from "./secured-key";
import { endOf, spanAt, spanMs } from "./search-access";
import { filterFor, findableBy, mostCourses } from "./what-may-be-found";

const bytes = (text: string) => new TextEncoder().encode(text).length;

describe("the words of a lesson", () => {
  test("in parts that a search service takes, none of them lost", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 3_000 }), { maxLength: 12 }), (texts) => {
        const text = texts.join(" ");
        const parts = partsOf(text);
        expect(parts.every((part) => bytes(part) <= mostBytes)).toBe(true);
        expect(parts.join("").replace(/\s+/g, "")).toBe(text.replace(/\s+/g, ""));
      }),
      { numRuns: 50 },
    );
  });
  test("a lesson without words is one part, because its title is found", () => {
    expect(partsOf("  ")).toEqual([""]);
  });
  test("a script without spaces is cut between letters", () => {
    const parts = partsOf("語".repeat(10_000));
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.join("")).toBe("語".repeat(10_000));
  });
  test("are those of its texts, pictures, films and files, and never of a question", () => {
    const assetId = "a" as Id<"assets">;
    expect(wordsOf({ kind: "text", doc: writeRichDoc(paragraphs("One.", "Two.")) })).toBe("One. Two.");
    expect(wordsOf({ kind: "text", doc: "not a document" })).toBe("");
    expect(wordsOf({ kind: "image", assetId, alt: "A knot", caption: "" })).toBe("A knot");
    expect(wordsOf({ kind: "file", assetId, title: "Notes", description: "in full" })).toBe("Notes in full");
    expect(wordsOf({ kind: "question", questionId: "q" as Id<"questions"> })).toBe("");
  });
});

describe("a key", () => {
  test("is the restrictions behind their signature", async () => {
    const key = await securedKey("parent", {
      filters: 'audience:"public" OR audience:"c1"',
      restrictIndices: ["a", "b"],
      validUntil: 1_700_000_000,
    });
    const text = atob(key);
    expect(text.slice(64)).toBe(
      "filters=audience%3A%22public%22%20OR%20audience%3A%22c1%22&restrictIndices=a%2Cb&validUntil=1700000000",
    );
    expect(text.slice(0, 64)).toBe(createHmac("sha256", "parent").update(text.slice(64)).digest("hex"));
  });
  test("without a filter carries none", async () => {
    const key = await securedKey("parent", { filters: null, restrictIndices: ["a"], validUntil: 1 });
    expect(atob(key)).not.toContain("filters");
  });
  test("is good for one span at least and two at most", () => {
    for (const now of [0, 1, spanMs - 1, spanMs, 5 * spanMs + 7]) {
      expect(endOf(spanAt(now)) - now).toBeGreaterThan(spanMs);
      expect(endOf(spanAt(now)) - now).toBeLessThanOrEqual(2 * spanMs);
    }
  });
});

describe("what a viewer may find", () => {
  const actor = (role: Actor["role"]): Actor => ({ id: "u" as Id<"users">, role, name: "U" });
  const enrolled = (n: number, status: "active" | "completed" | "withdrawn") => ({
    _id: `e${n}` as Id<"enrollments">,
    courseId: `c${n}` as Id<"courses">,
    userId: "u" as Id<"users">,
    ...{ status, source: "self" as const, enrolledAt: 1, completedAt: null, completedLessons: 0, lastLessonId: null },
    lastActiveAt: n,
  });
  const staffed = [{ courseId: "t1" as Id<"courses">, userId: "u" as Id<"users">, role: "grader" as const }];
  const deps = {
    enrollments: memoryEnrollmentStore([enrolled(1, "active"), enrolled(2, "completed"), enrolled(3, "withdrawn")]),
    courses: memoryCourseStore([], staffed),
  };
  test("depends on where they learn and teach", async () => {
    expect(await findableBy(deps, null)).toEqual([]);
    expect(await findableBy(deps, actor("student"))).toEqual(["c2", "c1"]);
    expect(await findableBy(deps, actor("instructor"))).toEqual(["c2", "c1", "t1"]);
    expect(await findableBy(deps, actor("admin"))).toBe("all");
  });
  test("is as many courses as a key can carry, those visited last", async () => {
    const many = memoryEnrollmentStore(
      Array.from({ length: 90 }, (_, n) => enrolled(n, n % 2 ? "active" : "completed")),
    );
    const found = await findableBy({ ...deps, enrollments: many }, actor("student"));
    expect(found).toHaveLength(mostCourses);
    expect(found[0]).toBe("c89");
  });
  test("is always held back by a filter, but from an admin", () => {
    expect(filterFor([])).toBe('audience:"public"');
    expect(filterFor(["c1"])).toBe('audience:"public" OR audience:"c1"');
    expect(filterFor("all")).toBeNull();
  });
});

test("an errand is told by its key, and a key of none is nothing", () => {
  expect(readKey(writeKey({ kind: "lesson", id: "a:b" }))).toEqual({ kind: "lesson", id: "a:b" });
  expect(readKey("mail:x")).toBeNull();
});
