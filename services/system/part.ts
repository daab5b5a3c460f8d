import * as z from "zod";

/** The parts that a school is made of; each is a vendor, or what comes with Doctrina in its place. */
export const part = z.enum(["convex", "identity", "mail", "search", "video"]);
export type Part = z.infer<typeof part>;

/** Why a part did not answer as it should; `status` is that of the answer, where there was one. */
export const trouble = z.object({
  kind: z.enum(["no_address", "unreachable", "no_answer", "refused_key", "bad_answer"]),
  status: z.number().nullable(),
});
export type Trouble = z.infer<typeof trouble>;

/** How a part was when it was last asked. Times in ms; null where there is none yet. */
export const partHealth = z.object({
  part,
  /** Whether it answered last time; null while it was never asked. */
  isUp: z.boolean().nullable(),
  checkedAt: z.number().nullable(),
  /** How long its last answer took, in ms. */
  tookMs: z.number().nullable(),
  lastUpAt: z.number().nullable(),
  /** Why it did not answer the last time that it did not, and when that was. */
  lastError: trouble.nullable(),
  lastErrorAt: z.number().nullable(),
  /** How many things it is still working on, among the newest; null for parts that do not say. */
  busyWith: z.number().nullable(),
  /** The newest webhook that was believed. */
  webhookAt: z.number().nullable(),
  webhookType: z.string().nullable(),
  /** When somebody asked for a check by hand; kept with the part "convex" for all of them. */
  askedAt: z.number().nullable(),
});
export type PartHealth = z.infer<typeof partHealth>;

/** A part of which nothing is known yet. */
export const unknownPart = (of: Part): PartHealth => ({
  part: of,
  isUp: null,
  checkedAt: null,
  tookMs: null,
  lastUpAt: null,
  lastError: null,
  lastErrorAt: null,
  busyWith: null,
  webhookAt: null,
  webhookType: null,
  askedAt: null,
});

/** What asking a part has come to; `trouble` is null when it answered. */
export const partCheck = z.object({
  part,
  tookMs: z.number(),
  trouble: trouble.nullable(),
  busyWith: z.number().nullable(),
});
export type PartCheck = z.infer<typeof partCheck>;
