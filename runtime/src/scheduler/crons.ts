import type { JSONValue } from "convex/values";
import type { Database, Reader, Writer } from "../database/database";
import { canonicalPath, type Component, type CronDeclaration } from "../functions/deployment";
import { checkSchedule, nextRun } from "./cron-schedule";
import { realWorld, type Timer, type World } from "../world";
import type { Scheduler } from "./scheduler";
import { soundRows } from "./sound-rows";

const table = "_crons";
const system = { system: true };
/** A clock on the wall that is set, or a machine that slept, is noticed after this long: timers do not notice. */
const longestTimer = 60_000;
const retryAfterMs = 1_000;
/** A clock that is set back by more than this was wrong before: what ran by it says nothing of the times to come. */
const correctionMs = 3 * 60 * 60_000;

type Cron = {
  id: string;
  /** Absent in the app's. */
  component?: string;
  name: string;
  spec: string;
  nextRunMs: number;
  /** What the clock said when it ran last; 0 or absent before that, and since a wrong clock was corrected. */
  firedAtMs?: number;
  lastJob: string | null;
};
type Declared = Pick<Component, "path" | "crons">;

function keyOf(component: string | undefined, name: string): string {
  return `${component ?? ""}/${name}`;
}

/** Turns crons that are due into jobs; no cron runs twice at the same time, and a missed time is made up for once. */
export class CronJobs {
  readonly #db: Database;
  readonly #scheduler: Scheduler;
  readonly #onError: (error: unknown) => void;
  readonly #world: World;
  #timer: Timer | null = null;
  #isStopped = false;

  constructor(db: Database, scheduler: Scheduler, onError: (error: unknown) => void, world: World = realWorld) {
    this.#db = db;
    this.#scheduler = scheduler;
    this.#onError = onError;
    this.#world = world;
  }

  /** Refuses declarations that this runtime cannot keep, by name. */
  static check(components: Iterable<Declared>): void {
    for (const { crons } of components)
      for (const [name, { schedule }] of Object.entries(crons)) checkSchedule(name, schedule);
  }

  /** Takes the crons of a version's components: new and changed ones start afresh, undeclared ones end. */
  async use(components: Iterable<Declared>): Promise<void> {
    await this.#db.mutate(async (tx) => {
      const known = new Map(this.#read(tx).map((cron) => [keyOf(cron.component, cron.name), cron]));
      const declared = [...components].flatMap(({ path, crons }) =>
        Object.entries(crons).map(([name, declaration]) => ({ path, name, declaration })),
      );
      const stays = new Set(declared.map(({ path, name }) => keyOf(path, name)));
      for (const [key, cron] of known) if (!stays.has(key)) tx.remove(cron.id, table, system);
      for (const { path, name, declaration } of declared) {
        const spec = JSON.stringify(declaration);
        const before = known.get(keyOf(path, name));
        if (before?.spec === spec) continue;
        const schedule = declaration.schedule;
        const component = path === "" ? {} : { component: path };
        const nextRunMs = schedule.type === "interval" ? this.#world.now() : nextRun(name, schedule, this.#world.now());
        if (before === undefined) tx.insert(table, { ...component, name, spec, nextRunMs, lastJob: null }, system);
        else tx.patch(before.id, { spec, nextRunMs }, table, system);
      }
    });
    await this.#look();
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  async #look(): Promise<void> {
    this.#timer?.cancel();
    if (this.#isStopped) return;
    const nowMs = this.#world.now();
    const { value: next } = await this.#db.mutate(async (tx) => {
      const crons = this.#read(tx);
      return Math.min(...crons.map((cron) => this.#lookAt(tx, cron, nowMs)));
    });
    this.#scheduler.wake(nowMs);
    if (this.#isStopped || next === Infinity) return;
    const waitMs = Math.min(Math.max(0, next - this.#world.now()), longestTimer);
    this.#lookAfter(waitMs);
  }

  /** A look that fails, as on a full disk, is not the last one. */
  #lookAfter(waitMs: number): void {
    this.#timer = this.#world.after(waitMs, () => {
      this.#look().catch((error: unknown) => {
        this.#onError(error);
        if (!this.#isStopped) this.#lookAfter(retryAfterMs);
      });
    });
  }

  /** A cron that cannot be read counts as one that is not there: declared again, it starts afresh. */
  #read(reader: Reader): Cron[] {
    const source = { type: "FullTableScan", tableName: table, order: null } as const;
    return soundRows(reader, { source, operators: [] }, system, this.#onError).map(({ id, json }) => ({
      ...(JSON.parse(json) as Omit<Cron, "id">),
      id,
    }));
  }

  /** When a cron is due next; it is fired if that is now. */
  #lookAt(tx: Writer, cron: Cron, nowMs: number): number {
    if (cron.nextRunMs <= nowMs) return this.#fire(tx, cron, nowMs);
    const { schedule } = JSON.parse(cron.spec) as CronDeclaration;
    const firedAtMs = cron.firedAtMs ?? 0;
    const isCorrected = firedAtMs - nowMs > correctionMs;
    // After a smaller step back a time that has run is not run again, and an interval is waited for no longer than it is.
    const ranUntilMs = isCorrected || schedule.type === "interval" ? 0 : firedAtMs;
    const nextRunMs = Math.min(cron.nextRunMs, nextRun(cron.name, schedule, Math.max(nowMs, ranUntilMs)));
    if (isCorrected) tx.patch(cron.id, { nextRunMs, firedAtMs: 0 }, table, system);
    else if (nextRunMs < cron.nextRunMs) tx.patch(cron.id, { nextRunMs }, table, system);
    return nextRunMs;
  }

  #fire(tx: Writer, cron: Cron, nowMs: number): number {
    const { name, args, schedule } = JSON.parse(cron.spec) as CronDeclaration;
    const component = cron.component ?? "";
    const nextRunMs = nextRun(cron.name, schedule, nowMs);
    const isOverlapping = cron.lastJob !== null && this.#scheduler.isOpen(tx, component, cron.lastJob);
    const lastJob = isOverlapping
      ? cron.lastJob
      : this.#scheduler.add(
          tx,
          component,
          { component, path: canonicalPath(name) },
          (args[0] ?? {}) as JSONValue,
          nowMs,
        );
    tx.patch(cron.id, { nextRunMs, firedAtMs: nowMs, lastJob }, table, system);
    return nextRunMs;
  }
}
