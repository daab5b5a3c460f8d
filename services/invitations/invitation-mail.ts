import type { Invitation } from "./invitation";

/** The post, as far as invitations need it. */
export interface InvitationMail {
  /** Has the invitation mailed after this transaction; the same `sentCount` is mailed once. */
  send(
    invitation: Pick<Invitation, "_id" | "email" | "role" | "invitedByName" | "sentCount" | "expiresAt">,
  ): Promise<void>;
}
