import * as z from "zod";
import type { Id } from "../shared/id";

export const auditActions = [
  "user.roleChanged",
  "user.deactivated",
  "user.reactivated",
  "user.becameFirstAdmin",
  "invitation.sent",
  "invitation.resent",
  "invitation.revoked",
  "invitation.restored",
  "invitation.accepted",
  "enrollment.granted",
  "enrollment.withdrawn",
  "enrollment.completed",
  "course.published",
  "course.withdrawn",
  "course.imported",
  "staff.added",
  "staff.roleChanged",
  "staff.removed",
  "staff.invited",
  "staff.uninvited",
  "staff.unfit",
  "mail.retried",
  "mail.dropped",
  "school.lookChanged",
] as const;

/** Who did what to whom; appended, never changed. `before` and `after` are JSON text of what differed. */
export const auditEntry = z.object({
  action: z.enum(auditActions),
  targetKind: z.enum(["user", "invitation", "enrollment", "course", "import", "mail", "school"]),
  targetId: z.string(),
  /** What the target was called then. */
  targetLabel: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  at: z.number(),
});
export type AuditEntry = z.infer<typeof auditEntry> & {
  readonly _id: Id<"auditEntries">;
  readonly actorId: Id<"users"> | null;
  readonly actorName: string;
};
