/**
 * How the indices find and order, as code: applied when a school first speaks to its search service, whenever this file
 * changes, and with every reindex. Nobody edits them in a dashboard.
 */
const ranking = ["typo", "geo", "words", "filters", "proximity", "attribute", "exact", "custom"];

/** The orders that a person can choose, each an index of its own; the best match is the index itself. */
export const courseSorts = ["newest", "rating", "enrolled", "shortest"] as const;
export type CourseSort = (typeof courseSorts)[number];
const orders: Record<CourseSort, string> = {
  newest: "desc(publishedAt)",
  rating: "desc(ratingRank)",
  enrolled: "desc(enrolled)",
  shortest: "asc(minutes)",
};

/** The names of a school's indices. */
export function indexNames(prefix: string) {
  const courses = `${prefix}courses`;
  const sorted = Object.fromEntries(courseSorts.map((sort) => [sort, `${courses}_${sort}`])) as Record<
    CourseSort,
    string
  >;
  return { courses, lessons: `${prefix}lessons`, sorted };
}
export type IndexNames = ReturnType<typeof indexNames>;

/** The indices that a reindex builds beside those that are searched. */
export const buildingNames = (names: Pick<IndexNames, "courses" | "lessons">) => ({
  courses: `${names.courses}_building`,
  lessons: `${names.lessons}_building`,
});

const found = {
  ignorePlurals: true,
  queryLanguages: ["en" as const],
  // A way on for whoever asks for too much: the last words are given up first.
  removeWordsIfNoResults: "lastWords" as const,
  highlightPreTag: "<mark>",
  highlightPostTag: "</mark>",
  snippetEllipsisText: "…",
  unretrievableAttributes: ["audience"],
  maxValuesPerFacet: 100,
  paginationLimitedTo: 1_000,
};

const courses = {
  ...found,
  searchableAttributes: [
    "title",
    "unordered(topics)",
    "unordered(instructors)",
    "summary",
    "unordered(outcomes)",
    "unordered(description)",
    "category",
  ],
  attributesForFaceting: [
    "filterOnly(audience)",
    "category",
    "level",
    "language",
    "duration",
    "hasCredits",
    "rating",
    "searchable(instructors)",
  ],
  attributesToHighlight: ["title", "summary", "instructors"],
  attributesToSnippet: ["description:24", "summary:24"],
  customRanking: ["desc(ratingRank)", "desc(enrolled)", "desc(publishedAt)"],
  ranking,
};

const lessons = {
  ...found,
  searchableAttributes: ["title", "unordered(text)", "courseTitle,moduleTitle"],
  attributesForFaceting: [
    "filterOnly(audience)",
    "filterOnly(lessonId)",
    "filterOnly(courseId)",
    "category",
    "level",
    "language",
    "searchable(courseTitle)",
  ],
  attributesToHighlight: ["title", "courseTitle", "moduleTitle"],
  attributesToSnippet: ["text:28"],
  attributeForDistinct: "lessonId",
  distinct: true,
  customRanking: ["asc(part)"],
  ranking,
};

/** The settings of the two indices; the courses' orders are told with `replicaSettings`. */
export const indexSettings = (names: IndexNames) => ({
  courses: { ...courses, replicas: courseSorts.map((sort) => names.sorted[sort]) },
  lessons,
});

/** The settings of the index that holds the courses in an order. */
export const replicaSettings = (sort: CourseSort) => ({ ...courses, ranking: [orders[sort], ...ranking] });
