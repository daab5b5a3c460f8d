import { createHmac, randomBytes } from "node:crypto";
import type { Database, RootDatabase } from "lmdb";
import type { RowChange } from "./lmdb-adapter";
import { splitName, type IdentityUser } from "./token";

/** An event that waits to be delivered. */
type Waiting = { id: string; body: string; attempts: number; notBefore: number };

/** A webhook's body in Clerk's shape. */
export type UserEvent = { type: "user.created" | "user.updated" | "user.deleted"; data: Record<string, unknown> };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
// About a day of trying; after that an event is set aside, so that one that is never taken cannot hold up all others.
const MOST_ATTEMPTS = 1_440;

function userData(user: IdentityUser): Record<string, unknown> {
  const { first, last } = splitName(user.name);
  const addressId = `idn_${user.id.replace(/^user_/, "")}`;
  return {
    id: user.id,
    object: "user",
    first_name: first || null,
    last_name: last || null,
    username: null,
    image_url: user.image ?? "",
    has_image: Boolean(user.image),
    primary_email_address_id: addressId,
    email_addresses: [
      {
        id: addressId,
        object: "email_address",
        email_address: user.email,
        verification: { status: user.emailVerified ? "verified" : "unverified", strategy: "email_code" },
        linked_to: [],
      },
    ],
    phone_numbers: [],
    external_accounts: [],
    public_metadata: {},
    private_metadata: {},
    unsafe_metadata: {},
    created_at: user.createdAt.getTime(),
    updated_at: user.updatedAt.getTime(),
  };
}

/**
 * What the school is told about a change of an account. An account is announced when its address is proven and not
 * before: until then nobody knows whose it is.
 */
export function eventOf(before: IdentityUser | null, after: IdentityUser | null): UserEvent | null {
  if (!after) {
    return before?.emailVerified
      ? { type: "user.deleted", data: { id: before.id, object: "user", deleted: true } }
      : null;
  }
  if (!after.emailVerified) return null;
  if (!before?.emailVerified) return { type: "user.created", data: userData(after) };
  const changed = before.name !== after.name || before.email !== after.email || before.image !== after.image;
  return changed ? { type: "user.updated", data: userData(after) } : null;
}

/** The three headers by which svix signs a delivery; `seconds` since 1970. */
export function svixHeaders(secret: string, id: string, seconds: number, body: string): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return { "svix-id": id, "svix-timestamp": String(seconds), "svix-signature": `v1,${signature}` };
}

/** The pause after so many failed attempts, in ms. */
export function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1), LONGEST_PAUSE_MS);
}

/**
 * The durable outbox of `user.*` events. Events are written in the transaction that changes the account, delivered in
 * order and signed as svix does, and stay until the receiver has answered with success.
 */
export function openWebhooks(
  env: RootDatabase,
  receiver: {
    url: string;
    secret: string;
    send?: typeof fetch;
    now?: () => number;
    onTrouble?: (what: string) => void;
  },
) {
  const waiting: Database<Waiting, number> = env.openDB({ name: "webhooks" });
  const setAside: Database<Waiting, number> = env.openDB({ name: "webhooks-set-aside" });
  const send = receiver.send ?? fetch;
  const now = receiver.now ?? Date.now;
  let isClosed = false;
  let timer: NodeJS.Timeout | null = null;
  let round: Promise<void> | null = null;

  const head = () => [...waiting.getRange({ limit: 1 })][0];

  async function attempt(event: Waiting): Promise<string | null> {
    const headers = {
      "content-type": "application/json",
      ...svixHeaders(receiver.secret, event.id, Math.floor(now() / 1000), event.body),
    };
    try {
      const response = await send(receiver.url, {
        method: "POST",
        headers,
        body: event.body,
        signal: AbortSignal.timeout(10_000),
      });
      await response.text();
      return response.ok ? null : `answered ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async function deliverAll(): Promise<void> {
    for (let next = head(); next && !isClosed; next = head()) {
      const { key, value } = next;
      if (value.notBefore > now()) {
        timer = setTimeout(kick, Math.min(value.notBefore - now(), LONGEST_PAUSE_MS));
        return;
      }
      const trouble = await attempt(value);
      if (isClosed) return;
      if (!trouble) {
        await waiting.remove(key);
        continue;
      }
      const attempts = value.attempts + 1;
      if (attempts >= MOST_ATTEMPTS) {
        await setAside.put(key, value);
        await waiting.remove(key);
        receiver.onTrouble?.(`An event was set aside after ${attempts} attempts: ${trouble}`);
        continue;
      }
      await waiting.put(key, { ...value, attempts, notBefore: now() + pauseAfter(attempts) });
    }
  }

  function kick() {
    if (timer) clearTimeout(timer);
    timer = null;
    if (isClosed) return;
    round = (round ?? Promise.resolve()).then(deliverAll);
    round.catch((error: unknown) => receiver.onTrouble?.(String(error)));
  }

  return {
    /** To be called inside the transaction that changes a row. */
    onChange({ model, before, after }: RowChange) {
      if (model !== "user") return;
      const event = eventOf(before as IdentityUser | null, after as IdentityUser | null);
      if (!event) return;
      const last = [...waiting.getKeys({ reverse: true, limit: 1 })][0] ?? 0;
      const body = JSON.stringify({ ...event, object: "event", timestamp: now(), instance_id: "ins_embedded" });
      waiting.putSync(Math.max(last + 1, now()), {
        id: `msg_${randomBytes(16).toString("hex")}`,
        body,
        attempts: 0,
        notBefore: 0,
      });
      queueMicrotask(kick);
    },
    /** Starts (or resumes) delivering. */
    kick,
    /** How many events wait. */
    waiting: () => waiting.getKeysCount(),
    /** Resolves when the events that can be delivered now have been. */
    async settled() {
      kick();
      await round;
    },
    /** Stops delivering; what waits is delivered after the next start. */
    async close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
      await round;
    },
  };
}
