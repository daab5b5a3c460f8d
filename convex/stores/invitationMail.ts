import words from "../../messages/en/mail-invitation.json";
import type { InvitationMail } from "../../services/invitations/invitation-mail";
import { enqueue, type OutboxDeps } from "../../services/outbox/enqueue";

/** Invitations by the outbox's mail. `origin` is where the school is reached, without a slash at its end. */
export function invitationMail(deps: OutboxDeps, origin: string): InvitationMail {
  return {
    async send({ _id, email, role, invitedByName, sentCount, expiresAt }) {
      const inviter = invitedByName.replace(/\s+/g, " ");
      const until = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(expiresAt);
      const fill = (text: string) => text.replace("{inviter}", () => inviter).replace("{until}", () => until);
      const link = `${origin}/sign-up?email=${encodeURIComponent(email)}`;
      const text = [fill(words[role]), words.act, link, fill(words.until)].join("\n\n");
      const payload = { to: email, subject: fill(words.subject), text };
      await enqueue(deps, "mail", { key: `invitation/${_id}/${sentCount}`, payload });
    },
  };
}
