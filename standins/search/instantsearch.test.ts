import { liteClient } from "algoliasearch/lite";
import { createElement as element } from "react";
import { renderToString } from "react-dom/server";
import {
  Configure,
  getServerState,
  InstantSearch,
  InstantSearchSSRProvider,
  useHits,
  useRange,
  useRefinementList,
  useSearchBox,
  useStats,
} from "react-instantsearch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestService, PATIENCE, TEST_KEYS, type TestService } from "./search.testing";

const indexName = "courses";

describe("a page of InstantSearch", () => {
  let service: TestService;

  beforeAll(async () => {
    service = await openTestService();
    const indexSettings = { attributesForFaceting: ["category", "price"], customRanking: ["asc(price)"] };
    await service.admin.setSettings({ indexName, indexSettings });
    const objects = [
      { objectID: "a", title: "Sourdough bread", category: "craft", price: 10 },
      { objectID: "b", title: "Bread and coffee", category: "food", price: 20 },
      { objectID: "c", title: "Bread in history", category: "humanities", price: 40 },
      { objectID: "d", title: "First steps in Python", category: "technology", price: 30 },
    ];
    await service.admin.saveObjects({ indexName, objects });
  });

  afterAll(() => service.close());

  it("shows hits, marks, counts of what is not chosen and the range, from the real client's own requests", async () => {
    const { hosts } = service;
    const searchClient = liteClient(TEST_KEYS.appId, TEST_KEYS.searchKey, { hosts, timeouts: PATIENCE });
    let seen: unknown;
    function Seen() {
      const { query } = useSearchBox();
      const { items } = useHits<{ title: string }>();
      const { nbHits } = useStats();
      const { range } = useRange({ attribute: "price" });
      const facet = useRefinementList({ attribute: "category", sortBy: ["name:asc"] });
      seen = {
        ...{ query, nbHits, range },
        hits: items.map(({ objectID, _highlightResult }) => [
          objectID,
          (_highlightResult?.title as { value: string } | undefined)?.value,
        ]),
        facets: facet.items.map(({ value, count, isRefined }) => [value, count, isRefined]),
      };
      return null;
    }
    const initialUiState = { [indexName]: { query: "bred", refinementList: { category: ["craft", "food"] } } };
    const page = (serverState?: Awaited<ReturnType<typeof getServerState>>) =>
      element(
        InstantSearchSSRProvider,
        serverState ?? {},
        element(
          InstantSearch,
          { searchClient, indexName, initialUiState, insights: false },
          element(Configure, { clickAnalytics: true }),
          element(Seen),
        ),
      );
    const state = await getServerState(page(), { renderToString });
    renderToString(page(state));
    expect(seen).toEqual({
      query: "bred",
      nbHits: 2,
      range: { min: 10, max: 20 },
      hits: [
        ["a", "Sourdough <mark>bread</mark>"],
        ["b", "<mark>Bread</mark> and coffee"],
      ],
      facets: [
        ["craft", 1, true],
        ["food", 1, true],
        ["humanities", 1, false],
      ],
    });
  });
});
