import * as z from "zod";
import type { Clock } from "../shared/clock";
import { keyOf } from "../users/user-keys";
import { skipReason } from "./mail";
import type { MailStore } from "./mail-store";
import { templateOf } from "./templates";

/** What came of handing one mail over. */
export const mailResult = z.discriminatedUnion("result", [
  z.object({
    result: z.literal("sent"),
    mailId: z.string(),
    /** Null when the vendor had it already and did not repeat its name. */
    vendorId: z.string().nullable(),
    subject: z.string(),
    to: z.string(),
  }),
  z.object({ result: z.literal("skipped"), mailId: z.string(), reason: skipReason }),
  z.object({ result: z.literal("failed"), mailId: z.string(), error: z.string() }),
  z.object({ result: z.literal("refused"), mailId: z.string(), error: z.string() }),
]);
export type MailResult = z.infer<typeof mailResult>;

/** Writes down what came of mails; what they said is forgotten once nobody needs it. Told twice, it is noted once. */
export async function noteResults(
  { mails, clock }: { mails: MailStore; clock: Clock },
  results: readonly MailResult[],
): Promise<null> {
  for (const one of results) {
    const row = await mails.byId(one.mailId);
    if (!row) continue;
    // The vendor's word of how it ended may have come before this one.
    const isOpen = row.state === "waiting" || row.state === "refused";
    switch (one.result) {
      case "sent":
        await mails.change(row._id, {
          ...(isOpen ? { state: "sent", error: null } : {}),
          vendorId: one.vendorId ?? row.vendorId,
          subject: templateOf(row.template).isSecret ? null : one.subject,
          to: keyOf(one.to),
          params: null,
          sentAt: row.sentAt ?? clock.now(),
        });
        break;
      case "skipped":
        if (isOpen) await mails.change(row._id, { state: "skipped", reason: one.reason, params: null });
        break;
      case "failed":
        if (isOpen) await mails.change(row._id, { error: one.error.slice(0, 2_000) });
        break;
      case "refused":
        if (isOpen) await mails.change(row._id, { state: "refused", error: one.error.slice(0, 2_000) });
        break;
    }
  }
  return null;
}
