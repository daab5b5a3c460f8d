"use client";
import { usePaginatedQuery } from "convex/react";
import { api } from "@/convex/_generated/api";
import { moreOf } from "@/components/workroom/more-rows";
import { RosterView } from "./roster-view";

const rows = 50;

/** The students of one course, live. */
export function Roster({ courseId }: { courseId: string }) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.enrollments.roster,
    { courseId: courseId },
    { initialNumItems: rows },
  );
  return (
    <RosterView
      students={status === "LoadingFirstPage" ? null : results}
      more={moreOf(status)}
      onMore={() => loadMore(rows)}
    />
  );
}
