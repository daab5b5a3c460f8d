import { defineApp } from "convex/server";
import { v } from "convex/values";
import actionCache from "@convex-dev/action-cache/convex.config.js";
import aggregate from "@convex-dev/aggregate/convex.config.js";
import crons from "@convex-dev/crons/convex.config.js";
import migrations from "@convex-dev/migrations/convex.config.js";
import presence from "@convex-dev/presence/convex.config.js";
import prosemirrorSync from "@convex-dev/prosemirror-sync/convex.config.js";
import rateLimiter from "@convex-dev/rate-limiter/convex.config.js";
import shardedCounter from "@convex-dev/sharded-counter/convex.config.js";
import workpool from "@convex-dev/workpool/convex.config.js";
import ledger from "./ledger/convex.config";

const app = defineApp({ env: { BANK: v.optional(v.string()) } });
app.use(actionCache);
app.use(aggregate);
app.use(aggregate, { name: "byPlayer" });
app.use(crons);
app.use(migrations);
app.use(presence);
app.use(prosemirrorSync);
app.use(rateLimiter);
app.use(shardedCounter);
app.use(workpool);
app.use(ledger, { httpPrefix: "/ledger", env: { CURRENCY: "EUR", BANK: app.env.BANK } });
app.use(ledger, { name: "second", env: { CURRENCY: "SEK" } });

export default app;
