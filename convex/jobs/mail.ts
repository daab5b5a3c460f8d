import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { forgetMailsOf, forgetOldMails } from "../../services/mail/forget-mails";
import { mailEvent } from "../../services/mail/mail-event";
import { mailResult, noteResults } from "../../services/mail/note-results";
import { prepared, prepareMails } from "../../services/mail/prepare-mails";
import { recordEvent } from "../../services/mail/record-event";
import { schoolCard } from "../../services/school/school";
import { noteWebhook } from "../../services/system/note-webhook";
import { sendDigests as sendDueDigests } from "../../services/notifications/send-digests";
import { jobMutation, jobQuery } from "../functions";

/** What a delivery is to do with mails that are due. */
export const prepare = jobQuery({
  args: { mailIds: z.array(z.string()) },
  returns: z.object({ school: schoolCard, mails: z.array(prepared) }),
  handler: (ctx, { mailIds }) => prepareMails(ctx, mailIds),
});

/** What came of handing mails over. */
export const note = jobMutation({
  args: { results: z.array(mailResult) },
  returns: z.null(),
  handler: (ctx, { results }) => noteResults(ctx, results),
});

/** Takes over what the mail service tells, once: the delivery is noted in the same transaction. */
export const take = jobMutation({
  args: { deliveryId: z.string().max(200), event: mailEvent },
  returns: z.null(),
  handler: async (ctx, { deliveryId, event }) => {
    // Each vendor names its deliveries by itself: what one has told is not told by another.
    if (await ctx.school.takeDelivery(`mail/${deliveryId}`, ctx.clock.now())) await recordEvent(ctx, event);
    await noteWebhook(ctx, "mail", `email.${event.kind}`);
    return null;
  },
});

/** Sends the digests that are due; every few minutes, and goes on by itself until none is left. */
export const sendDigests = jobMutation({
  args: {},
  returns: z.null(),
  handler: (ctx) => sendDueDigests(ctx),
});

/** Forgets old mails; daily, and goes on by itself until none is left. */
export const forgetOld = jobMutation({
  args: {},
  returns: z.null(),
  handler: (ctx) => forgetOldMails(ctx),
});

/** Forgets the rest of the mails of someone who is gone; goes on by itself. */
export const forgetOf = jobMutation({
  args: { userId: zid("users") },
  returns: z.null(),
  handler: (ctx, { userId }) => forgetMailsOf(ctx, userId, ""),
});
