import { can, type Actor } from "./permissions";

/** What someone is to one course. The owner is staff too. */
export const staffRoles = ["owner", "editor", "grader"] as const;
export type StaffRole = (typeof staffRoles)[number];
/** What an owner can make of somebody else. */
export const helperRoles = ["editor", "grader"] as const satisfies readonly StaffRole[];
export type HelperRole = (typeof helperRoles)[number];

/** What someone may do to one course. */
export type CourseRights = {
  readonly see: boolean;
  readonly edit: boolean;
  readonly publish: boolean;
  readonly manageStaff: boolean;
  readonly seeStudents: boolean;
};

const none: CourseRights = { see: false, edit: false, publish: false, manageStaff: false, seeStudents: false };
const all: CourseRights = { see: true, edit: true, publish: true, manageStaff: true, seeStudents: true };

/** The rights of `actor` on a course where `staffRole` is theirs (null: not staff). Admins may everything. */
export function courseRights(actor: Actor | null, staffRole: StaffRole | null): CourseRights {
  if (!actor) return none;
  if (can(actor, "school.manage")) return all;
  switch (staffRole) {
    case "owner":
      return all;
    case "editor":
      return { ...all, manageStaff: false };
    case "grader":
      return { ...none, see: true, seeStudents: true };
    case null:
      return none;
  }
}
