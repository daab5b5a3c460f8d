import { pageOfRows } from "../shared/page-of-rows";
import { memoryRows } from "../shared/rows-in-memory";
import type { Invitation } from "./invitation";
import type { InvitationMail } from "./invitation-mail";
import type { InvitationStore } from "./invitation-store";

/** An invitation store in memory, for tests of services. */
export function memoryInvitationStore(): InvitationStore {
  const rows = memoryRows<Invitation>("invitation");
  return {
    byId: async (id) => rows.get(id),
    pendingOf: async (emailKey) => rows.find((row) => row.emailKey === emailKey && row.status === "pending"),
    list: async ({ status }, options) =>
      pageOfRows(rows.where((row) => !status || row.status === status).reverse(), options),
    ofAddress: async (emailKey, limit) => rows.where((row) => row.emailKey === emailKey).slice(0, limit),
    endedBefore: async (time, limit) => rows.where(({ endedAt }) => endedAt !== null && endedAt < time).slice(0, limit),
    add: async (row) => rows.add(row),
    change: async (id, change) => rows.change(id, change),
    remove: async (id) => rows.remove(id),
  };
}

/** A post that remembers what it was given, for tests of services. */
export function memoryInvitationMail(): InvitationMail & { readonly sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    send: async ({ email, role, sentCount }) => void sent.push(`${email} as ${role}, ${sentCount}`),
  };
}
