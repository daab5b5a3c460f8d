import type { MailAddress } from "../../services/mail/mail";
import type { MailReader, MailStore } from "../../services/mail/mail-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

const afterPrefix = (prefix: string) => `${prefix}\uffff`;
/** A list by address and state looks at no more rows than this for one page. */
const mostRowsRead = 1_000;

const addressRow = (db: QueryCtx["db"], address: string) =>
  db
    .query("mailAddresses")
    .withIndex("by_address", (q) => q.eq("address", address))
    .unique();

/** Mails in the database, for reading. */
export function mailReader(db: QueryCtx["db"]): MailReader {
  return {
    async byId(id) {
      const mailId = db.normalizeId("mails", id);
      return mailId && db.get("mails", mailId);
    },
    byKey: (key) =>
      db
        .query("mails")
        .withIndex("by_key", (q) => q.eq("key", key))
        .unique(),
    byVendorId: (vendorId) =>
      db
        .query("mails")
        .withIndex("by_vendorId", (q) => q.eq("vendorId", vendorId))
        .first(),
    async list({ state, to }, options) {
      if (!to) {
        const rows = state
          ? db.query("mails").withIndex("by_state_createdAt", (q) => q.eq("state", state))
          : db.query("mails").withIndex("by_createdAt");
        return rows.order("desc").paginate(options);
      }
      return (
        db
          .query("mails")
          .withIndex("by_to_createdAt", (q) => q.gte("to", to).lt("to", afterPrefix(to)))
          .order("desc")
          // eslint-disable-next-line @convex-dev/no-filter-in-query -- bounded by mostRowsRead
          .filter((q) => (state ? q.eq(q.field("state"), state) : true))
          .paginate({ maximumRowsRead: mostRowsRead, ...options })
      );
    },
    sentTo: async (userId, since, most) =>
      (
        await db
          .query("mails")
          .withIndex("by_user_createdAt", (q) => q.eq("userId", userId).gt("createdAt", since))
          .take(most)
      ).length,
    causedBy: async (userId, since, most) =>
      (
        await db
          .query("mails")
          .withIndex("by_causedBy_createdAt", (q) => q.eq("causedBy", userId).gt("createdAt", since))
          .take(most)
      ).length,
    someOf: (userId, limit) =>
      db
        .query("mails")
        .withIndex("by_user_createdAt", (q) => q.eq("userId", userId))
        .take(limit),
    madeBefore: (at, limit) =>
      db
        .query("mails")
        .withIndex("by_createdAt", (q) => q.lt("createdAt", at))
        .take(limit),
    inState: (state, before, limit) =>
      db
        .query("mails")
        .withIndex("by_state_createdAt", (q) => q.eq("state", state).lt("createdAt", before))
        .order("desc")
        .take(limit),
    address: (address) => addressRow(db, address),
    troubled: (options) =>
      db
        .query("mailAddresses")
        .withIndex("by_troubledAt", (q) => q.gt("troubledAt", null))
        .order("desc")
        .paginate(options),
  };
}

/** The row of an address: `troubledAt` sets those in trouble apart, in the order in which it came. */
const asRow = (address: Omit<MailAddress, "_id">) => ({
  ...address,
  troubledAt: address.state === "fine" ? null : address.at,
});

/** Mails in the database, for writing. */
export function mailStore(db: MutationCtx["db"]): MailStore {
  return {
    ...mailReader(db),
    add: (mail) => db.insert("mails", mail),
    change: (id, change) => db.patch("mails", id, change),
    remove: (id) => db.delete("mails", id),
    async saveAddress(address) {
      const row = await addressRow(db, address.address);
      if (row) await db.patch("mailAddresses", row._id, asRow(address));
      else await db.insert("mailAddresses", asRow(address));
    },
    async forgetAddress(address) {
      const row = await addressRow(db, address);
      if (row) await db.delete("mailAddresses", row._id);
    },
  };
}
