"use client";
import { useTranslations } from "next-intl";
import {
  categoryChoices,
  durationChoices,
  languageChoices,
  levelChoices,
} from "@/components/courses/catalogue-filters";
import { facetNames, lessonFacets, type FacetName, type SearchChoice } from "./search-choice";

/** The words for the values of a facet, in the reader's language. */
export function useFacetNames(): (facet: FacetName, value: string) => string {
  const c = useTranslations("courses");
  const t = useTranslations("catalogue");
  return (facet, value) => {
    const known = <Value extends string>(values: readonly Value[]) => values.find((one) => one === value);
    switch (facet) {
      case "category": {
        const name = known(categoryChoices);
        return name ? c(`categories.${name}`) : value;
      }
      case "level": {
        const name = known(levelChoices);
        return name ? c(`levels.${name}`) : value;
      }
      case "language": {
        const name = known(languageChoices);
        return name ? c(`languages.${name}`) : value;
      }
      case "duration": {
        const name = known(durationChoices);
        return name ? t(`durations.${name}`) : value;
      }
    }
  };
}

type Chosen = { key: string; label: string; without: Partial<SearchChoice> };

/** What narrows the results, by name, and the change that takes each away. */
export function useChosenNames(choice: SearchChoice): Chosen[] {
  const nameOf = useFacetNames();
  const t = useTranslations("catalogue");
  const facets = choice.kind === "lessons" ? lessonFacets : facetNames;
  const ticked = facets.flatMap((facet) =>
    choice[facet].map((value) => ({
      key: `${facet}-${value}`,
      label: nameOf(facet, value),
      without: { [facet]: choice[facet].filter((other) => other !== value) },
    })),
  );
  if (choice.kind === "lessons") {
    const { course } = choice;
    return course === null ? ticked : [...ticked, { key: "course", label: course, without: { course: null } }];
  }
  return [
    ...ticked,
    ...(choice.rating
      ? [{ key: "rating", label: t("ratingFrom", { stars: Number(choice.rating) }), without: { rating: null } }]
      : []),
    ...(choice.hasCredits ? [{ key: "credits", label: t("withCredits"), without: { hasCredits: false } }] : []),
  ];
}
