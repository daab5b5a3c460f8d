import { expect, it } from "vitest";
import { categoryChoices } from "./catalogue-filters";
import { drawCover } from "./cover-drawing";

it("the same course is always drawn the same", () => {
  expect(drawCover("course-1", "science")).toEqual(drawCover("course-1", "science"));
});
it("two courses of one subject look different", () => {
  expect(drawCover("course-1", "science")).not.toEqual(drawCover("course-2", "science"));
});
it.each(categoryChoices)("a cover of %s is light enough for a shelf of them", (category) => {
  const shapes = drawCover("course-1", category).shapes;
  expect(shapes.length).toBeGreaterThan(2);
  expect(JSON.stringify(shapes).length).toBeLessThan(16_000);
});
