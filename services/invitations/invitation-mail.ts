import type { BroughtCourse, Invitation } from "./invitation";

/** A course that wants the invited person's help, and as what. */
export type Help = { course: string; role: BroughtCourse["role"] };

/** The post, as far as invitations need it. */
export interface InvitationMail {
  /** Has the invitation mailed after this transaction; the same `sentCount` is mailed once. */
  send(
    invitation: Pick<Invitation, "_id" | "email" | "role" | "invitedByName" | "sentCount" | "expiresAt">,
    help: Help | null,
  ): Promise<void>;
}
