"use client";
import { usePaginatedQuery } from "convex/react";
import { api } from "@/convex/_generated/api";
import { Refused } from "@/components/ui/refusal";
import { useAsk } from "@/lib/use-ask";
import { SchoolOverviewView } from "./school-overview-view";

/** How the school stands, live: its counts, who learns now, what was done last. */
export function SchoolOverview() {
  const counts = useAsk(api.school.overview, {});
  const learning = usePaginatedQuery(api.enrollments.list, {}, { initialNumItems: 8 });
  const acts = usePaginatedQuery(api.audit.list, {}, { initialNumItems: 6 });
  const courses = usePaginatedQuery(api.courses.all, {}, { initialNumItems: 30 });
  if (counts.state === "refused") return <Refused refusal={counts.refusal} />;
  return (
    <SchoolOverviewView
      counts={counts.state === "ready" ? counts.value : null}
      learning={learning.status === "LoadingFirstPage" ? null : learning.results.slice(0, 8)}
      acts={acts.status === "LoadingFirstPage" ? null : acts.results.slice(0, 6)}
      courses={courses.status === "LoadingFirstPage" ? null : courses.results}
    />
  );
}
