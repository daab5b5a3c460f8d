import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { mail, mailAddress } from "../../services/mail/mail";

/** The mails of the school. Written by whatever there is to tell and by the deliveries; read by admins. */
export const mails = defineTable({
  ...zodOutputToConvexFields(mail.shape),
  userId: v.union(v.id("users"), v.null()),
  causedBy: v.union(v.id("users"), v.null()),
  names: v.optional(v.id("users")),
})
  .index("by_names", ["names"])
  .index("by_key", ["key"])
  .index("by_vendorId", ["vendorId"])
  .index("by_createdAt", ["createdAt"])
  .index("by_state_createdAt", ["state", "createdAt"])
  .index("by_to_createdAt", ["to", "createdAt"])
  .index("by_user_createdAt", ["userId", "createdAt"])
  .index("by_causedBy_createdAt", ["causedBy", "createdAt"]);
/** Addresses that the post had trouble with. Written by the mail webhook, read before every letter and by admins. */
export const mailAddresses = defineTable({
  ...zodOutputToConvexFields(mailAddress.shape),
  /** When its trouble began; null for one that is fine. */
  troubledAt: v.union(v.number(), v.null()),
})
  .index("by_address", ["address"])
  .index("by_troubledAt", ["troubledAt"]);
