"use client";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { statisticsSpans, type StatisticsSpan } from "@/services/search/ask-statistics";
import type { SearchOverview } from "@/services/search/search-overview";
import type { SearchStatistics } from "@/services/search/search-state";
import { EmptyState } from "@/components/ui/empty-state";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { Table, TBody, Td, Th, THead, Tr } from "@/components/ui/table";
import { When } from "@/components/ui/when";
import { WorkPage } from "@/components/workroom/work-page";
import { IndexHealth } from "./index-health";

type Props = {
  /** Null while it loads. */
  overview: SearchOverview | null;
  days: StatisticsSpan;
  onDays: (days: StatisticsSpan) => void;
  onReindex: () => void;
  onCancel: () => void;
  pending: boolean;
};

/** What people search for, what they do not find, and how the index fares. */
export function SearchAdminView({ overview, days, onDays, ...acts }: Props) {
  const t = useTranslations("admin.search");
  return (
    <WorkPage
      title={t("title")}
      hint={t("hint")}
      acts={
        <Segmented
          label={t("span")}
          value={String(days)}
          options={statisticsSpans.map((span) => ({ value: String(span), label: t("days", { count: span }) }))}
          onChange={(value) => onDays(statisticsSpans.find((span) => String(span) === value) ?? 7)}
        />
      }
    >
      {overview === null ? (
        <SkeletonGroup className="grid gap-5">
          <Skeleton className="h-28 w-full rounded-card" />
          <Skeleton className="h-64 w-full rounded-card" />
        </SkeletonGroup>
      ) : (
        <>
          <Figures statistics={overview.statistics} isAway={overview.error !== null} />
          <IndexHealth overview={overview} {...acts} />
        </>
      )}
    </WorkPage>
  );
}

function Figures({ statistics, isAway }: { statistics: SearchStatistics | null; isAway: boolean }) {
  const t = useTranslations("admin.search");
  const format = useFormatter();
  if (statistics === null) {
    return (
      <SkeletonGroup>
        <Skeleton className="h-28 w-full rounded-card" />
      </SkeletonGroup>
    );
  }
  if (statistics.error !== null) {
    return (
      <div className="grid gap-1 rounded-card border bg-amber-soft px-5 py-4 text-base text-amber-ink">
        <p>
          {t("notTold")} {t(isAway ? "notToldAway" : "notToldPlan")}
        </p>
        {!isAway && <p className="text-sm">{t("itSaid", { error: statistics.error })}</p>}
      </div>
    );
  }
  const share = (value: number | null) =>
    value === null ? "–" : format.number(value, { style: "percent", maximumFractionDigits: 1 });
  return (
    <>
      <dl className="grid divide-y overflow-hidden rounded-card border bg-raised sm:grid-cols-4 sm:divide-x sm:divide-y-0 rtl:sm:divide-x-reverse">
        <Figure label={t("searches")}>{format.number(statistics.searches)}</Figure>
        <Figure label={t("withoutResults")}>{share(statistics.noResultRate)}</Figure>
        <Figure label={t("clickThrough")}>{share(statistics.clickThroughRate)}</Figure>
        <Figure label={t("position")}>
          {statistics.averageClickPosition === null
            ? "–"
            : format.number(statistics.averageClickPosition, { maximumFractionDigits: 1 })}
        </Figure>
      </dl>
      <p className="text-sm text-faint">
        {t("counted")} <When at={statistics.readAt} />
      </p>
      {statistics.searches === 0 ? (
        <EmptyState title={t("none")}>{t("noneHint")}</EmptyState>
      ) : (
        <div className="grid gap-x-8 gap-y-10 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Part title={t("top")} hint={t("topHint")}>
            <Table label={t("top")}>
              <THead>
                <tr>
                  <Th>{t("words")}</Th>
                  <Th numeric>{t("searches")}</Th>
                  <Th numeric className="max-sm:hidden">
                    {t("hits")}
                  </Th>
                  <Th numeric>{t("clickThrough")}</Th>
                </tr>
              </THead>
              <TBody>
                {statistics.top.map((row) => (
                  <Tr key={row.search}>
                    <Td className="max-w-72 truncate">
                      <Words>{row.search}</Words>
                    </Td>
                    <Td numeric>{format.number(row.count)}</Td>
                    <Td numeric className="max-sm:hidden">
                      {format.number(row.hits)}
                    </Td>
                    <Td numeric>{share(row.clickThroughRate)}</Td>
                  </Tr>
                ))}
              </TBody>
            </Table>
          </Part>
          <Part title={t("missing")} hint={t("missingHint")}>
            {statistics.withoutResults.length === 0 ? (
              <p className="text-base text-muted">{t("nothingMissing")}</p>
            ) : (
              <Table label={t("missing")}>
                <THead>
                  <tr>
                    <Th>{t("words")}</Th>
                    <Th numeric>{t("searches")}</Th>
                  </tr>
                </THead>
                <TBody>
                  {statistics.withoutResults.map((row) => (
                    <Tr key={row.search}>
                      <Td className="max-w-72 truncate">
                        <Words>{row.search}</Words>
                      </Td>
                      <Td numeric>{format.number(row.count)}</Td>
                    </Tr>
                  ))}
                </TBody>
              </Table>
            )}
          </Part>
        </div>
      )}
    </>
  );
}

/** What was typed; nothing typed is a page that was only looked at. */
function Words({ children }: { children: string }) {
  const t = useTranslations("admin.search");
  return children === "" ? <span className="text-muted">{t("noWords")}</span> : <bdi>{children}</bdi>;
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-1 px-5 py-4">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="display text-3xl tabular">{children}</dd>
    </div>
  );
}

function Part({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <section className="grid content-start gap-3">
      <div className="grid gap-0.5">
        <h2 className="display text-xl">{title}</h2>
        <p className="text-sm text-muted">{hint}</p>
      </div>
      {children}
    </section>
  );
}
