import { describe, expect, test } from "vitest";
import { memoryModuleStore } from "../modules/memory-module-store";
import { someModule } from "../modules/module-store.contract";
import { freeSectionKey, lessonsFrom, sectionBefore } from "../modules/sections";
import type { Id } from "../shared/id";
import { orderBetween, ordersAfter } from "../shared/order";
import type { Lesson } from "./lesson";
import { someLesson } from "./lesson-store.contract";
import { memoryLessonStore } from "./memory-lesson-store";
import { neighboursOf } from "./neighbours";
import { inReadingOrder, outlineOf } from "./outline";
import { placeLesson } from "./place-lesson";

const courseId = "c1" as Id<"courses">;
const [m1, m2, m3] = ["m1", "m2", "m3"] as Id<"modules">[] as [Id<"modules">, Id<"modules">, Id<"modules">];
const lesson = (id: string, moduleId: Id<"modules">, order: string, given: Partial<Lesson> = {}): Lesson => ({
  ...someLesson({ courseId, moduleId, order, title: id, ...given }),
  _id: id as Id<"lessons">,
});
const module = (_id: Id<"modules">, order: string) => ({
  ...someModule({ courseId, order, sections: [{ key: "s1", title: "S" }] }),
  _id,
});
const stores = (lessons: Lesson[]) => ({
  modules: memoryModuleStore([module(m2, "a2"), module(m1, "a1"), module(m3, "a3")]),
  lessons: memoryLessonStore(lessons),
});
const ids = (rows: readonly Lesson[]) => rows.map((row) => row._id);

describe("an outline", () => {
  test("has modules and lessons in order, without what was removed", async () => {
    const lessons = [
      lesson("b", m1, "a2"),
      lesson("a", m1, "a1"),
      lesson("c", m3, "a1"),
      lesson("x", m1, "a3", { removedAt: 4 }),
    ];
    const outline = await outlineOf(stores(lessons), courseId);
    expect(outline.map((row) => [row._id, ids(row.lessons)])).toEqual([
      [m1, ["a", "b"]],
      [m2, []],
      [m3, ["c"]],
    ]);
    expect(ids(inReadingOrder(outline))).toEqual(["a", "b", "c"]);
  });

  test("the next lesson may stand some modules further on", async () => {
    const [a, c] = [lesson("a", m1, "a1"), lesson("c", m3, "a1")];
    const deps = stores([a, c]);
    expect(await neighboursOf(deps, a)).toMatchObject({ previous: null, next: { _id: "c" } });
    expect(await neighboursOf(deps, c)).toMatchObject({ previous: { _id: "a" }, next: null });
  });
});

describe("a place in a module", () => {
  const [a, b, c] = [lesson("a", m1, "a1", { sectionKey: "s1" }), lesson("b", m1, "a2"), lesson("c", m1, "a3")];
  const put = (place: Parameters<typeof placeLesson>[2], moving: Lesson | null = null) =>
    placeLesson(stores([a, b, c]).lessons, module(m1, "a1"), place, moving?._id);
  const between = (order: string, before: string | null, after: string | null) =>
    (before === null || before < order) && (after === null || order < after);

  test("first, last, and right after another", async () => {
    expect(between((await put({ after: null })).order, null, "a1")).toBe(true);
    expect(between((await put({})).order, "a3", null)).toBe(true);
    expect(between((await put({ after: b._id })).order, "a2", "a3")).toBe(true);
  });
  test("one that moves to where it stands keeps its neighbours", async () => {
    expect(between((await put({ after: a._id }, b)).order, "a1", "a3")).toBe(true);
  });
  test("the section is that of the lesson before, unless it is named", async () => {
    expect((await put({ after: a._id })).sectionKey).toBe("s1");
    expect((await put({ after: a._id, sectionKey: null })).sectionKey).toBeNull();
    expect((await put({ after: b._id })).sectionKey).toBeNull();
  });
  test("a section that the module has not is refused, and so is a lesson of another module", async () => {
    await expect(put({ sectionKey: "s9" })).rejects.toMatchObject({
      data: { code: "invalid", reason: "section_unknown" },
    });
    await expect(put({ after: "z" as Id<"lessons"> })).rejects.toMatchObject({ data: { code: "not_found" } });
  });
  test("a thousand lessons put in one gap stay in order", () => {
    let [low, high] = ["a1", "a2"];
    const orders: string[] = [];
    for (let n = 0; n < 1_000; n++) {
      const order = orderBetween(low, high);
      orders.push(order);
      if (n % 2 === 0) low = order;
      else high = order;
    }
    expect(new Set(orders).size).toBe(1_000);
    expect(orders.every((order) => order > "a1" && order < "a2")).toBe(true);
    expect(ordersAfter("a1", 3)).toEqual([...ordersAfter("a1", 3)].sort());
  });
});

describe("sections", () => {
  const run = (...keys: (string | null)[]) => keys.map((sectionKey, n) => lesson(`l${n}`, m1, `a${n}`, { sectionKey }));
  test.each([
    [run(null, null, null), "l1", ["l1", "l2"]],
    [run("s1", "s1", "s2"), "l0", ["l0", "l1"]],
    [run("s1", "s2"), "l1", ["l1"]],
    [run("s1"), "l9", []],
  ])("of %# a new one takes over the rest of its run", (ordered, start, taken) => {
    expect(ids(lessonsFrom(ordered, start as Id<"lessons">))).toEqual(taken);
  });
  test.each([
    [run("s1", "s2"), "s2", "s1"],
    [run(null, "s2"), "s2", null],
    [run("s2", "s1"), "s2", null],
  ])("of %# a dissolved one leaves its lessons to the one before", (ordered, key, heir) => {
    expect(sectionBefore(ordered, key)).toBe(heir);
  });
  test("a new key is one that no section has", () => {
    expect(freeSectionKey([])).toBe("s1");
    expect(
      freeSectionKey([
        { key: "s7", title: "" },
        { key: "imported-9", title: "" },
      ]),
    ).toBe("s8");
  });
});
