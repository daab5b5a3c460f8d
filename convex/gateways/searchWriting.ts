import type { CourseId } from "../../services/courses/course";
import type { LessonId } from "../../services/lessons/lesson";
import { internal } from "../_generated/api";
import { buildingNames } from "../../services/search/index-settings";
import type { SearchCtx, SearchService } from "./searchClient";

/** Where records go: into the indices that are searched, and into those that are being built, so that neither misses any. */
export type Targets = { service: SearchService; isBuilding: boolean; isOnlyBuilding?: boolean };
type Request =
  { action: "updateObject"; body: Record<string, unknown> } | { action: "deleteObject"; body: { objectID: string } };

/** The most changes in one request: with 10 KB a record below the 10 MB that a search service takes. */
const mostAtOnce = 500;
const coursesAtOnce = 20;
/** The most lessons that are asked about at once; those with much in them come fewer at a time. */
const lessonsAtOnce = 200;

const save = (body: Record<string, unknown>): Request => ({ action: "updateObject", body });
const remove = (objectID: string): Request => ({ action: "deleteObject", body: { objectID } });

async function write(targets: Targets, of: "courses" | "lessons", requests: Request[]): Promise<void> {
  const { client, names } = targets.service;
  const indices = [
    ...(targets.isOnlyBuilding ? [] : [names[of]]),
    ...(targets.isBuilding ? [buildingNames(names)[of]] : []),
  ];
  for (const indexName of indices)
    for (let at = 0; at < requests.length; at += mostAtOnce)
      await client.batch({ indexName, batchWriteParams: { requests: requests.slice(at, at + mostAtOnce) } });
}

/** Brings the records of these courses in line; those that nobody may find are taken out. */
export async function writeCourses(ctx: SearchCtx, targets: Targets, courseIds: readonly CourseId[]): Promise<void> {
  for (let at = 0; at < courseIds.length; at += coursesAtOnce) {
    const found = await ctx.runQuery(internal.jobs.search.courses, {
      courseIds: courseIds.slice(at, at + coursesAtOnce),
    });
    await write(
      targets,
      "courses",
      found.map(({ courseId, record }) => (record ? save(record) : remove(courseId))),
    );
  }
}

/** Brings the records of these lessons in line; answers how many there are now. */
export async function writeLessons(ctx: SearchCtx, targets: Targets, lessonIds: readonly LessonId[]): Promise<number> {
  let written = 0;
  for (let at = 0; at < lessonIds.length;) {
    const next = lessonIds.slice(at, at + lessonsAtOnce);
    const plan = await ctx.runMutation(internal.jobs.search.plan, { lessonIds: next });
    await write(targets, "lessons", [...plan.save.map(save), ...plan.remove.map(remove)]);
    // What is only being built says nothing of what is searched: there the index may still hold more.
    if (!targets.isOnlyBuilding && plan.parts.length > 0)
      await ctx.runMutation(internal.jobs.search.settle, { parts: plan.parts });
    written += plan.save.length;
    at += plan.looked;
  }
  return written;
}

/** Every lesson of a course, those that the index holds and those that it should; answers how many records there are. */
export async function writeLessonsOf(ctx: SearchCtx, targets: Targets, courseId: CourseId): Promise<number> {
  return writeLessons(ctx, targets, await ctx.runQuery(internal.jobs.search.lessonsOf, { courseId }));
}
