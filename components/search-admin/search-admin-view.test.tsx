import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import type { SearchOverview } from "@/services/search/search-overview";
import { noSearchState } from "@/services/search/search-state";
import { SearchAdminView } from "./search-admin-view";

const nothing = { days: 7, readAt: 9, searches: 0, noResultRate: null, clickThroughRate: null };
const untold = { ...nothing, averageClickPosition: null, top: [], withoutResults: [], error: "did not answer" };
function show(more: Partial<SearchOverview>) {
  const { cursor: _, ...reindex } = noSearchState.reindex;
  const calm = { courses: 3, waiting: 0, isMoreWaiting: false, refused: [], lastDeliveredAt: null, error: null };
  const acts = { onDays: () => undefined, onReindex: () => undefined, onCancel: () => undefined };
  renderWithWords(
    <SearchAdminView days={7} pending={false} {...acts} overview={{ ...calm, reindex, statistics: untold, ...more }} />,
  );
}

test("a service that tells no figures is explained by its plan, one that is away is not", () => {
  show({});
  expect(screen.getByText(/needs a plan/)).toBeTruthy();
  expect(screen.getByText("It said: did not answer")).toBeTruthy();
});
test("a service that is away is said to be away, with what waits", () => {
  show({ error: "did not answer", waiting: 1_000, isMoreWaiting: true });
  expect(screen.queryByText(/needs a plan/)).toBeNull();
  expect(screen.getByText(/What was searched before is kept there/)).toBeTruthy();
  expect(screen.getByRole("status").textContent).toContain("More than 1,000 changes wait and are not lost.");
});
