import { createSearchParamsCache, parseAsStringLiteral, type inferParserType } from "nuqs/server";

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
export const sortChoices = ["newest", "popular", "rating", "title"] as const;

export const catalogueParsers = {
  category: parseAsStringLiteral(categoryChoices),
  level: parseAsStringLiteral(levelChoices),
  language: parseAsStringLiteral(languageChoices),
  sort: parseAsStringLiteral(sortChoices).withDefault("newest"),
};
export type CatalogueFilters = inferParserType<typeof catalogueParsers>;

/** Reads the filters of a request's address. */
export const catalogueFilters = createSearchParamsCache(catalogueParsers);

/** Rows of the catalogue that are asked for at once. */
export const shelfSize = 12;

/** The arguments of `courses.catalogue` for these filters, without its page. */
export const shelfArgs = (filters: CatalogueFilters) => ({
  sort: filters.sort,
  ...(filters.category ? { category: filters.category } : {}),
  ...(filters.level ? { level: filters.level } : {}),
  ...(filters.language ? { language: filters.language } : {}),
});
