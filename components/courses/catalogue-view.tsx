import { BookOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
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
      <section aria-label={t("shelf")} className="mt-8">
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

const gridClass = "grid gap-x-6 gap-y-10 sm:grid-cols-2 lg:grid-cols-3";
const isFiltered = ({ sort: _sort, ...narrowing }: CatalogueFilters) =>
  Object.values(narrowing).some((value) => value !== null);

function FilterBar({ filters, onFilters }: Pick<Props, "filters" | "onFilters">) {
  const t = useTranslations("catalogue");
  const c = useTranslations("courses");
  const any = { value: "", label: t("any") };
  return (
    <div className="grid gap-4">
      <div
        role="group"
        aria-label={t("category")}
        className="-mx-4 flex gap-1.5 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:-mx-1 sm:flex-wrap sm:px-1"
      >
        {[null, ...categoryChoices].map((category) => (
          <button
            key={category ?? "all"}
            type="button"
            aria-pressed={filters.category === category}
            onClick={() => onFilters({ category })}
            className="h-8 shrink-0 rounded-full border px-3.5 text-base whitespace-nowrap text-muted transition-colors hover:border-line-strong hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-on-accent"
          >
            {category ? c(`categories.${category}`) : t("allSubjects")}
          </button>
        ))}
      </div>
      <div className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
        <Picker
          label={t("level")}
          value={filters.level ?? ""}
          options={[any, ...levelChoices.map((value) => ({ value, label: c(`levels.${value}`) }))]}
          onChange={(name) => onFilters({ level: levelChoices.find((level) => level === name) ?? null })}
        />
        <Picker
          label={t("language")}
          value={filters.language ?? ""}
          options={[any, ...languageChoices.map((value) => ({ value, label: c(`languages.${value}`) }))]}
          onChange={(name) => onFilters({ language: languageChoices.find((language) => language === name) ?? null })}
        />
        <Picker
          label={t("duration")}
          value={filters.duration ?? ""}
          options={[any, ...durationChoices.map((value) => ({ value, label: t(`durations.${value}`) }))]}
          onChange={(name) => onFilters({ duration: durationChoices.find((duration) => duration === name) ?? null })}
        />
        <Picker
          label={t("rating")}
          value={filters.rating ?? ""}
          options={[
            any,
            ...ratingChoices.map((value) => ({ value, label: t("ratingFrom", { stars: Number(value) }) })),
          ]}
          onChange={(name) => onFilters({ rating: ratingChoices.find((rating) => rating === name) ?? null })}
        />
        <Picker
          label={t("credits")}
          value={filters.credits ?? ""}
          options={[any, ...creditChoices.map((value) => ({ value, label: t("withCredits") }))]}
          onChange={(name) => onFilters({ credits: creditChoices.find((credits) => credits === name) ?? null })}
        />
        <Picker
          label={t("sort")}
          value={filters.sort}
          options={sortChoices.map((value) => ({ value, label: t(`sorts.${value}`) }))}
          onChange={(name) => onFilters({ sort: sortChoices.find((sort) => sort === name) ?? "newest" })}
        />
        {isFiltered(filters) && (
          <Button variant="quiet" onClick={() => onFilters({ ...allCourses, sort: filters.sort })}>
            {t("clear")}
          </Button>
        )}
      </div>
    </div>
  );
}

type PickerProps = {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
};

function Picker({ label, value, options, onChange }: PickerProps) {
  return (
    <label className="grid min-w-0 gap-1 text-sm text-muted sm:w-40">
      {label}
      <SelectInput value={value} options={options} onChange={(event) => onChange(event.target.value)} />
    </label>
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
