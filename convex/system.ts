import * as z from "zod";
import { channel } from "../services/outbox/outbox-item";
import { retryRefused } from "../services/outbox/retry-refused";
import { askCheck } from "../services/system/ask-check";
import { describeSystem, systemOverview } from "../services/system/describe-system";
import { dependencies, version } from "../package.json";
import { actorMutation, actorQuery, setting } from "./functions";

export const overview = actorQuery({
  may: "school.manage",
  args: {},
  returns: systemOverview,
  handler: (ctx) => describeSystem(ctx, setting, { school: version, packages: dependencies }),
});

export const check = actorMutation({
  may: "school.manage",
  args: {},
  returns: z.null(),
  handler: (ctx) => askCheck(ctx),
});

export const retry = actorMutation({
  may: "school.manage",
  args: { channel },
  returns: z.number(),
  handler: (ctx, args) => retryRefused(ctx, args.channel),
});
