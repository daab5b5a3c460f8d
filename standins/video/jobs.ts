import { newId, type JobRow, type Store } from "./store";

/**
 * What a job has to say when it is done: the change that belongs to it, made in the same transaction that takes the
 * job from the queue.
 */
export type Settle = () => void;

/** A job that can never succeed; the message is a sentence for the author. */
export class HopelessError extends Error {
  override readonly name = "HopelessError";
}

// Small errands do not wait behind a long video; within a lane one job runs at a time, small numbers first.
const LANES = { fetch: "errand/1", caption: "errand/1", ingest: "media/1", extras: "media/2" } as const;
const MOST_ATTEMPTS = 3;
const PAUSE_MS = 1_000;

/**
 * The durable queue of work. A job stays until its change is on disk, so a process that dies takes none with it; one
 * that fails, or takes the process with it, `MOST_ATTEMPTS` times is given up.
 */
export function openJobs(
  store: Store,
  options: {
    run: (job: JobRow, signal: AbortSignal) => Promise<Settle>;
    /** What it means that a job is given up; the sentence says why. */
    giveUp: (job: JobRow, why: string) => Settle;
    onSettled: () => void;
    onTrouble: (what: string) => void;
    now: () => number;
    pauseMs?: number;
  },
) {
  let isClosed = false;
  const running = new Map<string, { assetId: string; stop: AbortController }>();
  const rounds = new Map<string, Promise<void>>();
  const closing = new AbortController();

  const head = (lane: string) => [...store.jobs.getRange({ start: `${lane}/`, end: `${lane}0`, limit: 1 })][0];

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      closing.signal.addEventListener(
        "abort",
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    });
  }

  async function settle(key: string, change: Settle) {
    await store.write(() => {
      // A job of something that was deleted meanwhile has nothing to say.
      if (!store.jobs.get(key)) return;
      store.jobs.removeSync(key);
      change();
    });
    // What follows may belong to the other lane, where nobody is at work.
    kick();
    options.onSettled();
  }

  async function runOne(key: string, job: JobRow): Promise<void> {
    const begun = { ...job, attempts: job.attempts + 1 };
    if (begun.attempts > MOST_ATTEMPTS) {
      const why = "The file could not be processed: it made the service stop several times.";
      return settle(key, options.giveUp(job, why));
    }
    await store.write(() => void store.jobs.putSync(key, begun));
    const stop = new AbortController();
    running.set(key, { assetId: job.assetId, stop });
    try {
      await settle(key, await options.run(job, stop.signal));
    } catch (error) {
      if (isClosed) {
        // Ending the service is nobody's failure.
        await store.write(() => void (store.jobs.get(key) && store.jobs.putSync(key, job)));
      } else if (error instanceof HopelessError) {
        await settle(key, options.giveUp(job, error.message));
      } else if (!stop.signal.aborted) {
        options.onTrouble(`${job.kind} of ${job.assetId}: ${error instanceof Error ? error.message : String(error)}`);
        if (begun.attempts >= MOST_ATTEMPTS) {
          await settle(key, options.giveUp(job, "The file could not be processed. Try again, or use another file."));
        } else await pause((options.pauseMs ?? PAUSE_MS) * 2 ** job.attempts);
      }
    } finally {
      running.delete(key);
    }
  }

  async function runLane(lane: string): Promise<void> {
    for (let next = head(lane); next && !isClosed; next = head(lane)) await runOne(next.key, next.value);
  }

  function kick() {
    for (const lane of ["errand", "media"]) {
      if (isClosed || rounds.has(lane)) continue;
      const round = runLane(lane)
        .catch((error: unknown) => options.onTrouble(String(error)))
        .finally(() => {
          rounds.delete(lane);
          if (!isClosed && head(lane)) kick();
        });
      rounds.set(lane, round);
    }
  }

  return {
    /** To be called inside a transaction: puts a job into the queue. `kick` afterwards. */
    add(job: Omit<JobRow, "attempts">) {
      store.jobs.putSync(`${LANES[job.kind]}/${newId(options.now())}`, { ...job, attempts: 0 });
    },
    /** To be called inside a transaction: takes every job of an asset, or of one of its tracks, out of the queue. */
    drop(assetId: string, trackId?: string) {
      for (const { key, value } of store.jobs.getRange({})) {
        if (value.assetId !== assetId || (trackId && value.trackId !== trackId)) continue;
        store.jobs.removeSync(key);
        running.get(key)?.stop.abort();
      }
    },
    /** Starts (or resumes) working. */
    kick,
    /** Resolves when there is nothing to do. */
    async settled() {
      for (kick(); rounds.size > 0; kick()) await Promise.all(rounds.values());
    },
    /** Stops; what is not done is done after the next start. */
    async close() {
      isClosed = true;
      closing.abort();
      for (const { stop } of running.values()) stop.abort();
      await Promise.all(rounds.values());
    },
  };
}

/** The queue of work. */
export type Jobs = ReturnType<typeof openJobs>;
