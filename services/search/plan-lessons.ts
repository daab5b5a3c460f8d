import type { LessonId } from "../lessons/lesson";
import { lessonRecordsOf, type LessonRecordDeps } from "./lesson-records-of";
import { partId, type LessonRecord } from "./search-record";
import type { SearchStore } from "./search-store";

export type LessonPlan = {
  save: LessonRecord[];
  /** Names of parts that are no longer. */
  remove: string[];
  /** What the index holds once both were done; for `settleLessons`. */
  parts: { lessonId: LessonId; courseId: LessonRecord["courseId"]; parts: number }[];
};

/**
 * What has to be written so that the index holds these lessons as they are. It is noted beforehand that the index may
 * hold as much, because the answer of the search service may be lost on the way.
 */
export async function planLessons(
  deps: LessonRecordDeps & { search: SearchStore },
  lessonIds: readonly LessonId[],
): Promise<LessonPlan> {
  const plan: LessonPlan = { save: [], remove: [], parts: [] };
  for (const lessonId of lessonIds) {
    const [records, held] = await Promise.all([lessonRecordsOf(deps, lessonId), deps.search.searched(lessonId)]);
    const [first] = records;
    const courseId = held?.courseId ?? (first ? (await deps.lessons.byId(lessonId))?.courseId : undefined);
    if (!courseId) continue;
    const parts = held?.parts ?? 0;
    plan.save.push(...records);
    for (let part = records.length; part < parts; part++) plan.remove.push(partId(lessonId, part));
    plan.parts.push({ lessonId, courseId, parts: records.length });
    if (records.length > parts) await deps.search.setSearched({ lessonId, courseId, parts: records.length });
  }
  return plan;
}

/** Notes what the index holds since a plan was done. */
export async function settleLessons(
  { search }: { search: SearchStore },
  parts: readonly Parameters<SearchStore["setSearched"]>[0][],
): Promise<null> {
  for (const lesson of parts) await search.setSearched(lesson);
  return null;
}
