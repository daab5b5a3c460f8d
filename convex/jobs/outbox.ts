import * as z from "zod";
import { channel, outcome, taken, type Channel, type Outcome, type Taken } from "../../services/outbox/outbox-item";
import { endLeases } from "../../services/outbox/end-leases";
import { settleBatch } from "../../services/outbox/settle-batch";
import { prepareSearch } from "../../services/search/reindex";
import { takeBatch } from "../../services/outbox/take-batch";
import { internal } from "../_generated/api";
import { jobAction, jobMutation } from "../functions";
import type { ActionCtx } from "../_generated/server";
import { deliverMail } from "../gateways/mail";
import { deliverSearch } from "../gateways/search";
import { searchTarget } from "../gateways/searchClient";
import { fingerprint } from "../gateways/searchSettings";
import { deliverVideo } from "../gateways/video";

type Delivery = (items: readonly Taken[], ctx: ActionCtx) => Promise<Outcome[]>;
/** How each channel delivers, and how many at a time. */
const deliveries: Record<Channel, { deliver: Delivery; limit: number }> = {
  mail: {
    deliver: (items, ctx) =>
      deliverMail(items, {
        prepare: (mailIds) => ctx.runQuery(internal.jobs.mail.prepare, { mailIds }),
        note: (results) => ctx.runMutation(internal.jobs.mail.note, { results }),
      }),
    limit: 25,
  },
  search: { deliver: deliverSearch, limit: 100 },
  video: { deliver: deliverVideo, limit: 5 },
};

/** Delivers what is due in a channel; settling asks for the next delivery. */
export const deliver = jobAction({
  args: { channel },
  returns: z.null(),
  handler: async (ctx, args): Promise<null> => {
    const { deliver: send, limit } = deliveries[args.channel];
    const lease = crypto.randomUUID();
    const items = await ctx.runMutation(internal.jobs.outbox.take, { channel: args.channel, lease, limit });
    if (!items) return null;
    const outcomes = await send(items, ctx).catch((error: unknown) => {
      // A vendor that cannot be reached is no bug; what it would have been told waits.
      const why = error instanceof Error ? error.message : String(error);
      return items.map(({ key, revision }): Outcome => ({
        key,
        revision,
        result: "failed",
        error: why.slice(0, 2_000),
      }));
    });
    await ctx.runMutation(internal.jobs.outbox.settle, { channel: args.channel, lease, outcomes });
    return null;
  },
});

export const take = jobMutation({
  args: { channel, lease: z.string(), limit: z.number() },
  returns: z.array(taken).nullable(),
  handler: (ctx, { channel: of, lease, limit }) => takeBatch(ctx, of, { lease, limit }),
});

export const settle = jobMutation({
  args: { channel, lease: z.string(), outcomes: z.array(outcome) },
  returns: z.null(),
  handler: (ctx, { channel: of, lease, outcomes }) => settleBatch(ctx, of, { lease, outcomes }),
});

/** What an embedded backend does when it starts: no delivery outlives it. */
export const resume = jobMutation({
  args: {},
  returns: z.null(),
  handler: (ctx) => endLeases(ctx),
});

/** Looks after the search service, and begins deliveries again after a stop in the middle of one; every minute. */
export const kick = jobMutation({
  args: {},
  returns: z.null(),
  handler: async (ctx) => {
    const target = searchTarget();
    if (target) await prepareSearch(ctx, { target, settings: fingerprint });
    for (const of of channel.options) {
      const [first] = await ctx.outbox.due(of, ctx.clock.now(), 1);
      if (first) await ctx.jobs.later("deliver", { channel: of });
    }
    return null;
  },
});
