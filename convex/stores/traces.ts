import type { TableNamesInDataModel } from "convex/server";
import { nameless } from "../../services/audit/audit-store";
import type { TraceStore } from "../../services/users/trace-store";
import type { DataModel, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

type Db = MutationCtx["db"];
/** Takes at most `limit` traces of someone out of a table; gives how many there were. */
type Erase = (db: Db, userId: Id<"users">, limit: number) => Promise<number>;
/** Why nothing is to be done in a table. */
type Why =
  | "names nobody"
  /** By a verb of its own, because counts or other tables hang on it. */
  | "erased elsewhere"
  /** Keeps the id of a person who has no name any more. */
  | "keeps the id";

/**
 * Every table, and how someone is taken out of it: the registry of what the school keeps of people. A table that is
 * missing here does not compile.
 */
const tables: Record<TableNamesInDataModel<DataModel>, Erase | Why> = {
  answers: async (db, userId, limit) => {
    const rows = await db
      .query("answers")
      .withIndex("by_user_question", (q) => q.eq("userId", userId))
      .take(limit);
    for (const { _id } of rows) await db.delete("answers", _id);
    return rows.length;
  },
  assets: "names nobody",
  auditEntries: hideInAudit,
  blocks: "names nobody",
  courses: "keeps the id",
  courseStaff: "erased elsewhere",
  courseStats: "names nobody",
  digests: "erased elsewhere",
  enrollments: "erased elsewhere",
  importItems: "names nobody",
  imports: "keeps the id",
  invitations: hideInInvitations,
  invitedStaff: "names nobody",
  lessonProgress: async (db, userId, limit) => {
    const rows = await db
      .query("lessonProgress")
      .withIndex("by_user_lesson", (q) => q.eq("userId", userId))
      .take(limit);
    for (const { _id } of rows) await db.delete("lessonProgress", _id);
    return rows.length;
  },
  lessons: "names nobody",
  mailAddresses: "erased elsewhere",
  mails: leaveMails,
  modules: "names nobody",
  notificationChoices: "erased elsewhere",
  notificationCounts: async (db, userId, limit) => {
    const rows = await db
      .query("notificationCounts")
      .withIndex("by_user", (q) => q.eq("userId", userId))
      .take(limit);
    for (const { _id } of rows) await db.delete("notificationCounts", _id);
    return rows.length;
  },
  notifications: leaveNotifications,
  outboxChannels: "names nobody",
  outboxItems: "erased elsewhere",
  questions: "names nobody",
  reviews: "erased elsewhere",
  school: "names nobody",
  schoolCounts: "names nobody",
  searchedLessons: "names nobody",
  searchState: "names nobody",
  searchStatistics: "names nobody",
  systemParts: "names nobody",
  users: "keeps the id",
  videoHeats: "names nobody",
  videos: "names nobody",
  videoWatches: async (db, userId, limit) => {
    const rows = await db
      .query("videoWatches")
      .withIndex("by_user_video", (q) => q.eq("userId", userId))
      .take(limit);
    for (const { _id } of rows) await db.delete("videoWatches", _id);
    return rows.length;
  },
  videoWords: "names nobody",
  webhookDeliveries: "names nobody",
};

/** What was done stays written down; who did it, and to whom, goes by no name. */
async function hideInAudit(db: Db, userId: Id<"users">, limit: number): Promise<number> {
  const acts = [
    ...(await db
      .query("auditEntries")
      .withIndex("by_actor_name", (q) => q.eq("actorId", userId).lt("actorName", nameless))
      .take(limit)),
    ...(await db
      .query("auditEntries")
      .withIndex("by_actor_name", (q) => q.eq("actorId", userId).gt("actorName", nameless))
      .take(limit)),
  ];
  for (const { _id } of acts) await db.patch("auditEntries", _id, { actorName: nameless });
  // By their label, so that those which are nameless already never stand before those which are not.
  const about = [
    ...(await db
      .query("auditEntries")
      .withIndex("by_target_label", (q) =>
        q.eq("targetKind", "user").eq("targetId", userId).lt("targetLabel", nameless),
      )
      .take(limit)),
    ...(await db
      .query("auditEntries")
      .withIndex("by_target_label", (q) =>
        q.eq("targetKind", "user").eq("targetId", userId).gt("targetLabel", nameless),
      )
      .take(limit)),
  ];
  for (const { _id } of about) await db.patch("auditEntries", _id, { targetLabel: nameless });
  return acts.length + about.length;
}

/** Whom they invited stays invited, by nobody; the invitation that they came by goes. */
async function hideInInvitations(db: Db, userId: Id<"users">, limit: number): Promise<number> {
  const sent = [
    ...(await db
      .query("invitations")
      .withIndex("by_invitedBy_name", (q) => q.eq("invitedBy", userId).lt("invitedByName", nameless))
      .take(limit)),
    ...(await db
      .query("invitations")
      .withIndex("by_invitedBy_name", (q) => q.eq("invitedBy", userId).gt("invitedByName", nameless))
      .take(limit)),
  ];
  for (const { _id } of sent) await db.patch("invitations", _id, { invitedByName: nameless });
  const come = await db
    .query("invitations")
    .withIndex("by_acceptedBy", (q) => q.eq("acceptedBy", userId))
    .take(limit);
  for (const { _id } of come) {
    const about = await db
      .query("auditEntries")
      .withIndex("by_target", (q) => q.eq("targetKind", "invitation").eq("targetId", _id))
      .take(100);
    for (const entry of about) await db.patch("auditEntries", entry._id, { targetLabel: nameless });
    await db.delete("invitations", _id);
  }
  return sent.length + come.length;
}

/** Letters that name them to others go, sent or not; those that their acts caused are nobody's. */
async function leaveMails(db: Db, userId: Id<"users">, limit: number): Promise<number> {
  const naming = await db
    .query("mails")
    .withIndex("by_names", (q) => q.eq("names", userId))
    .take(limit);
  for (const { _id } of naming) await db.delete("mails", _id);
  const caused = await db
    .query("mails")
    .withIndex("by_causedBy_createdAt", (q) => q.eq("causedBy", userId))
    .take(limit);
  for (const { _id } of caused) await db.patch("mails", _id, { causedBy: null });
  return naming.length + caused.length;
}

async function leaveNotifications(db: Db, userId: Id<"users">, limit: number): Promise<number> {
  const own = await db
    .query("notifications")
    .withIndex("by_user_createdAt", (q) => q.eq("userId", userId))
    .take(limit);
  const naming = await db
    .query("notifications")
    .withIndex("by_names", (q) => q.eq("names", userId))
    .take(limit);
  for (const { userId: reader, readAt } of naming) {
    if (readAt !== null) continue;
    const count = await db
      .query("notificationCounts")
      .withIndex("by_user", (q) => q.eq("userId", reader))
      .unique();
    if (count) await db.patch("notificationCounts", count._id, { unread: count.unread - 1 });
  }
  for (const { _id } of [...own, ...naming]) await db.delete("notifications", _id);
  return own.length + naming.length;
}

/** What the tables keep of people, for taking them out. */
export function traceStore(db: Db): TraceStore {
  return {
    async erase(userId, limit) {
      let left = limit;
      for (const erase of Object.values(tables)) {
        if (typeof erase === "string") continue;
        left -= await erase(db, userId, left);
        if (left <= 0) return false;
      }
      return true;
    },
  };
}
