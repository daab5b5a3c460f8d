"use client";
import { SlidersHorizontal, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SearchAccess } from "@/services/search/search-access";
import { Button } from "@/components/ui/button";
import { SelectInput } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import { cn } from "@/components/ui/cn";
import { FacetsView } from "./facets-view";
import { CourseHitRow, LessonHitRow } from "./hit-rows";
import { NoResults } from "./no-results";
import { PagesView } from "./pages-view";
import type { CourseResults, LessonResults, Shown } from "./read-results";
import { ResultsSkeleton } from "./results-skeleton";
import { SearchAway } from "./search-away";
import { cleared, countChoices, searchKinds, searchSorts, type SearchChoice } from "./search-choice";
import type { Choice } from "./search-client";
import { useChosenNames } from "./use-chosen-names";

type Props = {
  access: SearchAccess;
  choice: SearchChoice;
  onChoice: (change: Partial<SearchChoice>) => void;
  shown: Shown;
  /** The service did not answer. */
  isAway: boolean;
  onChosen: (choice: Choice) => void;
};

/** What the search page found: two tabs, what narrows them, the hits, and a way on where there are none. */
export function ResultsView({ access, choice, onChoice, shown, isAway, onChosen }: Props) {
  const t = useTranslations("search.page");
  const [isSheetOpen, setSheetOpen] = useState(false);
  const results = shown[choice.kind] ?? null;
  if (isAway) return <SearchAway />;
  if (!results || results.kind !== choice.kind) return <ResultsSkeleton />;
  const chosen = countChoices(choice);
  const { isRated } = results;
  const sorts = searchSorts.filter((sort) => sort !== "rating" || isRated || choice.sort === sort);
  const facets = <FacetsView choice={choice} facets={results.facets} isRated={isRated} onChoice={onChoice} />;
  return (
    <>
      <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-3 border-b">
        <div role="group" aria-label={t("kinds")} className="flex gap-1">
          {searchKinds.map((kind) => (
            <button
              key={kind}
              type="button"
              aria-pressed={choice.kind === kind}
              onClick={() => onChoice({ kind })}
              className="-mb-px flex h-11 items-center gap-2 border-b-2 border-transparent px-3 text-base text-muted transition-colors hover:text-ink aria-pressed:border-accent aria-pressed:font-medium aria-pressed:text-ink"
            >
              {t(`kind.${kind}`)}
              <span className="rounded-full bg-sunken px-2 text-xs leading-5 text-muted tabular">
                {shown[kind]?.total ?? "…"}
              </span>
            </button>
          ))}
        </div>
        <div className="ms-auto flex items-center gap-2 py-1.5">
          <Button size="sm" className="lg:hidden" onClick={() => setSheetOpen(true)}>
            <SlidersHorizontal aria-hidden />
            {t("narrow", { count: chosen })}
          </Button>
          {choice.kind === "courses" && (
            <label className="flex items-center gap-2 text-sm text-muted">
              <span className="max-sm:sr-only">{t("sort")}</span>
              <SelectInput
                className="w-40"
                value={choice.sort}
                options={sorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
                onChange={(event) =>
                  onChoice({ sort: searchSorts.find((sort) => sort === event.target.value) ?? "best" })
                }
              />
            </label>
          )}
        </div>
      </div>
      <div className="mt-6 grid gap-10 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <aside aria-label={t("filters")} className="hidden lg:block">
          {facets}
        </aside>
        <section aria-label={t("hits")} className="min-w-0">
          <p role="status" className={cn("text-sm text-muted tabular", results.total === 0 && "sr-only")}>
            {choice.query.trim()
              ? t(`foundFor.${choice.kind}`, { count: results.total, query: results.query })
              : t(`found.${choice.kind}`, { count: results.total })}
          </p>
          <Chosen choice={choice} onChoice={onChoice} />
          {results.total === 0 ? (
            <NoResults choice={choice} onChoice={onChoice} others={otherTotal(shown, choice)} />
          ) : (
            <>
              <ol className="mt-2 divide-y">{rowsOf(results, access, onChosen)}</ol>
              <PagesView page={choice.page} pages={results.pages} onPage={(page) => onChoice({ page })} />
            </>
          )}
        </section>
      </div>
      <Sheet open={isSheetOpen} onOpenChange={setSheetOpen} title={t("filters")} side="end">
        {facets}
      </Sheet>
    </>
  );
}

function rowsOf(results: CourseResults | LessonResults, access: SearchAccess, onChosen: Props["onChosen"]) {
  const { first, index, queryID } = results;
  const chosen = (objectID: string, at: number) => () => onChosen({ index, queryID, objectID, position: first + at });
  return results.kind === "courses"
    ? results.hits.map((hit, at) => (
        <CourseHitRow key={hit.objectID} hit={hit} onChosen={chosen(hit.objectID, at)} isFirst={at < 3} />
      ))
    : results.hits.map((hit, at) => (
        <LessonHitRow key={hit.lessonId} hit={hit} access={access} onChosen={chosen(hit.objectID, at)} />
      ));
}

const otherTotal = (shown: Shown, { kind }: SearchChoice) =>
  shown[kind === "courses" ? "lessons" : "courses"]?.total ?? 0;

/** What narrows at the moment, each with a way to take it away. */
function Chosen({ choice, onChoice }: Pick<Props, "choice" | "onChoice">) {
  const t = useTranslations("search.page");
  const names = useChosenNames(choice);
  if (names.length === 0) return null;
  return (
    <ul aria-label={t("chosen")} className="mt-3 flex flex-wrap gap-1.5">
      {names.map(({ key, label, without }) => (
        <li key={key}>
          <button
            type="button"
            aria-label={t("without", { name: label })}
            onClick={() => onChoice(without)}
            className="flex h-7 items-center gap-1 rounded-full border border-accent-line bg-accent-soft ps-3 pe-2 text-sm text-accent-ink hover:border-accent"
          >
            {label}
            <X aria-hidden className="size-3.5" />
          </button>
        </li>
      ))}
      <li>
        <Button size="sm" variant="quiet" className="h-7" onClick={() => onChoice(cleared(choice))}>
          {t("clear")}
        </Button>
      </li>
    </ul>
  );
}
