import * as z from "zod";
import { idOf } from "../shared/id";
import { auditEntry, type AuditEntry } from "./audit-entry";

/** An entry of the audit log as admins read it. */
export const auditRow = z.object({ _id: idOf("auditEntries"), actorName: z.string(), ...auditEntry.shape });
export type AuditRow = z.infer<typeof auditRow>;

/** What an admin sees of an entry. */
export function describeAudit(entry: AuditEntry): AuditRow {
  const { _id, actorName, action, targetKind, targetId, targetLabel, before, after, at } = entry;
  return { _id, actorName, action, targetKind, targetId, targetLabel, before, after, at };
}
