import type { Id } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";
import type { Block, BlockId } from "./block";

/** The most blocks one lesson may have. */
export const mostBlocks = 500;

/** Each method is one index. "Standing" means not removed. */
export interface BlockReader {
  byId(id: BlockId): Promise<Block | null>;
  /** The standing blocks of a lesson in order, at most `limit`. */
  ofLesson(lessonId: Id<"lessons">, limit: number): Promise<Block[]>;
  bySource(courseId: Id<"courses">, sourceKey: string): Promise<Block | null>;
  /** The standing block that comes after `order` (null: the first). */
  following(lessonId: Id<"lessons">, order: string | null): Promise<Block | null>;
  last(lessonId: Id<"lessons">): Promise<Block | null>;
  /** Blocks removed before a time (ms), at most `limit`. */
  removedBefore(time: number, limit: number): Promise<Block[]>;
  /** Any blocks of a lesson, removed ones too, at most `limit`. */
  anyOf(lessonId: Id<"lessons">, limit: number): Promise<Block[]>;
  /** All blocks of the school, in the order in which they were added. */
  all(options: PageOptions): Promise<Page<Block>>;
}
export interface BlockStore extends BlockReader {
  add(block: Omit<Block, "_id">): Promise<BlockId>;
  change(id: BlockId, change: Partial<Omit<Block, "_id" | "courseId">>): Promise<void>;
  remove(id: BlockId): Promise<void>;
}
