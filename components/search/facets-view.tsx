"use client";
import { useTranslations } from "next-intl";
import { useId, type ReactNode } from "react";
import { durationChoices, levelChoices, ratingChoices } from "@/components/courses/catalogue-filters";
import { Checkbox, Radio } from "@/components/ui/choice";
import type { CourseResults } from "./read-results";
import { facetNames, lessonFacets, type FacetName, type SearchChoice } from "./search-choice";
import { useFacetNames } from "./use-chosen-names";

type Props = {
  choice: SearchChoice;
  facets: CourseResults["facets"];
  isRated: boolean;
  onChoice: (change: Partial<SearchChoice>) => void;
};

const mostCourses = 12;

/** What the results can be narrowed by, each value with the number that it would leave. */
export function FacetsView({ choice, facets, isRated, onChoice }: Props) {
  const t = useTranslations("search.page");
  const c = useTranslations("catalogue");
  const name = useId();
  const isLessons = choice.kind === "lessons";
  return (
    <div className="grid gap-7">
      {(isLessons ? lessonFacets : facetNames).map((facet) => (
        <Ticks key={facet} facet={facet} {...{ choice, facets, onChoice }} />
      ))}
      {isLessons ? (
        <Group legend={t("course")}>
          {(facets.courseTitle ?? []).slice(0, mostCourses).map(({ value, count }) => (
            <Row key={value} count={count}>
              <Checkbox
                label={<span dir="auto">{value}</span>}
                checked={choice.course === value}
                onChange={(event) => onChoice({ course: event.target.checked ? value : null })}
              />
            </Row>
          ))}
        </Group>
      ) : (
        <>
          {(isRated || choice.rating !== null) && (
            <Group legend={c("rating")}>
              {[null, ...ratingChoices].map((rating) => (
                <Radio
                  key={rating ?? "any"}
                  name={name}
                  label={rating ? c("ratingFrom", { stars: Number(rating) }) : c("any")}
                  checked={choice.rating === rating}
                  onChange={() => onChoice({ rating })}
                />
              ))}
            </Group>
          )}
          <Group legend={c("credits")}>
            <Checkbox
              label={c("withCredits")}
              checked={choice.hasCredits}
              onChange={(event) => onChoice({ hasCredits: event.target.checked })}
            />
          </Group>
        </>
      )}
    </div>
  );
}

function Ticks({ facet, choice, facets, onChoice }: Omit<Props, "isRated"> & { facet: FacetName }) {
  const c = useTranslations("catalogue");
  const nameOf = useFacetNames();
  const counted = facets[facet] ?? [];
  // A value that is chosen stays in sight, also where it finds nothing any more.
  const lost = choice[facet].filter((value) => !counted.some((one) => one.value === value));
  const all = [...counted, ...lost.map((value) => ({ value, count: 0 }))];
  // What has an order of its own keeps it; the rest stands by how much it finds.
  const order: readonly string[] = facet === "level" ? levelChoices : facet === "duration" ? durationChoices : [];
  const values = all.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
  if (values.length === 0) return null;
  return (
    <Group legend={c(facet)}>
      {values.map(({ value, count }) => {
        const isChosen = choice[facet].includes(value);
        return (
          <Row key={value} count={count}>
            <Checkbox
              label={nameOf(facet, value)}
              checked={isChosen}
              onChange={() =>
                onChoice({
                  [facet]: isChosen ? choice[facet].filter((one) => one !== value) : [...choice[facet], value],
                })
              }
            />
          </Row>
        );
      })}
    </Group>
  );
}

function Group({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2.5 text-sm font-medium">{legend}</legend>
      {children}
    </fieldset>
  );
}

function Row({ count, children }: { count: number; children: ReactNode }) {
  const t = useTranslations("search.page");
  return (
    <div className="flex items-start justify-between gap-3">
      {children}
      <span className="text-sm text-faint tabular">
        <span aria-hidden="true">{count}</span>
        <span className="sr-only">{t("facetCount", { count })}</span>
      </span>
    </div>
  );
}
