import { expect, it } from "vitest";
import { categories, courseLanguages, levels } from "@/services/courses/course";
import { categoryChoices, languageChoices, levelChoices } from "./catalogue-filters";

// The choices are written out beside the view so that browsers need not load the schema; this holds the two together.
it("the catalogue can be narrowed by everything a course can be", () => {
  expect({ categoryChoices, levelChoices, languageChoices }).toEqual({
    categoryChoices: categories,
    levelChoices: levels,
    languageChoices: courseLanguages,
  });
});
