import type { CourseReader } from "./course-store";

/** The part of a course's address that says its title: lower-case letters of ASCII, digits and hyphens. */
export function slugOf(title: string): string {
  const slug = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80)
    .replace(/-+$/, "");
  return slug || "course";
}

const numbered = 30;

/** A slug that no course has. `now` (ms) makes one when very many courses share a title. */
export async function freeSlug(courses: Pick<CourseReader, "bySlug">, title: string, now: number): Promise<string> {
  const slug = slugOf(title);
  if (!(await courses.bySlug(slug))) return slug;
  for (let n = 2; n <= numbered; n++) {
    const candidate = `${slug}-${n}`;
    if (!(await courses.bySlug(candidate))) return candidate;
  }
  return `${slug}-${now.toString(36)}`;
}
