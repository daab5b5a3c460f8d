import type { CourseId } from "../../services/courses/course";
import type { LessonId } from "../../services/lessons/lesson";
import type { Outcome, Taken } from "../../services/outbox/outbox-item";
import { isUnderWay } from "../../services/search/reindex";
import { readKey, type SearchTask } from "../../services/search/search-task";
import { internal } from "../_generated/api";
import { applySettings, fingerprint } from "./searchSettings";
import { isRefusal, searchService, whyNot, type SearchCtx } from "./searchClient";
import { reindexStep } from "./searchReindex";
import { writeCourses, writeLessons, writeLessonsOf, type Targets } from "./searchWriting";

type Errand = { item: Taken; task: SearchTask };

/** How long (ms) one delivery goes on taking up errands; well below the lease, so that two never write at once. */
const patienceMs = 120_000;

/**
 * Brings the index in line with the school wherever the items point. Each errand reads how things are now; what an
 * errand could not do is told in its outcome, and what was not begun in time is left out.
 */
export async function deliverSearch(items: readonly Taken[], ctx: SearchCtx): Promise<Outcome[]> {
  const began = Date.now();
  const service = searchService();
  await ctx.runMutation(internal.jobs.search.prepare, {});
  const state = await ctx.runQuery(internal.jobs.search.state, {});
  if (state.settings !== fingerprint) {
    await applySettings(service).catch((error: unknown) => {
      throw new Error(whyNot(error));
    });
    await ctx.runMutation(internal.jobs.search.keepSettings, { settings: fingerprint });
  }
  const targets: Targets = { service, isBuilding: isUnderWay(state.reindex) };
  const outcomes: Outcome[] = [];
  for (const group of inGroups(items)) {
    if (Date.now() - began > patienceMs) break;
    outcomes.push(...(await attempt(ctx, targets, group)));
  }
  return outcomes;
}

/** What can be done together is one group; an errand that nobody knows is refused alone. */
function inGroups(items: readonly Taken[]): Errand[][] {
  const errands = items.map((item) => ({ item, task: readKey(item.key) ?? { kind: "settings" as const, id: "" } }));
  const of = (...kinds: SearchTask["kind"][]) => errands.filter(({ task }) => kinds.includes(task.kind));
  return [
    of("settings"),
    of("course"),
    ...of("person").map((one) => [one]),
    of("lesson"),
    ...of("lessons").map((one) => [one]),
    ...of("reindex").map((one) => [one]),
  ].filter((group) => group.length > 0);
}

async function attempt(ctx: SearchCtx, targets: Targets, group: readonly Errand[]): Promise<Outcome[]> {
  try {
    await perform(ctx, targets, group);
    return group.map(({ item }) => answer(item, "delivered", ""));
  } catch (error) {
    // One bad record must not keep its neighbours out.
    if (isRefusal(error) && group.length > 1) {
      const alone: Outcome[] = [];
      for (const errand of group) alone.push(...(await attempt(ctx, targets, [errand])));
      return alone;
    }
    const why = whyNot(error);
    return group.map(({ item }) => answer(item, isRefusal(error) ? "refused" : "failed", why));
  }
}

async function perform(ctx: SearchCtx, targets: Targets, group: readonly Errand[]): Promise<void> {
  const ids = group.map(({ task }) => task.id);
  const id = ids[0] ?? "";
  switch (group[0]?.task.kind) {
    case "course":
      return writeCourses(ctx, targets, ids as CourseId[]);
    case "lesson":
      await writeLessons(ctx, targets, ids as LessonId[]);
      return;
    case "lessons":
      await writeLessonsOf(ctx, targets, id as CourseId);
      return;
    case "person":
      return writeCoursesOf(ctx, targets, id);
    case "reindex":
      return reindexStep(ctx, targets.service);
    case "settings":
    case undefined:
      // Done before anything else, where they have changed.
      return;
  }
}

async function writeCoursesOf(ctx: SearchCtx, targets: Targets, userId: string): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: { courseIds: CourseId[]; next: string | null } = await ctx.runQuery(internal.jobs.search.taughtBy, {
      userId,
      cursor,
    });
    if (page.courseIds.length > 0) await writeCourses(ctx, targets, page.courseIds);
    cursor = page.next;
  } while (cursor !== null);
}

const answer = ({ key, revision }: Taken, result: Outcome["result"], error: string): Outcome => ({
  key,
  revision,
  result,
  error: error.slice(0, 2_000),
});
