import { defineComponent } from "convex/server";
import { v } from "convex/values";
import tally from "./tally/convex.config";

const ledger = defineComponent("ledger", { env: { CURRENCY: v.string(), BANK: v.optional(v.string()) } });
ledger.use(tally);

export default ledger;
