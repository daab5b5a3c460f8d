import { pageOfRows } from "../shared/page-of-rows";
import { memoryRows } from "../shared/rows-in-memory";
import type { Id } from "../shared/id";
import { mostBrought, type BroughtCourse, type Invitation } from "./invitation";
import type { InvitationMail } from "./invitation-mail";
import type { InvitationStore } from "./invitation-store";

/** An invitation store in memory, for tests of services. */
export function memoryInvitationStore(): InvitationStore {
  const rows = memoryRows<Invitation>("invitation");
  const brought = memoryRows<BroughtCourse & { readonly _id: Id<"invitedStaff"> }>("invitedStaff");
  const of = (id: string) => brought.where((row) => row.invitationId === id);
  const asBrought = ({ invitationId, courseId, role }: BroughtCourse) => ({ invitationId, courseId, role });
  return {
    byId: async (id) => rows.get(id),
    pendingOf: async (emailKey) => rows.find((row) => row.emailKey === emailKey && row.status === "pending"),
    list: async ({ status }, options) =>
      pageOfRows(rows.where((row) => !status || row.status === status).reverse(), options),
    ofAddress: async (emailKey, limit) => rows.where((row) => row.emailKey === emailKey).slice(0, limit),
    endedBefore: async (time, limit) => rows.where(({ endedAt }) => endedAt !== null && endedAt < time).slice(0, limit),
    coursesOf: async (id) => of(id).slice(0, mostBrought).map(asBrought),
    bringing: async (courseId, limit) =>
      brought
        .where((row) => row.courseId === courseId)
        .slice(0, limit)
        .map(asBrought),
    add: async (row) => rows.add(row),
    change: async (id, change) => rows.change(id, change),
    async bring(row) {
      const known = of(row.invitationId).find(({ courseId }) => courseId === row.courseId);
      if (known) brought.change(known._id, { role: row.role });
      else brought.add(row);
    },
    async leaveOut(id, courseId) {
      for (const row of of(id)) if (row.courseId === courseId) brought.remove(row._id);
    },
    async remove(id) {
      for (const row of of(id)) brought.remove(row._id);
      rows.remove(id);
    },
  };
}

/** A post that remembers what it was given, for tests of services. */
export function memoryInvitationMail(): InvitationMail & { readonly sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    send: async ({ email, role, sentCount }, help) =>
      void sent.push(`${email} as ${role}, ${sentCount}${help ? `, ${help.role} of ${help.course}` : ""}`),
  };
}
