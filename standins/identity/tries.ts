import { createHash } from "node:crypto";
import type { Database, RootDatabase } from "lmdb";

type Count = { count: number; startedAt: number };

/** A number of tries within a stretch of time. */
export type Allowance = { tries: number; windowMs: number };

/**
 * Counts tries by name (an account, an address, a code), durably, so that a restart is no way round a limit. A name
 * is kept as its hash: the store of limits is no list of addresses.
 */
export function openTries(env: RootDatabase, now: () => number) {
  const counts: Database<Count, string> = env.openDB({ name: "tries" });
  const keyOf = (name: string) => createHash("sha256").update(name.toLowerCase()).digest("base64url");
  let writes = 0;

  function prune(longestMs: number) {
    const old = [...counts.getRange({ limit: 5_000 })].filter(({ value }) => now() - value.startedAt > longestMs);
    for (const { key } of old) counts.removeSync(key);
  }

  return {
    /** Takes one try; returns 0 when there was one left, else the seconds until there is again. */
    take(name: string, allowance: Allowance): number {
      return env.transactionSync(() => {
        writes += 1;
        if (writes % 1_000 === 0) prune(24 * 3_600_000);
        const key = keyOf(name);
        const held = counts.get(key);
        const current = held && now() - held.startedAt < allowance.windowMs ? held : { count: 0, startedAt: now() };
        if (current.count >= allowance.tries) return Math.ceil((current.startedAt + allowance.windowMs - now()) / 1000);
        counts.putSync(key, { ...current, count: current.count + 1 });
        return 0;
      });
    },
    /** Gives all tries back, after a success. */
    clear(name: string) {
      counts.removeSync(keyOf(name));
    },
  };
}

export type Tries = ReturnType<typeof openTries>;
