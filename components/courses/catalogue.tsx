"use client";
import { usePaginatedQuery } from "convex/react";
import { useEffect } from "react";
import { usePathname, useSearchParams } from "next/navigation";
import { api } from "@/convex/_generated/api";
import {
  allCourses,
  readFilters,
  shelfArgs,
  shelfSize,
  writeFilters,
  type CatalogueFilters,
} from "./catalogue-filters";
import { CatalogueView } from "./catalogue-view";
import type { ShelfRow } from "./course-card";

type Props = {
  /** What the server drew, for these filters; null when it could not ask. */
  first: readonly ShelfRow[] | null;
  firstFilters: CatalogueFilters;
};

/** The catalogue, live: the server draws the first shelf, the subscription takes over and keeps it true. */
export function Catalogue({ first, firstFilters }: Props) {
  const pathname = usePathname();
  const filters = readFilters(useSearchParams());
  const { results, status, loadMore } = usePaginatedQuery(api.courses.catalogue, shelfArgs(filters), {
    initialNumItems: shelfSize,
  });
  const isFirstLoad = status === "LoadingFirstPage";
  // A page that the reviews narrow may be empty with others behind it: the shelf is looked through until something shows.
  const isLookingOn = results.length === 0 && status !== "Exhausted";
  useEffect(() => {
    if (isLookingOn && status === "CanLoadMore") loadMore(shelfSize);
  }, [isLookingOn, status, loadMore]);
  const isFirstShelf = writeFilters(filters) === writeFilters(firstFilters);
  const choose = (change: Partial<CatalogueFilters> | null) => {
    // The address alone changes: the subscription answers, no page is fetched, and Back returns to the shelf before.
    window.history.pushState(null, "", pathname + writeFilters(change ? { ...filters, ...change } : allCourses));
  };
  return (
    <CatalogueView
      filters={filters}
      onFilters={choose}
      courses={isFirstLoad && isFirstShelf ? first : isLookingOn ? null : results}
      more={status === "CanLoadMore" ? "yes" : status === "LoadingMore" ? "loading" : "no"}
      onMore={() => loadMore(shelfSize)}
    />
  );
}
