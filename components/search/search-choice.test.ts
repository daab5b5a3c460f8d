import fc from "fast-check";
import { expect, test } from "vitest";
import { cleared, countChoices, facetNames, noChoice, readChoice, searchSorts, writeChoice } from "./search-choice";

const read = (address: string) => readChoice(new URLSearchParams(address));

test("an address restores what it was written from", () => {
  const choice = {
    ...noChoice,
    ...{ query: "crème & “salt” #1", category: ["craft", "arts"], level: ["beginner"], rating: "4" as const },
    ...{ hasCredits: true, sort: "shortest" as const, page: 3 },
  };
  // In the order in which the values stand on the page.
  expect(read(writeChoice(choice))).toEqual({ ...choice, category: ["arts", "craft"] });
  expect(writeChoice(noChoice)).toBe("");
});
test("what an address says and nobody offers is left out", () => {
  expect(read("?category=spells,arts&level=wizard&rating=9&sort=magic&page=-4&in=people&credits=maybe")).toEqual({
    ...noChoice,
    category: ["arts"],
  });
});
test("any address is read, and written as one that is read the same", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("q", "in", "sort", "page", "course", ...facetNames), fc.string()),
      (row) => {
        const choice = read(new URLSearchParams(row).toString());
        const again = read(writeChoice(choice));
        expect({ ...again, query: again.query.trim() }).toEqual({ ...choice, query: choice.query.trim() });
        expect(searchSorts).toContain(choice.sort);
      },
    ),
  );
});
test("choices are counted for the tab that they narrow, and cleared with the words kept", () => {
  const choice = { ...noChoice, query: "knots", duration: ["short"], rating: "3" as const, course: "Knots" };
  expect(countChoices(choice)).toBe(2);
  expect(countChoices({ ...choice, kind: "lessons" })).toBe(1);
  expect(cleared(choice)).toEqual({ ...noChoice, query: "knots" });
});
