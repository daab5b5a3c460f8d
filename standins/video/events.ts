import { createHmac, randomUUID } from "node:crypto";
import { newId, type EventRow, type Store } from "./store";

/** The kinds of events that the school is told of, named as Mux names them. */
export type EventType =
  | `video.upload.${"created" | "asset_created" | "cancelled" | "errored"}`
  | `video.asset.${"created" | "ready" | "updated" | "errored" | "deleted"}`
  | `video.asset.track.${"created" | "ready" | "errored" | "deleted"}`;

/** Where events go; `secret` signs them. */
export type Receiver = { url: string; secret: string; send?: typeof fetch };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
// About a day of trying, as long as Mux tries.
const MOST_ATTEMPTS = 1_440;
const TIMEOUT_MS = 10_000;
// So many are looked at in one round; the rest follow in the next.
const MOST_AT_ONCE = 500;

/** The header by which Mux signs a delivery; `seconds` since 1970. */
export function muxSignature(secret: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}

/** The pause after so many failed attempts, in ms. */
export function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1), LONGEST_PAUSE_MS);
}

/**
 * The durable queue of webhooks. An event is written in the transaction that makes it true and stays until its receiver
 * has answered with success; one that is refused is tried again later and holds up no other.
 */
export function openEvents(
  store: Store,
  receiver: Receiver,
  { now, onTrouble }: { now: () => number; onTrouble: (what: string) => void },
) {
  const send = receiver.send ?? fetch;
  const closing = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let round: Promise<void> | null = null;

  async function attempt({ body }: EventRow): Promise<string | null> {
    try {
      const response = await send(receiver.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "mux-signature": muxSignature(receiver.secret, Math.floor(now() / 1000), body),
        },
        body,
        redirect: "manual",
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), closing.signal]),
      });
      await response.body?.cancel();
      return response.ok ? null : `answered ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async function deliverDue(): Promise<void> {
    const due = [...store.events.getRange({ limit: MOST_AT_ONCE })].filter(({ value }) => value.notBefore <= now());
    for (const { key, value } of due) {
      const trouble = await attempt(value);
      if (closing.signal.aborted) return;
      const attempts = value.attempts + 1;
      const isOver = trouble !== null && attempts >= MOST_ATTEMPTS;
      await store.write(() => {
        if (trouble === null || isOver) store.events.removeSync(key);
        else store.events.putSync(key, { ...value, attempts, notBefore: now() + pauseAfter(attempts) });
        if (isOver) store.setAside.putSync(key, { ...value, attempts });
      });
      if (isOver) onTrouble(`An event was set aside after ${attempts} attempts: ${trouble}`);
    }
    const waiting = [...store.events.getRange({ limit: MOST_AT_ONCE })];
    if (waiting.length === 0) return;
    const soonest = Math.min(...waiting.map(({ value }) => value.notBefore));
    if (timer) clearTimeout(timer);
    timer = setTimeout(kick, Math.max(1, Math.min(soonest - now(), LONGEST_PAUSE_MS)));
  }

  function kick() {
    if (timer) clearTimeout(timer);
    timer = null;
    if (closing.signal.aborted) return;
    round = (round ?? Promise.resolve()).then(deliverDue);
    round = round.catch((error: unknown) => onTrouble(String(error)));
  }

  return {
    /** To be called inside a transaction: tells the receiver of something. `kick` afterwards. */
    add(type: EventType, object: { type: "asset" | "upload" | "track"; id: string }, about: Record<string, unknown>) {
      const body = JSON.stringify({
        type,
        id: randomUUID(),
        created_at: new Date(now()).toISOString(),
        object,
        environment: { name: "Doctrina", id: "embedded" },
        data: about,
        accessor: null,
        accessor_source: null,
        request_id: null,
        attempts: [],
      });
      store.events.putSync(newId(now()), { body, attempts: 0, notBefore: 0 });
    },
    /** Starts (or resumes) delivering. */
    kick,
    /** How many events wait. */
    waiting: () => store.events.getKeysCount(),
    /** Resolves when the events that can be delivered now have been. */
    async settled() {
      kick();
      await round;
    },
    /** Stops delivering; what waits is delivered after the next start. */
    async close() {
      closing.abort();
      if (timer) clearTimeout(timer);
      await round;
    },
  };
}

/** The queue of webhooks. */
export type Events = ReturnType<typeof openEvents>;
