import type { Id } from "../shared/id";
import type { SearchedLesson, SearchState, SearchStatistics } from "./search-state";

/** Each method is one index. */
export interface SearchReader {
  /** What is known of the search service; nothing until it was spoken to. */
  state(): Promise<SearchState>;
  /** What the index may hold of a lesson; null: nothing. */
  searched(lessonId: Id<"lessons">): Promise<SearchedLesson | null>;
  /** What it may hold of a course's lessons, at most `limit`. */
  searchedOf(courseId: Id<"courses">, limit: number): Promise<SearchedLesson[]>;
  /** The newest statistics over so many days; null before any were read. */
  statistics(days: number): Promise<SearchStatistics | null>;
}
export interface SearchStore extends SearchReader {
  changeState(change: Partial<SearchState>): Promise<void>;
  /** Notes how many parts of a lesson the index may hold; zero forgets it. */
  setSearched(lesson: SearchedLesson): Promise<void>;
  /** Keeps statistics in place of older ones over as many days. */
  setStatistics(statistics: SearchStatistics): Promise<void>;
}
