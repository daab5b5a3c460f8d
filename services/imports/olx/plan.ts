import type { BlockContent } from "../../lessons/block";
import type { QuestionDraft } from "../../questions/question";
import type { ImportItem } from "../import";

/**
 * What an archive becomes, before anything is written. Where a document or block names a file it says `asset:a<n>`, the
 * n-th of `assets`, and where it names a lesson `lesson:l<n>`, the n-th lesson in reading order: ids come when they are
 * written (see `resolve-references.ts`).
 */
export type CoursePlan = {
  /** "olx:org/course/run". */
  sourceKey: string;
  title: string;
  summary: string;
  /** Rich document as JSON text. */
  description: string;
  language: string;
  outcomes: string[];
  cover: string | null;
  modules: PlannedModule[];
  assets: PlannedAsset[];
  items: PlannedItem[];
};
export type PlannedModule = {
  sourceKey: string;
  title: string;
  sections: { key: string; title: string }[];
  lessons: PlannedLesson[];
};
export type PlannedLesson = {
  /** "l<n>". */
  token: string;
  sourceKey: string;
  title: string;
  sectionKey: string | null;
  minutes: number;
  blocks: PlannedBlock[];
};
export type PlannedBlock = { sourceKey: string } & (
  { kind: "content"; content: BlockContent } | { kind: "question"; draft: QuestionDraft }
);
export type PlannedAsset = {
  /** "a<n>". */
  token: string;
  /** Path inside the archive. */
  path: string;
  name: string;
  contentType: string;
  bytes: number;
};
export type PlannedItem = Omit<ImportItem, "seq" | "_id" | "importId">;

/** A block that stands on its own between texts, with references as in a plan. */
export type LooseContent = Exclude<BlockContent, { kind: "text" } | { kind: "question" }>;
/** What markup becomes: runs of rich text, and blocks between them, in reading order. */
export type Piece = { kind: "doc"; doc: string } | { kind: "block"; content: LooseContent };
