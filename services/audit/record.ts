import type { Actor } from "../access/permissions";
import type { Clock } from "../shared/clock";
import type { AuditEntry } from "./audit-entry";
import type { AuditStore } from "./audit-store";

type Act = Pick<AuditEntry, "action" | "targetKind" | "targetId" | "targetLabel"> & {
  /** What differed, before and after; null where there was nothing. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

/** Appends who did what to whom to the audit log, in the same transaction as the act. */
export async function record(
  { audit, clock }: { audit: AuditStore; clock: Clock },
  actor: Actor,
  { before, after, ...act }: Act,
): Promise<void> {
  await audit.add({
    ...act,
    actorId: actor.id,
    actorName: actor.name,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
    at: clock.now(),
  });
}
