import type { CoursePicker } from "../../services/enrollments/course-picker";
import type { QueryCtx } from "../_generated/server";

/** Courses found by the beginning of their title, over the index of published titles. */
export function coursePicker(db: QueryCtx["db"]): CoursePicker {
  const beginning = (text: string, limit: number) =>
    db
      .query("courses")
      .withIndex("by_status_title", (q) => q.eq("status", "published").gte("title", text).lt("title", `${text}\uffff`))
      .take(limit);
  return {
    async beginningWith(text, limit) {
      const typed = text.trim();
      const small = typed.toLowerCase();
      const spellings = new Set([typed, small, small.charAt(0).toUpperCase() + small.slice(1)]);
      const found = await Promise.all([...spellings].map((spelling) => beginning(spelling, limit)));
      return [...new Map(found.flat().map((row) => [row._id, row])).values()].slice(0, limit);
    },
  };
}
