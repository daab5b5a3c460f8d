import type { Course } from "../courses/course";

/** Finds courses for a form that enrols someone. */
export interface CoursePicker {
  /** Published courses whose title begins with `text` as typed, capitalised or in small letters, at most `limit`. */
  beginningWith(text: string, limit: number): Promise<Course[]>;
}
