import * as z from "zod";

/** With what a browser searches: an address, a key of the viewer's own, and the names of the indices. */
export const searchAccess = z.object({
  appId: z.string(),
  apiKey: z.string(),
  /** Whether the service is reached through the page's own origin instead of Algolia's. */
  isEmbedded: z.boolean(),
  /** When the key ends, in ms. */
  validUntil: z.number(),
  indices: z.object({
    courses: z.string(),
    lessons: z.string(),
    sorted: z.object({ newest: z.string(), rating: z.string(), enrolled: z.string(), shortest: z.string() }),
  }),
  /** The courses whose lessons open in the learning room; the others' open as previews. Null: every course's. */
  roomCourseIds: z.array(z.string()).nullable(),
});
export type SearchAccess = z.infer<typeof searchAccess>;

/** A key is made for a span of time, so that it need not be made anew for each question and yet ends soon. */
export const spanMs = 10 * 60_000;
/** The number of the span that a time (ms) lies in. */
export const spanAt = (now: number): number => Math.floor(now / spanMs);
/** When a key ends (ms) that was made in a span: with the next one, so that it is renewed before that. */
export const endOf = (span: number): number => (span + 2) * spanMs;
