import { expect, test } from "vitest";
import { courseDetails } from "../courses/course";
import { title } from "../modules/module";
import { profile } from "../users/user";
import { visibleLine } from "./visible-line";

test.each([
  ["  Knots and bends ", "Knots and bends"],
  ["\u202eevil\u202c", "evil"],
  ["a\u0000b\r\nc", "abc"],
  ["\u200b\u200d\u2060", ""],
  ["\u3164", ""],
  ["👩‍👩‍👧 at home", "👩‍👩‍👧 at home"],
  ["می‌خواهم", "می‌خواهم"],
])("%j stands in a line as %j", (typed, shown) => {
  expect(visibleLine(typed)).toBe(shown);
});

test("a title or a name that nobody could see is refused, and what turns a line is left out", () => {
  const name = profile.shape.name;
  for (const schema of [courseDetails.shape.title, title, name]) {
    expect(schema.safeParse("\u200b\u200b\u200b\u200b").success).toBe(false);
    expect(schema.parse("\u202eKnots\u0007")).toBe("Knots");
  }
});
