import * as z from "zod";
import type { Id } from "../shared/id";

/** A rebuilding of the indices beside the ones that are searched. Times in ms. */
export const reindex = z.object({
  state: z.enum(["never", "running", "cancelling", "cancelled", "done", "failed"]),
  /** Courses that are in the new indices, and how many there were at the beginning. */
  done: z.number(),
  total: z.number(),
  /** Records written so far. */
  records: z.number(),
  /** Where the next step begins; null at the beginning. */
  cursor: z.string().nullable(),
  /** The new indices are taking the place of the old ones. Who finds this at the beginning of a step was stopped there. */
  isSwapping: z.boolean().optional(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  error: z.string().nullable(),
});
export type Reindex = z.infer<typeof reindex>;

/** What the school knows of its search service. */
export const searchState = z.object({
  /** Which application and indices it has been told of everything; null when none yet. */
  target: z.string().nullable(),
  /** The settings that they have, by their fingerprint. */
  settings: z.string().nullable(),
  reindex,
});
export type SearchState = z.infer<typeof searchState>;

export const noSearchState: SearchState = {
  target: null,
  settings: null,
  reindex: {
    state: "never",
    done: 0,
    total: 0,
    records: 0,
    cursor: null,
    startedAt: null,
    finishedAt: null,
    error: null,
  },
};

/** How many parts of a lesson the index may hold: never fewer than it does. */
export type SearchedLesson = { lessonId: Id<"lessons">; courseId: Id<"courses">; parts: number };

/** Days of searches, as Algolia counts them. Rates are shares of 1, null where nothing was counted. */
export const searchStatistics = z.object({
  days: z.number(),
  readAt: z.number(),
  /** Null when they were read; the service's own words when it refused to tell. */
  error: z.string().nullable(),
  searches: z.number(),
  noResultRate: z.number().nullable(),
  clickThroughRate: z.number().nullable(),
  averageClickPosition: z.number().nullable(),
  top: z.array(
    z.object({
      search: z.string(),
      count: z.number(),
      hits: z.number(),
      clickThroughRate: z.number().nullable(),
    }),
  ),
  withoutResults: z.array(z.object({ search: z.string(), count: z.number() })),
});
export type SearchStatistics = z.infer<typeof searchStatistics>;
