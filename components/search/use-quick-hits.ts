"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import type { LiteClient } from "algoliasearch/lite";
import type { SearchAccess } from "@/services/search/search-access";
import type { CourseRecord, LessonRecord } from "@/services/search/search-record";
import { markTags } from "./marked";
import { searchClient, tracked } from "./search-client";

/** A text with what was found in it between marks. */
type Marks = { value: string };
export type CourseHit = CourseRecord & {
  _highlightResult?: { title?: Marks; summary?: Marks; instructors?: Marks[] };
};
export type LessonHit = LessonRecord & {
  _highlightResult?: { title?: Marks; courseTitle?: Marks };
  _snippetResult?: { text?: Marks };
};
/** A page of hits and how many there are. */
export type Hits<Hit> = { hits: Hit[]; total: number; queryID: string | undefined; index: string };

/** What was found for the words in the palette. "away": the service did not answer; what was found before is gone. */
export type Quick =
  | { state: "idle" }
  | { state: "searching"; before: Found | null }
  | { state: "found"; found: Found }
  | { state: "away" };
export type Found = { query: string; courses: Hits<CourseHit>; lessons: Hits<LessonHit> };

/** Long enough for a fast typist's next letter, too short to be noticed (ms). */
const pauseMs = 70;
const most = { courses: 5, lessons: 6 } as const;
/** A search service takes no more. */
export const longestQuery = 400;

/** Finds courses and lessons as someone types; an answer that comes late never replaces a newer one. */
export function useQuickHits(access: SearchAccess | null, words: string): Quick {
  const query = words.trim().slice(0, longestQuery);
  const client = useMemo(() => access && searchClient(access), [access]);
  const [quick, setQuick] = useState<Quick>({ state: "idle" });
  const asked = useRef(0);
  useEffect(() => {
    const turn = ++asked.current;
    if (!client || !access || query === "") {
      setQuick({ state: "idle" });
      return;
    }
    setQuick((now) => ({ state: "searching", before: now.state === "found" ? now.found : null }));
    const timer = setTimeout(() => {
      ask(client, access, query).then(
        (found) => turn === asked.current && setQuick({ state: "found", found }),
        () => turn === asked.current && setQuick({ state: "away" }),
      );
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [client, access, query]);
  return quick;
}

async function ask(client: LiteClient, { indices }: SearchAccess, query: string): Promise<Found> {
  const shared = { query, ...markTags, ...tracked };
  const { results } = await client.search<CourseHit | LessonHit>({
    requests: [
      { indexName: indices.courses, ...shared, hitsPerPage: most.courses, attributesToHighlight: ["title"] },
      {
        indexName: indices.lessons,
        ...shared,
        hitsPerPage: most.lessons,
        attributesToHighlight: ["title"],
        attributesToSnippet: ["text:14"],
      },
    ],
  });
  const [courses, lessons] = results.map((result, at) => {
    const found = "hits" in result ? result : null;
    const hits = (found?.hits ?? []) as unknown[];
    const index = at === 0 ? indices.courses : indices.lessons;
    return { hits, total: found?.nbHits ?? 0, queryID: found?.queryID, index };
  });
  if (!courses || !lessons) throw new Error("the search service answered half of what it was asked");
  return { query, courses: courses as Hits<CourseHit>, lessons: lessons as Hits<LessonHit> };
}
