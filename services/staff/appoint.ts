import type { StaffRole } from "../access/course-rights";
import type { Actor } from "../access/permissions";
import type { AuditEntry } from "../audit/audit-entry";
import type { AuditStore } from "../audit/audit-store";
import { record } from "../audit/record";
import type { Course } from "../courses/course";
import type { CourseStore } from "../courses/course-store";
import type { BroughtCourse } from "../invitations/invitation";
import { notify, type NotifyDeps } from "../notifications/notify";
import type { User } from "../users/user";

export type AppointDeps = NotifyDeps & { courses: CourseStore; audit: AuditStore };
type Person = Pick<User, "_id" | "name">;
type Titled = Pick<Course, "_id" | "title">;

type About = { kind: "user" | "invitation"; id: string; label: string };

const day = 24 * 60 * 60_000;

/** Makes someone an editor or a grader of a course; they are told, by a letter once a day at most, and it is written down. */
export async function appoint(
  deps: AppointDeps,
  actor: Actor,
  course: Titled,
  person: Person,
  { role, before }: { role: BroughtCourse["role"]; before: StaffRole | null },
): Promise<void> {
  await deps.courses.setStaff({ courseId: course._id, userId: person._id, role });
  const about = { kind: "user" as const, id: person._id, label: person.name };
  await recordStaff(deps, actor, course, before ? "staff.roleChanged" : "staff.added", { about, before, after: role });
  if (person._id === actor.id) return;
  const news = {
    params: { course: course.title, role, by: actor.name },
    href: `/teach/courses/${course._id}`,
    names: actor.id,
  };
  const today = Math.floor(deps.clock.now() / day);
  await notify(deps, person._id, { kind: "staffAdded", ...news }, `${course._id}/${role}/${today}`);
}

/** Writes down what became of someone's part in a course. It is about them, so that it loses their name when they are erased. */
export async function recordStaff(
  deps: Pick<AppointDeps, "audit" | "clock">,
  actor: Actor,
  course: Titled,
  action: Extract<AuditEntry["action"], `staff.${string}`>,
  { about, before, after }: { about: About; before: StaffRole | null; after: StaffRole | null },
): Promise<void> {
  await record(deps, actor, {
    action,
    targetKind: about.kind,
    targetId: about.id,
    targetLabel: `${about.label} · ${course.title}`,
    before: before && { role: before },
    after: after && { role: after },
  });
}
