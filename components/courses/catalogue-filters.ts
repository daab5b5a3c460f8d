/** The choices a catalogue can be narrowed by; they live in the address, so that a link restores the same shelf. */
export const categoryChoices = [
  "science",
  "mathematics",
  "technology",
  "language",
  "arts",
  "humanities",
  "health",
  "craft",
  "business",
] as const;
export const levelChoices = ["beginner", "intermediate", "advanced"] as const;
export const languageChoices = ["en", "es", "fr", "de", "pt", "ar", "zh", "ja"] as const;
export const durationChoices = ["short", "medium", "long"] as const;
export const ratingChoices = ["4.5", "4", "3"] as const;
export const creditChoices = ["yes"] as const;
export const sortChoices = ["newest", "popular", "rating", "title"] as const;

/** What a catalogue shows; null means any. */
export type CatalogueFilters = {
  category: (typeof categoryChoices)[number] | null;
  level: (typeof levelChoices)[number] | null;
  language: (typeof languageChoices)[number] | null;
  duration: (typeof durationChoices)[number] | null;
  /** The least mean of the stars. */
  rating: (typeof ratingChoices)[number] | null;
  /** Only what earns credit units. */
  credits: (typeof creditChoices)[number] | null;
  sort: (typeof sortChoices)[number];
};

/** Everything, newest first. */
export const allCourses: CatalogueFilters = {
  category: null,
  level: null,
  language: null,
  duration: null,
  rating: null,
  credits: null,
  sort: "newest",
};

const oneOf = <Choice extends string>(choices: readonly Choice[], name: string | null): Choice | null =>
  choices.find((choice) => choice === name) ?? null;

/** Reads the filters of an address; what it does not know it leaves out. */
export function readFilters(query: Pick<URLSearchParams, "get">): CatalogueFilters {
  return {
    category: oneOf(categoryChoices, query.get("category")),
    level: oneOf(levelChoices, query.get("level")),
    language: oneOf(languageChoices, query.get("language")),
    duration: oneOf(durationChoices, query.get("duration")),
    rating: oneOf(ratingChoices, query.get("rating")),
    credits: oneOf(creditChoices, query.get("credits")),
    sort: oneOf(sortChoices, query.get("sort")) ?? allCourses.sort,
  };
}

/** The address of filters, without what is usual: `?category=arts&sort=title`, or nothing. */
export function writeFilters(filters: CatalogueFilters): string {
  const query = new URLSearchParams();
  for (const name of ["category", "level", "language", "duration", "rating", "credits", "sort"] as const) {
    const value = filters[name];
    if (value !== null && value !== allCourses[name]) query.set(name, value);
  }
  const text = query.toString();
  return text && `?${text}`;
}

/** Rows of the catalogue that are asked for at once. */
export const shelfSize = 12;

/** The arguments of `courses.catalogue` for these filters, without its page. */
export const shelfArgs = (filters: CatalogueFilters) => ({
  sort: filters.sort,
  ...(filters.category ? { category: filters.category } : {}),
  ...(filters.level ? { level: filters.level } : {}),
  ...(filters.language ? { language: filters.language } : {}),
  ...(filters.duration ? { duration: filters.duration } : {}),
  ...(filters.rating ? { rating: Number(filters.rating) } : {}),
  ...(filters.credits ? { credits: true } : {}),
});
