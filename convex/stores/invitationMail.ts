import type { InvitationMail } from "../../services/invitations/invitation-mail";
import { sendMail, type MailDeps } from "../../services/mail/send-mail";

/** Invitations as letters of the school. How many somebody may send is the invitations' own rule. */
export function invitationMail(deps: MailDeps): InvitationMail {
  return {
    async send({ _id, email, role, invitedByName, sentCount, expiresAt }) {
      const href = `/sign-up?email=${encodeURIComponent(email)}`;
      await sendMail(deps, {
        template: "platformInvitation",
        params: { by: invitedByName, role, href, expiresAt, note: null },
        to: email,
        key: `invitation/${_id}/${sentCount}`,
      });
    },
  };
}
