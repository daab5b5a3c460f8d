import type { Actor } from "../../services/access/permissions";
import type { InvitationMail } from "../../services/invitations/invitation-mail";
import { sendMail, type MailDeps } from "../../services/mail/send-mail";

/** Invitations as letters of the school. How many an admin may send is the invitations' own rule; `limited` is held to the post's. */
export function invitationMail(deps: MailDeps, limited?: Actor): InvitationMail {
  return {
    async send({ _id, email, role, invitedByName, sentCount, expiresAt }, help) {
      const href = `/sign-up?email=${encodeURIComponent(email)}`;
      await sendMail(deps, {
        template: "platformInvitation",
        params: { by: invitedByName, role, href, expiresAt, note: null, help },
        to: email,
        key: `invitation/${_id}/${sentCount}`,
        ...(limited ? { causedBy: limited } : {}),
      });
    },
  };
}
