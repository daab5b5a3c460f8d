import * as z from "zod";
import { noteWebhook } from "../../services/system/note-webhook";
import { applyIdentityEvent } from "../../services/users/apply-identity-event";
import { identityEvent } from "../../services/users/identity-event";
import { jobMutation } from "../functions";

/** How long (ms) a delivery is remembered; the provider stops repeating one long before. */
const remembered = 30 * 24 * 60 * 60 * 1000;
const batch = 2_000;

/** Does what a webhook tells, once: the delivery is noted in the same transaction. */
export const take = jobMutation({
  args: { deliveryId: z.string().max(200), issuer: z.string().max(500), event: identityEvent },
  returns: z.null(),
  handler: async (ctx, { deliveryId, issuer, event }) => {
    if (await ctx.school.takeDelivery(deliveryId, ctx.clock.now())) await applyIdentityEvent(ctx, issuer, event);
    await noteWebhook(ctx, "identity", event.kind === "deleted" ? "user.deleted" : "user.updated");
    return null;
  },
});

/** Forgets old deliveries; what is left waits for the next day. */
export const forgetDeliveries = jobMutation({
  args: {},
  returns: z.number(),
  handler: (ctx) => ctx.school.forgetDeliveries(ctx.clock.now() - remembered, batch),
});
