import type { Id } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";
import type { CourseImport, ImportId, ImportItem, ImportWork, ItemFilter } from "./import";

export type ImportRow = CourseImport & ImportWork;

/** Each method is one index. */
export interface ImportReader {
  byId(id: ImportId): Promise<ImportRow | null>;
  /** The imports of one person, latest first. */
  ofUser(userId: Id<"users">, options: PageOptions): Promise<Page<ImportRow>>;
  /** The report in the order of the file. */
  items(id: ImportId, only: ItemFilter, options: PageOptions): Promise<Page<ImportItem>>;
}
export interface ImportStore extends ImportReader {
  add(row: Omit<ImportRow, "_id">): Promise<ImportId>;
  change(id: ImportId, change: Partial<Omit<ImportRow, "_id" | "userId">>): Promise<void>;
  addItems(id: ImportId, items: readonly Omit<ImportItem, "_id" | "importId">[]): Promise<void>;
  /** Forgets the report, for an import that begins again. At most `limit` items go; true when none are left. */
  clearItems(id: ImportId, limit: number): Promise<boolean>;
}
