import * as z from "zod";

/** What the school tells people about, as far as they may choose how. */
export const topics = ["courses", "teaching", "imports", "people", "announcements", "wishlist"] as const;
export const topic = z.enum(topics);
export type Topic = z.infer<typeof topic>;
