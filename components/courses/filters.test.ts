import { expect, it } from "vitest";
import { categories, courseLanguages, levels } from "@/services/courses/course";
import { durations } from "@/services/courses/catalogue-filter";
import {
  allCourses,
  categoryChoices,
  durationChoices,
  languageChoices,
  levelChoices,
  readFilters,
  writeFilters,
} from "./catalogue-filters";

// The choices are written out beside the view so that browsers need not load the schema; this holds the two together.
it("the catalogue can be narrowed by everything a course can be", () => {
  expect({ categoryChoices, levelChoices, languageChoices, durationChoices }).toEqual({
    categoryChoices: categories,
    levelChoices: levels,
    languageChoices: courseLanguages,
    durationChoices: durations,
  });
});

it("an address restores the same shelf", () => {
  const filters = {
    ...allCourses,
    category: "arts",
    level: "beginner",
    rating: "4.5",
    credits: "yes",
    sort: "title",
  } as const;
  expect(writeFilters(filters)).toBe("?category=arts&level=beginner&rating=4.5&credits=yes&sort=title");
  expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
});
it("what an address says that no course can be is left out", () => {
  expect(readFilters(new URLSearchParams("category=alchemy&sort=loudest&page=3"))).toEqual(allCourses);
});
it("the usual shelf has a bare address", () => {
  expect(writeFilters(allCourses)).toBe("");
});
