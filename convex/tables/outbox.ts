import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { channelState, outboxItem } from "../../services/outbox/outbox-item";

/** What waits to be told to a vendor. Written with what it tells of; read and emptied by the deliveries. */
export const outboxItems = defineTable(zodOutputToConvexFields(outboxItem.shape))
  .index("by_channel_key", ["channel", "key"])
  .index("by_channel_dueAt", ["channel", "dueAt"]);
/** How each channel fares. Written by the deliveries, read by the system page. */
export const outboxChannels = defineTable(zodOutputToConvexFields(channelState.shape)).index("by_channel", ["channel"]);
