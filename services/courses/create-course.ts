import type { Actor } from "../access/permissions";
import { emptyDoc, writeRichDoc } from "../lessons/rich-text";
import type { Clock } from "../shared/clock";
import type { CourseId } from "./course";
import type { CourseStore } from "./course-store";
import { freeSlug } from "./slug";

type Deps = { courses: CourseStore; clock: Clock };

/** Begins a course: an empty draft that its author owns. */
export async function createCourse(
  { courses, clock }: Deps,
  actor: Actor,
  { title, sourceKey = null }: { title: string; sourceKey?: string | null },
): Promise<{ courseId: CourseId; slug: string }> {
  const now = clock.now();
  const slug = await freeSlug(courses, title, now);
  const courseId = await courses.add({
    title,
    slug,
    summary: "",
    description: writeRichDoc(emptyDoc),
    category: "humanities",
    level: "beginner",
    language: "en",
    outcomes: [],
    requirements: [],
    creditUnits: null,
    coverAssetId: null,
    enrollmentPolicy: "open",
    status: "draft",
    publishedAt: null,
    revision: 1,
    moduleCount: 0,
    lessonCount: 0,
    minutes: 0,
    sourceKey,
    ownerId: actor.id,
    createdAt: now,
    updatedAt: now,
  });
  await courses.setStaff({ courseId, userId: actor.id, role: "owner" });
  return { courseId, slug };
}
