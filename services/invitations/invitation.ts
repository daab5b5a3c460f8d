import * as z from "zod";
import { helperRoles } from "../access/course-rights";
import { role } from "../users/user";
import type { Id } from "../shared/id";

export type InvitationId = Id<"invitations">;
export const invitationStatuses = ["pending", "accepted", "expired", "revoked"] as const;
export const invitationStatus = z.enum(invitationStatuses);
export type InvitationStatus = z.infer<typeof invitationStatus>;

/** How long (ms) an invitation stands after it was last sent. */
export const standsFor = 14 * 24 * 60 * 60 * 1000;
/** The most addresses that one act invites. */
export const mostAtOnce = 50;

/** An address that someone was asked to come to the school with, and the role that waits for them there. */
export const invitation = z.object({
  email: z.string(),
  /** The address as `keyOf` writes it; at most one pending invitation has it. */
  emailKey: z.string(),
  role,
  status: invitationStatus,
  /** Called so when they invited; the row of `invitedBy` may be renamed or forgotten since. */
  invitedByName: z.string(),
  /** When the mail was last asked for. */
  sentAt: z.number(),
  /** How often the mail was asked for. */
  sentCount: z.number(),
  /** From then on it gives nothing. */
  expiresAt: z.number(),
  /** When it was accepted, revoked or ran out; null while it is pending. */
  endedAt: z.number().nullable(),
  /** Made by a course that wanted a helper: it goes when the last such course takes it back. */
  isForStaff: z.boolean().optional(),
});
export type Invitation = z.infer<typeof invitation> & {
  readonly _id: InvitationId;
  readonly invitedBy: Id<"users">;
  /** Who came; null until they do. */
  readonly acceptedBy: Id<"users"> | null;
};

export const helperRole = z.enum(helperRoles);
/** The most courses that one invitation brings. */
export const mostBrought = 20;
/** A course that an invitation brings with it, and what its person is to be there. */
export type BroughtCourse = {
  invitationId: InvitationId;
  courseId: Id<"courses">;
  role: z.infer<typeof helperRole>;
};

/** Whether an invitation still gives its role. */
export const isStanding = ({ status, expiresAt }: Pick<Invitation, "status" | "expiresAt">, now: number): boolean =>
  status === "pending" && now < expiresAt;
