import type { Actor } from "../access/permissions";
import type { AuditStore } from "../audit/audit-store";
import { record } from "../audit/record";
import type { Clock } from "../shared/clock";
import { cardOf, type SchoolLook } from "./school";
import type { SchoolStore } from "./school-store";

type Deps = { school: Pick<SchoolStore, "get" | "change">; audit: AuditStore; clock: Clock };

/** Gives the school its name and its colour. */
export async function saveLook(deps: Deps, actor: Actor, { name, accent }: SchoolLook): Promise<null> {
  const before = cardOf(await deps.school.get());
  if (before.name === name && before.accent === accent) return null;
  await deps.school.change({ name, accent });
  await record(deps, actor, {
    ...{ action: "school.lookChanged", targetKind: "school", targetId: "school", targetLabel: name },
    before,
    after: { name, accent },
  });
  return null;
}
