"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import {
  Configure,
  Index,
  InstantSearch,
  useInstantSearch,
  useNumericMenu,
  usePagination,
  useRefinementList,
  useSearchBox,
  useSortBy,
  useToggleRefinement,
} from "react-instantsearch";
import type { SearchAccess } from "@/services/search/search-access";
import { ratingChoices } from "@/components/courses/catalogue-filters";
import { markTags } from "./marked";
import { readResults, type Results, type Shown } from "./read-results";
import { ResultsView } from "./results-view";
import { searchSorts, type SearchChoice, type SearchKind } from "./search-choice";
import { searchClient, tellChoice, tracked } from "./search-client";
import { indexOfSort, uiStateOf } from "./ui-state";
import { longestQuery } from "./use-quick-hits";

type Props = {
  access: SearchAccess;
  choice: SearchChoice;
  onChoice: (change: Partial<SearchChoice>) => void;
};

const shared = { ...markTags, ...tracked, hitsPerPage: 20 };
/** No list of values is made of ratings: they are counted to know whether there are any. */
const countedByItself = ["rating"];
const snippets = { attributesToSnippet: ["text:32"] };

/**
 * The engine of the search page: InstantSearch, told by the choice in the address and by nothing else. Courses and
 * lessons are searched together, so that each tab says how much is behind it.
 */
export function InstantResults({ access, choice, onChoice }: Props) {
  const client = useMemo(() => searchClient(access), [access]);
  const [shown, setShown] = useState<Shown>({});
  const asked = useMemo(
    () => uiStateOf({ ...choice, query: choice.query.slice(0, longestQuery) }, access.indices),
    [choice, access.indices],
  );
  const note = useMemo(
    () => (kind: SearchKind, results: Results) => setShown((now) => ({ ...now, [kind]: results })),
    [],
  );
  return (
    <InstantSearch
      searchClient={client}
      initialUiState={asked}
      insights={false}
      future={{ preserveSharedStateOnUnmount: true }}
    >
      <Index indexName={access.indices.courses} indexId="courses">
        <Configure {...shared} facets={countedByItself} />
        <CourseWidgets access={access} />
        <Report kind="courses" onResults={note} />
      </Index>
      <Index indexName={access.indices.lessons} indexId="lessons">
        <Configure {...shared} {...snippets} />
        <LessonWidgets />
        <Report kind="lessons" onResults={note} />
      </Index>
      <Told asked={asked} access={access} choice={choice} onChoice={onChoice} shown={shown} />
    </InstantSearch>
  );
}

/** Hands the choice to the engine whenever it changes, and draws what came of it. */
function Told({ asked, shown, access, ...rest }: Props & { asked: ReturnType<typeof uiStateOf>; shown: Shown }) {
  const { setUiState, status, error } = useInstantSearch({ catchError: true });
  const key = JSON.stringify(asked);
  // It begins with the first one; told again before its widgets are there, it would forget it.
  const told = useRef(key);
  useEffect(() => {
    if (told.current === key) return;
    told.current = key;
    setUiState(JSON.parse(key) as typeof asked);
  }, [setUiState, key]);
  return (
    <ResultsView
      {...rest}
      shown={shown}
      access={access}
      isAway={status === "error" && error !== undefined}
      onChosen={(choice) => tellChoice(access, choice)}
    />
  );
}

/** What a course can be narrowed and ordered by; the address says how. */
function CourseWidgets({ access }: Pick<Props, "access">) {
  useSearchBox();
  useRefinementList({ attribute: "category", limit: 50 });
  useRefinementList({ attribute: "level", limit: 50 });
  useRefinementList({ attribute: "language", limit: 50 });
  useRefinementList({ attribute: "duration", limit: 50 });
  useToggleRefinement({ attribute: "hasCredits" });
  useNumericMenu({ attribute: "rating", items: [{ label: "" }, ...ratingItems] });
  useSortBy({ items: searchSorts.map((sort) => ({ label: sort, value: indexOfSort(sort, access.indices) })) });
  usePagination();
  return null;
}
const ratingItems = ratingChoices.map((stars) => ({ label: stars, start: Number(stars) }));

function LessonWidgets() {
  useSearchBox();
  useRefinementList({ attribute: "category", limit: 50 });
  useRefinementList({ attribute: "level", limit: 50 });
  useRefinementList({ attribute: "language", limit: 50 });
  useRefinementList({ attribute: "courseTitle", limit: 50 });
  usePagination();
  return null;
}

function Report({ kind, onResults }: { kind: SearchKind; onResults: (kind: SearchKind, results: Results) => void }) {
  const { results } = useInstantSearch();
  useEffect(() => {
    // Before the first answer there is an empty one, which is none.
    const isAnswer = !(results as { __isArtificial?: boolean }).__isArtificial;
    onResults(kind, isAnswer ? readResults(kind, results) : null);
  }, [kind, results, onResults]);
  return null;
}
