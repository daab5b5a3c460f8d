import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import { readRefusal } from "./refusal";
test("a spoken refusal is read back", () => {
  expect(readRefusal(new ConvexError({ code: "conflict", reason: "course_empty" }))).toEqual({
    code: "conflict",
    reason: "course_empty",
  });
});
test("a bug is not mistaken for a refusal", () => {
  expect(readRefusal(new Error("boom"))).toBeNull();
  expect(readRefusal(new ConvexError("text only"))).toBeNull();
  expect(readRefusal(new ConvexError({ code: "teapot", reason: "tea" }))).toBeNull();
  expect(readRefusal(new ConvexError({ code: "invalid", reason: "fields", fields: { title: 3 } }))).toBeNull();
});
