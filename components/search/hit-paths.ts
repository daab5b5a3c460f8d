import type { SearchAccess } from "@/services/search/search-access";
import type { LessonRecord } from "@/services/search/search-record";
import { paths } from "@/lib/paths";

/** Where a lesson that was found opens: in the learning room for those who are of the course, else as a preview. */
export function lessonPath(
  { roomCourseIds }: Pick<SearchAccess, "roomCourseIds">,
  { courseSlug, lessonId, courseId }: Pick<LessonRecord, "courseSlug" | "lessonId" | "courseId">,
): string {
  const isMine = roomCourseIds === null || roomCourseIds.includes(courseId);
  return isMine ? paths.lesson(courseSlug, lessonId) : paths.preview(courseSlug, lessonId);
}

/** The search page for some words. */
export const searchPath = (query: string): string => `${paths.search}${query ? `?q=${encodeURIComponent(query)}` : ""}`;
