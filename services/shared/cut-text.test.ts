import { expect, test } from "vitest";
import { cutText } from "./cut-text";

test("a text is cut between letters", () => {
  expect([cutText("knots", 3), cutText("knots", 9), cutText("a🎈b", 2), cutText("a🎈b", 3), cutText("", 3)]).toEqual([
    "kno",
    "knots",
    "a",
    "a🎈",
    "",
  ]);
});
