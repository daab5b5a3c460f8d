import { BookOpen, SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { SelectInput } from "@/components/ui/select";
import { SkeletonGroup } from "@/components/ui/skeleton";
import {
  allCourses,
  categoryChoices,
  creditChoices,
  durationChoices,
  languageChoices,
  levelChoices,
  ratingChoices,
  sortChoices,
  type CatalogueFilters,
} from "./catalogue-filters";
import { useArrivals } from "./use-arrivals";
import { CourseCard, CourseCardSkeleton, type ShelfRow } from "./course-card";

type Props = {
  filters: CatalogueFilters;
  onFilters: (change: Partial<CatalogueFilters> | null) => void;
  /** Null while the shelf is on its way. */
  courses: readonly ShelfRow[] | null;
  more: "yes" | "loading" | "no";
  onMore: () => void;
};

/** The catalogue: filters that live in the address, and the shelf they leave. */
export function CatalogueView({ filters, onFilters, courses, more, onMore }: Props) {
  const t = useTranslations("catalogue");
  const arrived = useArrivals(courses?.map((course) => course._id) ?? null, JSON.stringify(filters));
  return (
    <>
      <FilterBar filters={filters} onFilters={onFilters} />
      <section aria-label={t("shelf")} className="mt-6 sm:mt-8">
        {courses === null ? (
          <SkeletonGroup className={gridClass}>
            {Array.from({ length: 6 }, (_, index) => (
              <CourseCardSkeleton key={index} />
            ))}
          </SkeletonGroup>
        ) : courses.length === 0 ? (
          <NothingFound isFiltered={isFiltered(filters)} onClear={() => onFilters(null)} />
        ) : (
          <>
            <div className={gridClass}>
              {courses.map((course, index) => (
                <CourseCard key={course._id} course={course} eager={index < 3} isNew={arrived.has(course._id)} />
              ))}
            </div>
            {more !== "no" && (
              <div className="mt-12 flex justify-center">
                <Button size="lg" pending={more === "loading"} onClick={onMore}>
                  {t("more")}
                </Button>
              </div>
            )}
          </>
        )}
      </section>
    </>
  );
}

const gridClass = "grid gap-x-6 gap-y-7 sm:grid-cols-2 sm:gap-y-10 lg:grid-cols-3";
const isFiltered = ({ sort: _sort, ...narrowing }: CatalogueFilters) =>
  Object.values(narrowing).some((value) => value !== null);

function FilterBar({ filters, onFilters }: Pick<Props, "filters" | "onFilters">) {
  const t = useTranslations("catalogue");
  const c = useTranslations("courses");
  const [isOpen, setOpen] = useState(false);
  const narrowing = countNarrowing(filters);
  return (
    <div className="grid gap-3 sm:gap-4">
      <Subjects chosen={filters.category} onChoose={(category) => onFilters({ category })} />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          aria-expanded={isOpen}
          aria-controls="catalogue-filters"
          onClick={() => setOpen(!isOpen)}
          className="sm:hidden"
        >
          <SlidersHorizontal aria-hidden />
          {t("narrow", { count: narrowing })}
        </Button>
        <div
          id="catalogue-filters"
          className={cn(
            "flex flex-wrap items-center gap-2 max-sm:order-last max-sm:w-full",
            !isOpen && "max-sm:hidden",
          )}
        >
          <Picker
            label={t("level")}
            any={t("anyOf.level")}
            value={filters.level}
            choices={levelChoices}
            nameOf={(value) => c(`levels.${value}`)}
            onChoose={(level) => onFilters({ level })}
          />
          <Picker
            label={t("language")}
            any={t("anyOf.language")}
            value={filters.language}
            choices={languageChoices}
            nameOf={(value) => c(`languages.${value}`)}
            onChoose={(language) => onFilters({ language })}
          />
          <Picker
            label={t("duration")}
            any={t("anyOf.duration")}
            value={filters.duration}
            choices={durationChoices}
            nameOf={(value) => t(`durations.${value}`)}
            onChoose={(duration) => onFilters({ duration })}
          />
          <Picker
            label={t("rating")}
            any={t("anyOf.rating")}
            value={filters.rating}
            choices={ratingChoices}
            nameOf={(value) => t("ratingFrom", { stars: Number(value) })}
            onChoose={(rating) => onFilters({ rating })}
          />
          <Picker
            label={t("credits")}
            any={t("anyOf.credits")}
            value={filters.credits}
            choices={creditChoices}
            nameOf={() => t("withCredits")}
            onChoose={(credits) => onFilters({ credits })}
          />
          {isFiltered(filters) && (
            <Button variant="quiet" size="sm" onClick={() => onFilters({ ...allCourses, sort: filters.sort })}>
              {t("clear")}
            </Button>
          )}
        </div>
        <div className="ms-auto">
          <SelectInput
            aria-label={t("sort")}
            value={filters.sort}
            options={sortChoices.map((value) => ({ value, label: t(`sorts.${value}`) }))}
            onChange={(event) =>
              onFilters({ sort: sortChoices.find((sort) => sort === event.target.value) ?? "newest" })
            }
          />
        </div>
      </div>
    </div>
  );
}

/** How many of the choices behind the phone's button narrow the shelf. */
const countNarrowing = ({ sort: _sort, category: _category, ...rest }: CatalogueFilters) =>
  Object.values(rest).filter((value) => value !== null).length;

type SubjectsProps = {
  chosen: CatalogueFilters["category"];
  onChoose: (category: CatalogueFilters["category"]) => void;
};

/** The subjects in a line that scrolls on the phone; the chosen one is in sight. */
function Subjects({ chosen, onChoose }: SubjectsProps) {
  const t = useTranslations("catalogue");
  const c = useTranslations("courses");
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const frame = line.current;
    const chip = frame?.querySelector<HTMLElement>("[aria-pressed=true]");
    if (!frame || !chip) return;
    const { left, width } = chip.getBoundingClientRect();
    frame.scrollLeft += left + width / 2 - window.innerWidth / 2;
  }, [chosen]);
  return (
    <div
      ref={line}
      role="group"
      aria-label={t("category")}
      className="-mx-4 flex gap-1.5 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:-mx-1 sm:flex-wrap sm:px-1"
    >
      {[null, ...categoryChoices].map((category) => (
        <button
          key={category ?? "all"}
          type="button"
          aria-pressed={chosen === category}
          onClick={() => onChoose(category)}
          className="h-8 shrink-0 rounded-full border px-3.5 text-base whitespace-nowrap text-muted transition-colors hover:border-line-strong hover:text-ink aria-pressed:border-accent-line aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent-ink"
        >
          {category ? c(`categories.${category}`) : t("allSubjects")}
        </button>
      ))}
    </div>
  );
}

type PickerProps<Choice extends string> = {
  label: string;
  any: string;
  value: Choice | null;
  choices: readonly Choice[];
  nameOf: (value: Choice) => string;
  onChoose: (value: Choice | null) => void;
};

/** One thing to narrow by: it says by itself what it is, and stands out once it narrows. */
function Picker<Choice extends string>({ label, any, value, choices, nameOf, onChoose }: PickerProps<Choice>) {
  return (
    <SelectInput
      aria-label={label}
      value={value ?? ""}
      options={[{ value: "", label: any }, ...choices.map((one) => ({ value: one, label: nameOf(one) }))]}
      onChange={(event) => onChoose(choices.find((one) => one === event.target.value) ?? null)}
      className={cn("field-sizing-content", value && "border-accent-line bg-accent-soft font-medium text-accent-ink")}
    />
  );
}

function NothingFound({ isFiltered: narrowed, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const t = useTranslations("catalogue");
  return narrowed ? (
    <EmptyState icon={<BookOpen />} title={t("noneMatch")} action={<Button onClick={onClear}>{t("showAll")}</Button>}>
      {t("noneMatchHint")}
    </EmptyState>
  ) : (
    <EmptyState icon={<BookOpen />} title={t("empty")}>
      {t("emptyHint")}
    </EmptyState>
  );
}
