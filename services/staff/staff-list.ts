import * as z from "zod";
import type { Actor } from "../access/permissions";
import { staffRole, type CourseId } from "../courses/course";
import { mostStaff, type CourseReader } from "../courses/course-store";
import { requireCourse } from "../courses/require-course";
import { helperRole, isStanding } from "../invitations/invitation";
import type { InvitationReader } from "../invitations/invitation-store";
import type { Clock } from "../shared/clock";
import { idOf } from "../shared/id";
import type { UserReader } from "../users/user-store";

/** Who makes a course, and for whom it waits. */
export const staffList = z.object({
  people: z.array(
    z.object({
      userId: idOf("users"),
      name: z.string(),
      /** Null for whoever does not choose the staff. */
      email: z.string().nullable(),
      role: staffRole,
      isSelf: z.boolean(),
    }),
  ),
  awaited: z.array(
    z.object({
      invitationId: idOf("invitations"),
      email: z.string(),
      role: helperRole,
      /** Whether the invitation still stands. */
      isStanding: z.boolean(),
      expiresAt: z.number(),
    }),
  ),
  mayManage: z.boolean(),
});
export type StaffList = z.infer<typeof staffList>;

type Deps = {
  courses: CourseReader;
  users: Pick<UserReader, "byIds">;
  invitations: Pick<InvitationReader, "byId" | "bringing">;
  clock: Clock;
};
const order = { owner: 0, editor: 1, grader: 2 } as const;

/** The staff of a course, for its staff; whom it waits for, for who chooses the staff. */
export async function readStaff(deps: Deps, actor: Actor, courseId: CourseId): Promise<StaffList> {
  const { rights } = await requireCourse(deps, actor, courseId, "see");
  const rows = await deps.courses.staffOf(courseId);
  const people = new Map((await deps.users.byIds(rows.map(({ userId }) => userId))).map((row) => [row._id, row]));
  return {
    people: rows
      .flatMap(({ userId, role }) => {
        const person = people.get(userId);
        if (!person) return [];
        const { name, email } = person;
        return [{ userId, name, email: rights.manageStaff ? email : null, role, isSelf: userId === actor.id }];
      })
      .sort((a, b) => order[a.role] - order[b.role] || a.name.localeCompare(b.name)),
    awaited: rights.manageStaff ? await awaitedBy(deps, courseId) : [],
    mayManage: rights.manageStaff,
  };
}

async function awaitedBy(deps: Deps, courseId: CourseId): Promise<StaffList["awaited"]> {
  const now = deps.clock.now();
  const brought = await deps.invitations.bringing(courseId, mostStaff);
  const rows = await Promise.all(
    brought.map(async ({ invitationId, role }) => {
      const row = await deps.invitations.byId(invitationId);
      // One that was accepted, or taken back by the school, brings nothing.
      if (!row || (row.status !== "pending" && row.status !== "expired")) return [];
      return [{ invitationId, email: row.email, role, isStanding: isStanding(row, now), expiresAt: row.expiresAt }];
    }),
  );
  return rows.flat();
}
