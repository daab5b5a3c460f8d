import * as z from "zod";
import { idOf } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";
import { invitation, type InvitationStatus } from "./invitation";
import type { InvitationReader } from "./invitation-store";

const { emailKey: _key, sentCount: _count, isForStaff: _isForStaff, ...shown } = invitation.shape;
/** An invitation in the admin's list. */
export const invitationRow = z.object({
  _id: idOf("invitations"),
  ...shown,
  acceptedBy: idOf("users").nullable(),
});
export type InvitationRow = z.infer<typeof invitationRow>;

/** A page of invitations, newest first. */
export const listInvitations = (
  { invitations }: { invitations: Pick<InvitationReader, "list"> },
  filter: { status?: InvitationStatus | undefined },
  options: PageOptions,
): Promise<Page<InvitationRow>> => invitations.list(filter, options);
