import { expect, test } from "vitest";
import { percentOf } from "./enrollment";
import { statsBetween } from "./move-enrollment";

test.each([
  [null, "active", 1, 0],
  ["active", "active", 0, 0],
  ["active", "completed", 0, 1],
  ["completed", "active", 0, -1],
  ["active", "withdrawn", -1, 0],
  ["completed", "withdrawn", -1, -1],
  ["withdrawn", "active", 1, 0],
  ["withdrawn", "completed", 1, 1],
] as const)(
  "from %j to %j a course counts %j more students and %j more completions",
  (before, after, enrolled, completed) => {
    expect(statsBetween(before, after)).toEqual({ enrolled, completed });
  },
);
test.each([
  [0, 0, 0],
  [0, 3, 0],
  [1, 3, 33],
  [2, 3, 66],
  [199, 200, 99],
  [3, 3, 100],
  [4, 3, 100],
])("%j of %j lessons are %j percent", (completed, count, percent) => {
  expect(percentOf(completed, count)).toBe(percent);
});
