import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import { FacetsView } from "./facets-view";
import { noChoice, type SearchChoice } from "./search-choice";

const show = (isRated: boolean, more: Partial<SearchChoice> = {}) =>
  renderWithWords(
    <FacetsView choice={{ ...noChoice, ...more }} facets={{}} isRated={isRated} onChoice={() => undefined} />,
  );

test("stars are offered to choose by where something was rated, and stay in sight while they are chosen", () => {
  const { unmount } = show(true);
  expect(screen.getByRole("radio", { name: "4 stars and up" })).toBeTruthy();
  unmount();
  const other = show(false);
  expect(screen.queryByRole("radio")).toBeNull();
  other.unmount();
  show(false, { rating: "4" });
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "4 stars and up" }).checked).toBe(true);
});
