import { describe, expect, it } from "vitest";
import { moved, moveOf, rowsOf, stepOf, type LessonId, type ModuleId, type Outline } from "./outline-model";

/** "m1: a b | s1: c d": a module's lessons, sections after a bar. */
function outlineOf(...lines: string[]): Outline {
  return {
    modules: lines.map((line) => {
      const [name = "", rest = ""] = line.split(": ", 2);
      const runs = line
        .slice(name.length + 2)
        .split(" | ")
        .map((run) => run.trim());
      const sections: { key: string; title: string }[] = [];
      const lessons = runs.flatMap((run) => {
        const section = /^(s\d+)> ?(.*)$/.exec(run);
        if (section?.[1]) sections.push({ key: section[1], title: section[1] });
        return (section ? (section[2] ?? "") : run)
          .split(" ")
          .filter(Boolean)
          .map((id) => ({
            _id: id as LessonId,
            title: id,
            sectionKey: section?.[1] ?? null,
            minutes: 1,
            isPreview: false,
            blockCount: 0,
            order: "",
          }));
      });
      return { _id: name as ModuleId, title: rest && name, order: "", sections, lessons };
    }),
  };
}
const told = (outline: Outline) =>
  outline.modules.map((module) =>
    `${module._id}: ${module.lessons.map((lesson) => (lesson.sectionKey ? `${lesson._id}@${lesson.sectionKey}` : lesson._id)).join(" ")}`.trimEnd(),
  );

const none = new Set<string>();
const course = outlineOf("m1: a b | s1> c d", "m2: e", "m3: ");
const drop = (active: string, over: string, outline = course, closed: ReadonlySet<string> = none) => {
  const move = moveOf(outline, rowsOf(outline, closed), active, over);
  return move && told(moved(outline, move));
};
const step = (active: string, by: -1 | 1, outline = course) => {
  const move = stepOf(outline, rowsOf(outline, none), active, by);
  return move && told(moved(outline, move));
};

describe("the outline", () => {
  it("draws a section's name before its first lesson and an empty line in an empty module", () => {
    expect(rowsOf(course, none).map((row) => row.id)).toEqual([
      "m1",
      "a",
      "b",
      "m1/s1",
      "c",
      "d",
      "m2",
      "e",
      "m3",
      "m3:empty",
    ]);
  });
  it("keeps the lessons of a closed module to itself", () => {
    expect(rowsOf(course, new Set(["m1"])).map((row) => row.id)).toEqual(["m1", "m2", "e", "m3", "m3:empty"]);
  });
});

describe("dropping a lesson", () => {
  it("downwards lands after the line, upwards before it", () => {
    expect(drop("a", "b")).toEqual(["m1: b a c@s1 d@s1", "m2: e", "m3:"]);
    expect(drop("b", "a")).toEqual(["m1: b a c@s1 d@s1", "m2: e", "m3:"]);
  });
  it("among a section's lessons joins the section", () => {
    expect(drop("e", "d")).toEqual(["m1: a b c@s1 e@s1 d@s1", "m2:", "m3:"]);
  });
  it("on a section's name joins it from above and leaves it from below", () => {
    expect(drop("a", "m1/s1")).toEqual(["m1: b a@s1 c@s1 d@s1", "m2: e", "m3:"]);
    expect(drop("d", "m1/s1")).toEqual(["m1: a b d c@s1", "m2: e", "m3:"]);
  });
  it("on a module's name goes to its beginning from above and to the end of the one before from below", () => {
    expect(drop("a", "m2")).toEqual(["m1: b c@s1 d@s1", "m2: a e", "m3:"]);
    expect(drop("e", "m2")).toEqual(["m1: a b c@s1 d@s1 e@s1", "m2:", "m3:"]);
  });
  it("on a closed module goes to its end", () => {
    expect(drop("a", "m2", course, new Set(["m2"]))).toEqual(["m1: b c@s1 d@s1", "m2: e a", "m3:"]);
  });
  it("on an empty module fills it", () => {
    expect(drop("e", "m3:empty")).toEqual(["m1: a b c@s1 d@s1", "m2:", "m3: e"]);
  });
  it("on itself is no move", () => {
    expect(drop("a", "a")).toBeNull();
  });
});

describe("moving by keyboard", () => {
  it("steps a lesson through a section into the next module, and back the same way", () => {
    const wayDown = [
      ["m1: b a c@s1 d@s1", "m2: e", "m3:"],
      ["m1: b a@s1 c@s1 d@s1", "m2: e", "m3:"],
      ["m1: b c@s1 a@s1 d@s1", "m2: e", "m3:"],
      ["m1: b c@s1 d@s1 a@s1", "m2: e", "m3:"],
      ["m1: b c@s1 d@s1", "m2: a e", "m3:"],
      ["m1: b c@s1 d@s1", "m2: e a", "m3:"],
    ];
    let at = course;
    for (const expected of wayDown) {
      const move = stepOf(at, rowsOf(at, none), "a", 1);
      if (!move) throw new Error("stopped early");
      at = moved(at, move);
      expect(told(at)).toEqual(expected);
    }
    for (const expected of [...wayDown.slice(0, -1)].reverse()) {
      const move = stepOf(at, rowsOf(at, none), "a", -1);
      if (!move) throw new Error("stopped early");
      at = moved(at, move);
      expect(told(at)).toEqual(expected);
    }
  });
  it("moves a module past its neighbour and stops at the ends", () => {
    expect(step("m1", 1)?.map((line) => line.slice(0, 2))).toEqual(["m2", "m1", "m3"]);
    expect(step("m3", -1)?.map((line) => line.slice(0, 2))).toEqual(["m1", "m3", "m2"]);
    expect(step("m1", -1)).toBeNull();
    expect(step("m3", 1)).toBeNull();
  });
});

it("dropping a module on any line of another passes that one", () => {
  expect(drop("m1", "e")?.map((line) => line.slice(0, 2))).toEqual(["m2", "m1", "m3"]);
  expect(drop("m3", "b")?.map((line) => line.slice(0, 2))).toEqual(["m3", "m1", "m2"]);
});
