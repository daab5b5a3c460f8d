"use client";
import { usePaginatedQuery } from "convex/react";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { buttonClass } from "@/components/ui/button";
import { Refused } from "@/components/ui/refusal";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { moreOf } from "@/components/workroom/more-rows";
import { workPaths } from "@/components/workroom/work-paths";
import { useAct } from "@/lib/use-act";
import { useAsk } from "@/lib/use-ask";
import { usePageTitle } from "@/lib/use-page-title";
import { useSeen } from "@/components/notifications/use-seen";
import { GrowingCourse } from "./growing-course";
import { ImportReportView, type OutcomeFilter } from "./import-report-view";
import { OneImportView } from "./one-import-view";

const rows = 60;
const filters = ["kept", "changed", "lost"] as const;

/** One import, live from the first module to the last line of the report. */
export function OneImport({ importId }: { importId: string }) {
  const t = useTranslations("imports-screens.one");
  const id = importId as Id<"imports">;
  const asked = useAsk(api.imports.get, { importId: id });
  const cancel = useAct(api.imports.cancel);
  const [{ outcome, reason }, setShown] = useQueryStates({
    outcome: parseAsStringLiteral(filters),
    reason: parseAsString,
  });
  const isKnown = asked.state === "ready";
  const items = usePaginatedQuery(
    api.imports.items,
    isKnown ? { importId: id, ...(reason ? { reason } : outcome ? { outcome } : {}) } : "skip",
    { initialNumItems: rows },
  );

  usePageTitle(asked.state === "ready" ? (asked.value.courseTitle ?? asked.value.fileName) : null);
  useSeen(asked.state === "ready" && asked.value.status === "done" ? workPaths.import(importId) : null);

  if (asked.state === "loading") {
    return (
      <SkeletonGroup className="mx-auto grid max-w-[64rem] gap-5 px-4 pt-8 sm:px-7">
        <Skeleton className="h-9 w-80 max-w-full" />
        <Skeleton className="h-36 w-full" />
        <Skeleton className="h-72 w-full" />
      </SkeletonGroup>
    );
  }
  if (asked.state === "refused") {
    return (
      <Refused
        refusal={asked.refusal}
        action={
          <Link href={workPaths.imports} className={buttonClass({})}>
            <ArrowLeft aria-hidden className="rtl-flip" />
            {t("back")}
          </Link>
        }
      />
    );
  }
  const run = asked.value;
  const filter: OutcomeFilter = outcome ?? "all";
  return (
    <OneImportView
      run={run}
      cancelling={cancel.pending}
      refusal={cancel.refusal}
      onCancel={() => cancel.act({ importId: id })}
      growing={
        run.courseId && (run.status === "writing" || run.status === "cancelling") ? (
          <GrowingCourse courseId={run.courseId} />
        ) : null
      }
      report={
        <ImportReportView
          counts={run}
          filter={filter}
          onFilter={(next) => void setShown({ outcome: next === "all" ? null : next, reason: null })}
          reasons={run.reasons ?? {}}
          reason={reason}
          onReason={(next) => void setShown({ reason: next })}
          items={items.status === "LoadingFirstPage" ? null : items.results}
          more={moreOf(items.status)}
          onMore={() => items.loadMore(rows)}
        />
      }
    />
  );
}
