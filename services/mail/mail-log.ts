import * as z from "zod";
import type { OutboxReader } from "../outbox/outbox-store";
import { idOf } from "../shared/id";
import { mail, mailAddress } from "./mail";

/** A mail as admins see it: never its words. */
export const mailRow = z.object({
  _id: idOf("mails"),
  ...mail.omit({ key: true, params: true, unlessRead: true, causedBy: true, locale: true, vendorId: true }).shape,
  /** Whether it can still be sent: its words are there. */
  hasWords: z.boolean(),
});
export type MailRow = z.infer<typeof mailRow>;

/** An address in trouble as admins see it. */
export const troubledRow = z.object({ _id: idOf("mailAddresses"), ...mailAddress.shape });
export type TroubledRow = z.infer<typeof troubledRow>;

/** Counts of what waits go no further than this. */
export const mostCounted = 1_000;

/** How the post fares. Times in ms. */
export async function readPost({ outbox }: { outbox: Pick<OutboxReader, "waiting" | "state"> }) {
  const [waiting, state] = await Promise.all([outbox.waiting("mail", mostCounted), outbox.state("mail")]);
  const { delivered, lastError, lastErrorAt, lastDeliveredAt } = state;
  return { waiting, delivered, lastError, lastErrorAt, lastDeliveredAt };
}
