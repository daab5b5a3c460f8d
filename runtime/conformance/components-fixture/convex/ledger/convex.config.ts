import shardedCounter from "@convex-dev/sharded-counter/convex.config.js";
import { defineComponent } from "convex/server";
import { v } from "convex/values";

const ledger = defineComponent("ledger", { env: { CURRENCY: v.string(), BANK: v.optional(v.string()) } });
ledger.use(shardedCounter, { name: "tally" });

export default ledger;
