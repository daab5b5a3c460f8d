"use client";
import { useQuery } from "convex/react";
import { SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { api } from "@/convex/_generated/api";
import { CourseCard, CourseCardSkeleton } from "@/components/courses/course-card";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SkeletonGroup } from "@/components/ui/skeleton";
import { paths } from "@/lib/paths";
import { cleared, countChoices, noChoice, type SearchChoice } from "./search-choice";

type Props = {
  choice: SearchChoice;
  onChoice: (change: Partial<SearchChoice>) => void;
  /** How much is behind the other tab. */
  others: number;
};

const suggested = 3;
const mostWords = 6;

/** Nothing was found: what to change, and what others chose. */
export function NoResults({ choice, onChoice, others }: Props) {
  const t = useTranslations("search.page");
  const words = choice.query.trim().split(/\s+/).filter(Boolean);
  const other = choice.kind === "courses" ? "lessons" : "courses";
  const isNarrowed = countChoices(choice) > 0;
  return (
    <>
      <EmptyState
        icon={<SearchX />}
        title={
          <span dir="auto">
            {words.length > 0
              ? t("nothingFor", { query: choice.query.trim().slice(0, 60) })
              : t(isNarrowed ? "nothing" : `nothingYet.${choice.kind}`)}
          </span>
        }
        action={
          <>
            {isNarrowed && <Button onClick={() => onChoice(cleared(choice))}>{t("clearAll")}</Button>}
            {others > 0 && (
              <Button onClick={() => onChoice({ ...noChoice, query: choice.query, kind: other })}>
                {t(`see.${other}`, { count: others })}
              </Button>
            )}
            <Link href={paths.courses} className={buttonClass()}>
              {t("browse")}
            </Link>
          </>
        }
      >
        {t(isNarrowed ? "nothingNarrowed" : words.length > 0 ? "nothingHint" : `nothingYetHint.${choice.kind}`)}
      </EmptyState>
      {words.length > 1 && (
        <p className="flex flex-wrap items-center justify-center gap-2 text-base text-muted">
          {t("fewer")}
          {[...new Set(words)].slice(0, mostWords).map((word) => (
            <Button key={word} size="sm" onClick={() => onChoice({ query: word })}>
              <span dir="auto" className="max-w-40 truncate">
                {word}
              </span>
            </Button>
          ))}
        </p>
      )}
      <MostChosen />
    </>
  );
}

/** What most students chose, from the school itself. */
function MostChosen() {
  const t = useTranslations("search.page");
  const shelf = useQuery(api.courses.catalogue, {
    sort: "popular",
    paginationOpts: { numItems: suggested, cursor: null },
  });
  if (shelf?.page.length === 0) return null;
  const grid = "grid gap-x-6 gap-y-10 sm:grid-cols-2 lg:grid-cols-3";
  return (
    <section aria-labelledby="most-chosen" className="mt-10 border-t pt-8">
      <h2 id="most-chosen" className="display mb-5 text-xl">
        {t("popular")}
      </h2>
      {shelf ? (
        <div className={grid}>
          {shelf.page.map((course) => (
            <CourseCard key={course._id} course={course} heading="h3" />
          ))}
        </div>
      ) : (
        <SkeletonGroup className={grid}>
          {Array.from({ length: suggested }, (_, at) => (
            <CourseCardSkeleton key={at} />
          ))}
        </SkeletonGroup>
      )}
    </section>
  );
}
