"use client";
import { usePaginatedQuery } from "convex/react";
import { useQueryStates } from "nuqs";
import { api } from "@/convex/_generated/api";
import { catalogueParsers, shelfArgs, shelfSize, type CatalogueFilters } from "./catalogue-filters";
import { CatalogueView } from "./catalogue-view";
import type { ShelfRow } from "./course-card";

type Props = {
  /** What the server drew, for these filters; null when it could not ask. */
  first: readonly ShelfRow[] | null;
  firstFilters: CatalogueFilters;
};

const sameFilters = (a: CatalogueFilters, b: CatalogueFilters) =>
  a.category === b.category && a.level === b.level && a.language === b.language && a.sort === b.sort;

/** The catalogue, live: the server draws the first shelf, the subscription takes over and keeps it true. */
export function Catalogue({ first, firstFilters }: Props) {
  const [filters, setFilters] = useQueryStates(catalogueParsers, { history: "push", clearOnDefault: true });
  const { results, status, loadMore } = usePaginatedQuery(api.courses.catalogue, shelfArgs(filters), {
    initialNumItems: shelfSize,
  });
  const isFirstLoad = status === "LoadingFirstPage";
  const courses = isFirstLoad ? (sameFilters(filters, firstFilters) ? first : null) : results;
  return (
    <CatalogueView
      filters={filters}
      onFilters={(change) => void setFilters(change)}
      courses={courses}
      more={status === "CanLoadMore" ? "yes" : status === "LoadingMore" ? "loading" : "no"}
      onMore={() => loadMore(shelfSize)}
    />
  );
}
