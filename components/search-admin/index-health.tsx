"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { SearchOverview } from "@/services/search/search-overview";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { When } from "@/components/ui/when";

type Props = { overview: SearchOverview; onReindex: () => void; onCancel: () => void; pending: boolean };

/** Whether the index has what the school has, and the way to build it anew. */
export function IndexHealth({ overview, onReindex, onCancel, pending }: Props) {
  const t = useTranslations("admin.search.index");
  const head = useId();
  const { courses, reindex, waiting, isMoreWaiting, error, refused, lastDeliveredAt } = overview;
  const isUnderWay = reindex.state === "running" || reindex.state === "cancelling";
  const percent = reindex.total > 0 ? Math.min(100, Math.floor((reindex.done / reindex.total) * 100)) : 0;
  return (
    <section aria-labelledby={head} className="mt-4 grid gap-4 rounded-card border bg-raised px-5 py-4.5">
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div className="grid max-w-prose gap-1">
          <h2 id={head} className="display text-xl">
            {t("title")}
          </h2>
          <p role="status" className="text-base text-muted">
            {error !== null
              ? t(isMoreWaiting ? "downMore" : "down", { count: waiting })
              : waiting > 0
                ? t(isMoreWaiting ? "waitingMore" : "waiting", { count: waiting })
                : t("upToDate", { count: courses })}
            {lastDeliveredAt !== null && (
              <>
                {" "}
                {t("last")} <When at={lastDeliveredAt} />
              </>
            )}
          </p>
          {error !== null && <p className="text-sm text-danger-ink">{error}</p>}
        </div>
        {isUnderWay ? (
          <Button onClick={onCancel} pending={pending || reindex.state === "cancelling"}>
            {t("cancel")}
          </Button>
        ) : (
          <Button onClick={onReindex} pending={pending}>
            {t("reindex")}
          </Button>
        )}
      </div>
      {isUnderWay && (
        <div className="grid gap-1.5">
          <Progress percent={percent} label={t("progress")} />
          <p className="text-sm text-muted tabular">
            {t("building", { done: reindex.done, total: reindex.total, records: reindex.records })}
          </p>
        </div>
      )}
      {!isUnderWay && reindex.finishedAt !== null && (
        <p className="text-sm text-muted tabular">
          {t(`ended.${reindex.state === "done" ? "done" : reindex.state === "failed" ? "failed" : "cancelled"}`, {
            done: reindex.done,
            records: reindex.records,
          })}{" "}
          <When at={reindex.finishedAt} />
          {reindex.error !== null && <span className="block text-danger-ink">{reindex.error}</span>}
        </p>
      )}
      {refused.length > 0 && (
        <div className="grid gap-1">
          <p className="text-base">{t("refused", { count: refused.length })}</p>
          <ul className="grid gap-1 text-sm text-danger-ink">
            {refused.map((item) => (
              <li key={item.key}>
                <bdi>{item.error}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="text-sm text-faint">{t("hint")}</p>
    </section>
  );
}
