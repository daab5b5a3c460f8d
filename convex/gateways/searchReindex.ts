import type { CourseId } from "../../services/courses/course";
import { buildingNames } from "../../services/search/index-settings";
import type { Reindex } from "../../services/search/search-state";
import { internal } from "../_generated/api";
import { applySettings } from "./searchSettings";
import { isRefusal, whyNot, type SearchCtx, type SearchService } from "./searchClient";
import { writeCourses, writeLessonsOf, type Targets } from "./searchWriting";

/** How long (ms) one step goes on: other errands of the channel come in between. */
const stepMs = 10_000;
const kinds = ["courses", "lessons"] as const;
const fromTheStart = { cursor: null, done: 0, records: 0, isSwapping: false };

/**
 * One step of building the indices anew. It is an errand like the others and never at the same time as one, so nothing
 * older can be written over something newer; and errands in between write to both. A step that is done twice does no harm.
 */
export async function reindexStep(ctx: SearchCtx, service: SearchService): Promise<void> {
  try {
    await step(ctx, service);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await clear(service);
    const why = whyNot(error);
    await ctx.runMutation(internal.jobs.search.note, { progress: { state: "failed", error: why.slice(0, 500) } });
  }
}

async function step(ctx: SearchCtx, service: SearchService): Promise<void> {
  const { reindex } = await ctx.runQuery(internal.jobs.search.state, {});
  if (reindex.state === "cancelling") return giveUp(ctx, service);
  if (reindex.state !== "running") return;
  const began = Date.now();
  let standing: Reindex = reindex;
  // Which of the new indices has moved already cannot be known, and one that is written to now would begin anew beside
  // those that are searched: everything is built once more.
  if (reindex.isSwapping) standing = await ctx.runMutation(internal.jobs.search.note, { progress: fromTheStart });
  if (standing.cursor === null) await begin(service);
  while (standing.state === "running") {
    const page = await ctx.runQuery(internal.jobs.search.published, { cursor: standing.cursor });
    const records = await build(ctx, service, page.courseIds);
    const progress = { done: standing.done + page.courseIds.length, records: standing.records + records };
    if (page.next === null) {
      await ctx.runMutation(internal.jobs.search.note, { progress: { isSwapping: true } });
      await swap(service);
      await ctx.runMutation(internal.jobs.search.note, {
        progress: { ...progress, total: progress.done, state: "done", isSwapping: false, error: null },
      });
      return;
    }
    standing = await ctx.runMutation(internal.jobs.search.note, { progress: { ...progress, cursor: page.next } });
    // Noting asked for the next step.
    if (Date.now() - began > stepMs) return;
  }
  if (standing.state === "cancelling") await giveUp(ctx, service);
}

/** Empty indices with the settings of those that are searched. */
async function begin(service: SearchService): Promise<void> {
  const { client, names } = service;
  await applySettings(service);
  const building = buildingNames(names);
  for (const of of kinds) {
    const left = await client.deleteIndex({ indexName: building[of] });
    await client.waitForTask({ indexName: building[of], taskID: left.taskID });
    const { taskID } = await client.operationIndex({
      indexName: names[of],
      operationIndexParams: {
        operation: "copy",
        destination: building[of],
        scope: ["settings", "synonyms", "rules"],
      },
    });
    await client.waitForTask({ indexName: names[of], taskID });
  }
}

async function build(ctx: SearchCtx, service: SearchService, courseIds: readonly CourseId[]): Promise<number> {
  const targets: Targets = { service, isBuilding: true, isOnlyBuilding: true };
  if (courseIds.length > 0) await writeCourses(ctx, targets, courseIds);
  let records = courseIds.length;
  for (const courseId of courseIds) records += await writeLessonsOf(ctx, targets, courseId);
  return records;
}

/** Puts what was built in the place of what is searched; a search in between is answered by one or the other. */
async function swap(service: SearchService): Promise<void> {
  const { client, names } = service;
  const building = buildingNames(names);
  for (const of of kinds) {
    // Whatever is still being taken in comes before the move: an empty change waits for its turn behind it.
    const last = await client.batch({
      indexName: building[of],
      batchWriteParams: { requests: [{ action: "deleteObject", body: { objectID: "nothing" } }] },
    });
    await client.waitForTask({ indexName: building[of], taskID: last.taskID });
    const { taskID } = await client.operationIndex({
      indexName: building[of],
      operationIndexParams: { operation: "move", destination: names[of] },
    });
    await client.waitForTask({ indexName: building[of], taskID });
  }
  await applySettings(service);
}

/** Leaves nothing of what was being built. */
async function clear({ client, names }: SearchService): Promise<void> {
  const building = buildingNames(names);
  for (const of of kinds) await client.deleteIndex({ indexName: building[of] });
}

async function giveUp(ctx: SearchCtx, service: SearchService): Promise<void> {
  await clear(service);
  await ctx.runMutation(internal.jobs.search.note, { progress: { state: "cancelled" } });
}
