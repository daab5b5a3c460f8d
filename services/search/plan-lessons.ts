import type { CourseId } from "../courses/course";
import type { LessonId } from "../lessons/lesson";
import type { ModuleId } from "../modules/module";
import { readLesson, type LessonRecordDeps } from "./lesson-records-of";
import { partId, type LessonRecord } from "./search-record";
import type { SearchedLesson } from "./search-state";
import type { SearchStore } from "./search-store";

export type LessonPlan = {
  /** How many of the lessons it is about, the first ones; at least one. */
  looked: number;
  save: LessonRecord[];
  /** Names of parts that are no longer. */
  remove: string[];
  /** What the index holds less of once that was done; for `settleLessons`. */
  parts: SearchedLesson[];
};

/** Where a plan ends early: what is read for it, and what it carries, stay well below what a function may. */
const mostBlocksRead = 2_000;
const mostLetters = 1_000_000;

/**
 * What has to be written so that the index holds these lessons as they are, or as many of them as one reading can take.
 * It is noted beforehand that the index may hold as much, because the answer of the search service may be lost on the way.
 */
export async function planLessons(
  deps: LessonRecordDeps & { search: SearchStore },
  lessonIds: readonly LessonId[],
): Promise<LessonPlan> {
  const reading = readingOnce(deps);
  const plan: LessonPlan = { looked: 0, save: [], remove: [], parts: [] };
  let [blocks, letters] = [0, 0];
  for (const lessonId of lessonIds) {
    const [{ lesson, records, blockCount }, held] = await Promise.all([
      readLesson(reading, lessonId),
      deps.search.searched(lessonId),
    ]);
    plan.looked++;
    const courseId = held?.courseId ?? lesson?.courseId;
    const parts = held?.parts ?? 0;
    plan.save.push(...records);
    for (let part = records.length; part < parts; part++) plan.remove.push(partId(lessonId, part));
    if (courseId && records.length < parts) plan.parts.push({ lessonId, courseId, parts: records.length });
    if (courseId && records.length > parts) {
      await deps.search.setSearched({ lessonId, courseId, parts: records.length });
    }
    blocks += blockCount;
    letters += records.reduce((sum, { text }) => sum + text.length, 0);
    if (blocks > mostBlocksRead || letters > mostLetters) break;
  }
  return plan;
}

/** The same stores, which read each course and each module once: lessons of one plan share them. */
function readingOnce(deps: LessonRecordDeps): LessonRecordDeps {
  const courses = new Map<CourseId, ReturnType<LessonRecordDeps["courses"]["byId"]>>();
  const modules = new Map<ModuleId, ReturnType<LessonRecordDeps["modules"]["byId"]>>();
  return {
    ...deps,
    courses: { byId: (id) => once(courses, id, () => deps.courses.byId(id)) },
    modules: { byId: (id) => once(modules, id, () => deps.modules.byId(id)) },
  };
}

function once<Key, Value>(kept: Map<Key, Value>, key: Key, read: () => Value): Value {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const value = read();
  kept.set(key, value);
  return value;
}

/** Notes what the index holds since a plan was done. */
export async function settleLessons(
  { search }: { search: SearchStore },
  parts: readonly SearchedLesson[],
): Promise<null> {
  for (const lesson of parts) await search.setSearched(lesson);
  return null;
}
