import { describe, expect, test } from "vitest";
import type { Id } from "../shared/id";
import type { Course } from "./course";
import type { CourseStore } from "./course-store";

type Opened = {
  ownerId: Id<"users">;
  otherId: Id<"users">;
  use: <T>(work: (store: CourseStore) => Promise<T>) => Promise<T>;
};

/** A course as a store takes it; what a test does not care about has a plain value. */
export const someCourse = (given: Partial<Omit<Course, "_id">> & Pick<Course, "ownerId">): Omit<Course, "_id"> => ({
  title: "Knots",
  slug: "knots",
  summary: "",
  description: "",
  category: "craft",
  level: "beginner",
  language: "en",
  outcomes: [],
  requirements: [],
  creditUnits: null,
  coverAssetId: null,
  enrollmentPolicy: "open",
  status: "draft",
  publishedAt: null,
  revision: 1,
  moduleCount: 0,
  lessonCount: 0,
  minutes: 0,
  sourceKey: null,
  createdAt: 0,
  updatedAt: 0,
  ...given,
});
const first = { numItems: 2, cursor: null };

/** What every course store must do, whatever it is made of. `use` opens one transaction. */
export function courseStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} keeps courses`, () => {
    test("a course is found by id, address and source, until it is removed", async () => {
      const { ownerId, otherId, use } = await open();
      const id = await use((store) => store.add(someCourse({ ownerId, sourceKey: "olx:a" })));
      expect(await use((store) => store.byId(id))).toMatchObject({ _id: id, slug: "knots", ownerId });
      expect((await use((store) => store.bySlug("knots")))?._id).toBe(id);
      expect((await use((store) => store.bySource(ownerId, "olx:a")))?._id).toBe(id);
      expect(await use((store) => store.bySource(otherId, "olx:a"))).toBeNull();
      await use((store) => store.setStaff({ courseId: id, userId: ownerId, role: "owner" }));
      await use((store) => store.remove(id));
      expect(await use((store) => store.byId(id))).toBeNull();
      expect(await use((store) => store.staffOf(id))).toEqual([]);
    });

    test("a change leaves the rest as it was", async () => {
      const { ownerId, use } = await open();
      const id = await use((store) => store.add(someCourse({ ownerId })));
      await use((store) => store.change(id, { title: "Splices" }));
      expect(await use((store) => store.byId(id))).toMatchObject({ title: "Splices", slug: "knots" });
    });

    test("one person has one role in a course", async () => {
      const { ownerId, otherId, use } = await open();
      const courseId = await use((store) => store.add(someCourse({ ownerId })));
      await use((store) => store.setStaff({ courseId, userId: ownerId, role: "owner" }));
      await use((store) => store.setStaff({ courseId, userId: otherId, role: "grader" }));
      await use((store) => store.setStaff({ courseId, userId: otherId, role: "editor" }));
      expect(await use((store) => store.staffRole(courseId, otherId))).toBe("editor");
      expect((await use((store) => store.staffOf(courseId))).map((staff) => staff.role).sort()).toEqual([
        "editor",
        "owner",
      ]);
      expect((await use((store) => store.staffedBy(otherId, first))).page).toMatchObject([
        { courseId, role: "editor" },
      ]);
      await use((store) => store.removeStaff(courseId, otherId));
      await use((store) => store.removeStaff(courseId, otherId));
      expect(await use((store) => store.staffRole(courseId, otherId))).toBeNull();
      expect(await use((store) => store.staffRole(courseId, ownerId))).toBe("owner");
    });

    test("live counts begin at zero and add up", async () => {
      const { ownerId, use } = await open();
      const id = await use((store) => store.add(someCourse({ ownerId })));
      expect(await use((store) => store.stats(id))).toEqual({ enrolled: 0, completed: 0, reviewCount: 0, starSum: 0 });
      await use((store) => store.changeStats(id, { enrolled: 2, starSum: 5, reviewCount: 1 }));
      await use((store) => store.changeStats(id, { enrolled: -1, completed: 1 }));
      expect(await use((store) => store.stats(id))).toEqual({ enrolled: 1, completed: 1, reviewCount: 1, starSum: 5 });
    });

    test("the catalogue holds published courses only, filtered, in the order asked for, page by page", async () => {
      const { ownerId, use } = await open();
      const add = (title: string, publishedAt: number | null, given: Partial<Course> = {}) =>
        use((store) =>
          store.add(
            someCourse({
              ownerId,
              title,
              slug: title,
              publishedAt,
              status: publishedAt ? "published" : "draft",
              ...given,
            }),
          ),
        );
      const [b, a, c] = [
        await add("B", 30),
        await add("A", 10, { level: "advanced", minutes: 250, creditUnits: 3 }),
        await add("C", 20, { language: "fr", minutes: 90 }),
      ];
      await add("Draft", null);
      await use((store) => store.changeStats(a, { enrolled: 5, reviewCount: 1, starSum: 3 }));
      await use((store) => store.changeStats(c, { enrolled: 3, reviewCount: 4, starSum: 20 }));
      await use((store) => store.changeStats(b, { enrolled: 1 }));
      const titles = async (
        ...[filter, sort]: Parameters<CourseStore["catalogue"]> extends [infer F, infer S, unknown] ? [F, S] : never
      ) => {
        const seen: string[] = [];
        let cursor: string | null = null;
        for (let isDone = false; !isDone;) {
          const page = await use((store) => store.catalogue(filter, sort, { numItems: 2, cursor }));
          seen.push(...page.page.map((course) => course.title));
          ({ isDone, continueCursor: cursor } = page);
        }
        return seen;
      };
      expect(await titles({}, "newest")).toEqual(["B", "C", "A"]);
      expect(await titles({}, "title")).toEqual(["A", "B", "C"]);
      expect(await titles({}, "popular")).toEqual(["A", "C", "B"]);
      expect(await titles({}, "rating")).toEqual(["C", "A", "B"]);
      for (const sort of ["newest", "title", "popular", "rating"] as const) {
        expect(await titles({ level: "advanced" }, sort)).toEqual(["A"]);
        expect(await titles({ language: "fr" }, sort)).toEqual(["C"]);
        expect(await titles({ category: "science" }, sort)).toEqual([]);
        expect(await titles({ duration: "long" }, sort)).toEqual(["A"]);
        expect(await titles({ duration: "medium" }, sort)).toEqual(["C"]);
        expect(await titles({ credits: true }, sort)).toEqual(["A"]);
        expect(await titles({ rating: 4 }, sort)).toEqual(["C"]);
        expect(await titles({ rating: 3, duration: "long", credits: true }, sort)).toEqual(["A"]);
        expect(await titles({ category: "craft", level: "beginner", language: "en" }, sort)).toEqual(["B"]);
      }
    });

    test("a subject has courses once one of them is published", async () => {
      const { ownerId, use } = await open();
      const id = await use((store) => store.add(someCourse({ ownerId, category: "arts" })));
      expect(await use((store) => store.hasPublished("arts"))).toBe(false);
      await use((store) => store.change(id, { status: "published", publishedAt: 1 }));
      expect(await use((store) => store.hasPublished("arts"))).toBe(true);
      expect(await use((store) => store.hasPublished("health"))).toBe(false);
    });

    test("all courses of the school are listed newest first, by status too", async () => {
      const { ownerId, use } = await open();
      for (const title of ["One", "Two", "Three"])
        await use((store) => store.add(someCourse({ ownerId, title, slug: title })));
      await use((store) =>
        store.add(someCourse({ ownerId, title: "Out", slug: "out", status: "published", publishedAt: 1 })),
      );
      expect((await use((store) => store.all(null, first))).page.map((course) => course.title)).toEqual([
        "Out",
        "Three",
      ]);
      expect((await use((store) => store.all("published", first))).page.map((course) => course.title)).toEqual(["Out"]);
    });
  });
}
