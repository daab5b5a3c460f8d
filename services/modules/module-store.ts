import type { Id } from "../shared/id";
import type { CourseModule, ModuleId } from "./module";

/** The most modules one course may have. */
export const mostModules = 300;

/** Each method is one index. "Standing" means not removed. */
export interface ModuleReader {
  byId(id: ModuleId): Promise<CourseModule | null>;
  /** The standing modules of a course in order, at most `limit`. */
  ofCourse(courseId: Id<"courses">, limit: number): Promise<CourseModule[]>;
  bySource(courseId: Id<"courses">, sourceKey: string): Promise<CourseModule | null>;
  /** The standing module that comes after `order` (null: the first). */
  following(courseId: Id<"courses">, order: string | null): Promise<CourseModule | null>;
  last(courseId: Id<"courses">): Promise<CourseModule | null>;
  /** Modules removed before a time (ms), at most `limit`. */
  removedBefore(time: number, limit: number): Promise<CourseModule[]>;
  /** Any modules of a course, removed ones too, at most `limit`. */
  anyOf(courseId: Id<"courses">, limit: number): Promise<CourseModule[]>;
}
export interface ModuleStore extends ModuleReader {
  add(module: Omit<CourseModule, "_id">): Promise<ModuleId>;
  change(id: ModuleId, change: Partial<Omit<CourseModule, "_id" | "courseId">>): Promise<void>;
  remove(id: ModuleId): Promise<void>;
}
