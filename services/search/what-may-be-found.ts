import { can, type Actor } from "../access/permissions";
import type { CourseReader } from "../courses/course-store";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import { everyone } from "./search-record";

type Deps = { courses: CourseReader; enrollments: EnrollmentReader };

/** The most courses of each kind that a key names, the most recently visited first: a key travels with every request. */
export const mostCourses = 50;

/** The courses whose lessons someone may find: all of them, or those named. */
export type Findable = "all" | readonly string[];

/** Whose lessons a viewer may find besides those that everybody may. */
export async function findableBy({ courses, enrollments }: Deps, viewer: Actor | null): Promise<Findable> {
  if (!viewer) return [];
  if (can(viewer, "school.manage")) return "all";
  const [active, completed, staffed] = await Promise.all([
    enrollments.ofUser(viewer.id, "active", mostCourses),
    enrollments.ofUser(viewer.id, "completed", mostCourses),
    can(viewer, "course.teach") ? courses.staffedBy(viewer.id, { numItems: mostCourses, cursor: null }) : { page: [] },
  ]);
  const joined = [...active, ...completed].sort((a, b) => b.lastActiveAt - a.lastActiveAt).slice(0, mostCourses);
  return [...new Set([...joined, ...staffed.page].map(({ courseId }) => courseId))];
}

/** The filter that a key carries; null where nothing is held back. */
export function filterFor(findable: Findable): string | null {
  if (findable === "all") return null;
  return [everyone, ...findable].map((one) => `audience:"${one}"`).join(" OR ");
}
