import { expect, test } from "vitest";
import { readSeconds } from "./read-seconds";

test.each([
  ["7", 7],
  ["0:07", 7],
  [" 12:40 ", 760],
  ["1:02:03", 3_723],
  ["90:00", 5_400],
  ["", null],
  ["1:75", null],
  ["1:2:3:4", null],
  ["-1", null],
  ["soon", null],
])("%j is %s seconds", (text, seconds) => {
  expect(readSeconds(text)).toBe(seconds);
});
