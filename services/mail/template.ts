import * as z from "zod";
import type { Topic } from "../notifications/topic";
import type { Letter } from "./letter";
import type { Words } from "./words";

/** A path inside the school: never an address, so that no letter leads anywhere else. */
export const path = z
  .string()
  .max(1_000)
  .regex(/^\/(?![/\\])[^\s\\]*$/);

/** Who a letter is for and in whose name, as a template may use it. */
export type Setting = { words: Words; school: string; name: string | null; timeZone: string | null };

/** One kind of letter: what it needs to know, and what it says. */
export type Template<Params extends z.ZodType = z.ZodType> = {
  /** What it is about, for those who may choose not to get it; null for a letter that everyone gets. */
  topic: Topic | "digest" | null;
  /** Whether its subject or its link opens something, so that no log keeps either. */
  isSecret: boolean;
  params: Params;
  /** Plainly made-up params, for looking at the letter. */
  sample: z.output<Params>;
  write: (params: z.output<Params>, setting: Setting) => Letter;
};

/** Ties a template's sample and its writing to its params. */
export const template = <Params extends z.ZodType>(one: Template<Params>): Template<Params> => one;
