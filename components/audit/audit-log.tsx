"use client";
import { usePaginatedQuery } from "convex/react";
import { api } from "@/convex/_generated/api";
import { moreOf } from "@/components/workroom/more-rows";
import { AuditLogView } from "./audit-log-view";

const rows = 50;

/** The school's audit log, live. */
export function AuditLog() {
  const { results, status, loadMore } = usePaginatedQuery(api.audit.list, {}, { initialNumItems: rows });
  return (
    <AuditLogView
      entries={status === "LoadingFirstPage" ? null : results}
      more={moreOf(status)}
      onMore={() => loadMore(rows)}
    />
  );
}
