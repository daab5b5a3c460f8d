import type { Actor } from "../access/permissions";
import { enqueue, type OutboxDeps } from "../outbox/enqueue";
import type { SchoolReader } from "../school/school-store";
import { noSearchState, type Reindex } from "./search-state";
import type { SearchStore } from "./search-store";
import { writeKey } from "./search-task";

type Deps = OutboxDeps & { search: SearchStore; school: SchoolReader };

const everything = writeKey({ kind: "reindex", id: "all" });
export const isUnderWay = ({ state }: Pick<Reindex, "state">): boolean => state === "running" || state === "cancelling";

/** Begins to build the indices anew, beside those that are searched. One that is under way goes on. */
export async function startReindex(deps: Deps, _actor: Actor | null): Promise<null> {
  const { reindex } = await deps.search.state();
  if (isUnderWay(reindex)) {
    if (reindex.state === "cancelling") await change(deps, { state: "running" });
    await enqueue(deps, "search", { key: everything, payload: null });
    return null;
  }
  const counts = await deps.school.counts();
  await deps.search.changeState({
    reindex: {
      ...noSearchState.reindex,
      state: "running",
      total: counts["courses.published"],
      startedAt: deps.clock.now(),
    },
  });
  await enqueue(deps, "search", { key: everything, payload: null });
  return null;
}

/** Asks a rebuilding to end; the indices that are searched stay as they are. */
export async function cancelReindex(deps: Deps, _actor: Actor | null): Promise<null> {
  const { reindex } = await deps.search.state();
  if (reindex.state !== "running") return null;
  await change(deps, { state: "cancelling" });
  await enqueue(deps, "search", { key: everything, payload: null });
  return null;
}

/** Notes how far a step has come, unless the rebuilding was asked to end; answers how it stands. */
export async function noteReindex(deps: Deps, progress: Partial<Reindex>): Promise<Reindex> {
  const { reindex } = await deps.search.state();
  if (!isUnderWay(reindex)) return reindex;
  const isOver = progress.state !== undefined && !isUnderWay({ state: progress.state });
  const state = reindex.state === "cancelling" && !isOver ? "cancelling" : (progress.state ?? reindex.state);
  return change(deps, { ...progress, state, ...(isOver ? { finishedAt: deps.clock.now() } : {}) });
}

async function change({ search }: Deps, by: Partial<Reindex>): Promise<Reindex> {
  const { reindex } = await search.state();
  const next = { ...reindex, ...by };
  await search.changeState({ reindex: next });
  return next;
}

/**
 * Sees to it that the search service has this school's settings and, when it is another one than before, everything that
 * may be found. `target` names application and indices, `settings` is the fingerprint of the settings.
 */
export async function prepareSearch(deps: Deps, { target, settings }: { target: string; settings: string }) {
  const state = await deps.search.state();
  if (state.target !== target) {
    await deps.search.changeState({ target, settings: null, reindex: noSearchState.reindex });
    await startReindex(deps, null);
  } else if (state.settings !== settings) {
    await enqueue(deps, "search", { key: writeKey({ kind: "settings", id: "all" }), payload: null });
  }
  return null;
}
