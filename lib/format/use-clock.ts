"use client";
import { useNow } from "next-intl";
import { useSyncExternalStore } from "react";

/** How often (ms) what says "3 minutes ago" looks at the clock: what has just happened is never in the future by a minute. */
const tickMs = 30_000;

const readers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let tickedAt = 0;
/** By how much (ms) the school's clock is ahead of this browser's. */
let ahead: number | null = null;

function tick(): void {
  tickedAt = Date.now();
  for (const read of readers) read();
}

function subscribe(read: () => void): () => void {
  if (readers.size === 0) {
    tickedAt = Date.now();
    timer = setInterval(tick, tickMs);
  }
  readers.add(read);
  return () => {
    readers.delete(read);
    if (readers.size === 0) clearInterval(timer);
  };
}

/**
 * The time (ms), by the school's clock, going on while the page stands open. `useNow` begins with the time at which the
 * page was first loaded, for whatever appears on it later: news of this minute would be told as from the future.
 */
export function useClock(): number {
  const loadedAt = useNow().getTime();
  return useSyncExternalStore(
    subscribe,
    () => {
      if (ahead === null) {
        tickedAt = Date.now();
        ahead = loadedAt - tickedAt;
      }
      return tickedAt + ahead;
    },
    () => loadedAt,
  );
}
