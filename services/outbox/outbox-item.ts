import * as z from "zod";
import type { Id } from "../shared/id";

/** Where things are delivered: each channel is one vendor, with one gateway and one delivery at a time. */
export const channel = z.enum(["mail", "search", "video"]);
export type Channel = z.infer<typeof channel>;

/** Something that waits to be told to a vendor. Times in ms. */
export const outboxItem = z.object({
  channel,
  /** Names what is told, once among what waits in its channel: told again before delivery, only the newest form is. */
  key: z.string().min(1).max(300),
  /** What the channel's gateway needs besides the key; read there by its own schema. */
  payload: z.unknown(),
  /** Counts the forms that this item has had; a delivery answers for the one that it took. */
  revision: z.number(),
  attempts: z.number(),
  /** When it may be tried; null when it was refused for good and waits for a person. */
  dueAt: z.number().nullable(),
  createdAt: z.number(),
  lastError: z.string().nullable(),
});
export type OutboxItem = z.infer<typeof outboxItem> & { readonly _id: Id<"outboxItems"> };

/** How a channel fares. Times in ms. */
export const channelState = z.object({
  channel,
  /** Who delivers at the moment, and until when nobody else does; null when nobody. */
  lease: z.string().nullable(),
  leasedUntil: z.number(),
  delivered: z.number(),
  lastDeliveredAt: z.number().nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: z.number().nullable(),
});
export type ChannelState = z.infer<typeof channelState>;

/** What a delivery needs to know of an item, and what it answers for. */
export const taken = outboxItem.pick({ key: true, payload: true, revision: true, attempts: true, createdAt: true });
export type Taken = z.infer<typeof taken>;

/** What became of one item: delivered, to be tried again, or refused for good. */
export const outcome = z.object({
  key: z.string(),
  revision: z.number(),
  result: z.enum(["delivered", "failed", "refused"]),
  /** Why, in the vendor's words; empty when delivered. */
  error: z.string().max(2_000),
});
export type Outcome = z.infer<typeof outcome>;
