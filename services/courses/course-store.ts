import type { StaffRole } from "../access/course-rights";
import type { Id } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";
import type { CatalogueFilter } from "./catalogue-filter";
import type { Course, CourseId, CourseStats, CourseStaff } from "./course";

export const catalogueSorts = ["newest", "popular", "title", "rating"] as const;
export type CatalogueSort = (typeof catalogueSorts)[number];
/** The most people who may teach one course. */
export const mostStaff = 50;

/** Each method is one index. A question without an index is a question for a new method. */
export interface CourseReader {
  byId(id: CourseId): Promise<Course | null>;
  bySlug(slug: string): Promise<Course | null>;
  /** The course that its owner imported from `sourceKey`. */
  bySource(ownerId: Id<"users">, sourceKey: string): Promise<Course | null>;
  /** Published courses. A page may be short while `isDone` is false, because reading is bounded. */
  catalogue(filter: CatalogueFilter, sort: CatalogueSort, options: PageOptions): Promise<Page<Course>>;
  /** Whether any published course is about a subject. */
  hasPublished(category: Course["category"]): Promise<boolean>;
  /** Every course of the school, newest first. */
  all(status: Course["status"] | null, options: PageOptions): Promise<Page<Course>>;
  /** What someone is to a course; null: not staff. */
  staffRole(courseId: CourseId, userId: Id<"users">): Promise<StaffRole | null>;
  /** Staff of a course, at most `mostStaff`. */
  staffOf(courseId: CourseId): Promise<CourseStaff[]>;
  /** The courses someone teaches, latest first. */
  staffedBy(userId: Id<"users">, options: PageOptions): Promise<Page<CourseStaff>>;
  /** Live counts; zeros for a course that has none yet. */
  stats(courseId: CourseId): Promise<CourseStats>;
}
export interface CourseStore extends CourseReader {
  add(course: Omit<Course, "_id">): Promise<CourseId>;
  change(id: CourseId, change: Partial<Omit<Course, "_id" | "ownerId">>): Promise<void>;
  /** One role per person and course: a second one replaces the first. */
  setStaff(staff: CourseStaff): Promise<void>;
  /** Someone is nothing to a course any more. */
  removeStaff(courseId: CourseId, userId: Id<"users">): Promise<void>;
  /** Adds to the live counts; `completed: -1` takes one away. */
  changeStats(courseId: CourseId, by: Partial<CourseStats>): Promise<void>;
  /** Deletes the course with its staff and counts; its modules, lessons and assets must be gone. */
  remove(id: CourseId): Promise<void>;
}
