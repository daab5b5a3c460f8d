import * as z from "zod";
import type { Actor, Role } from "../access/permissions";
import { idOf } from "../shared/id";
import { role, userStatus } from "../users/user";
import { keyOf } from "../users/user-keys";
import type { UserReader } from "../users/user-store";
import { mostAtOnce } from "./invitation";
import { sendInvitation, type SendDeps } from "./send-invitation";
import { whoIsHere } from "./who-is-here";

/** What became of one address: invited, invited anew, or already somebody's at the school. */
export const invited = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.enum(["invited", "renewed"]), email: z.string() }),
  z.object({
    outcome: z.literal("here"),
    email: z.string(),
    person: z.object({ _id: idOf("users"), name: z.string(), role, status: userStatus }),
  }),
]);
export type Invited = z.infer<typeof invited>;

export const inviteArgs = { emails: z.array(z.email().max(254)).min(1).max(mostAtOnce), role };

/**
 * Invites addresses with a role. Who is at the school already is left alone and named, so that their role can be
 * changed instead; an address that was invited before is invited anew, with this role.
 */
export async function invite(
  deps: SendDeps & { users: Pick<UserReader, "byEmail"> },
  actor: Actor,
  { emails, role }: { emails: readonly string[]; role: Role },
): Promise<Invited[]> {
  const outcomes: Invited[] = [];
  const seen = new Set<string>();
  // One after another: they are few, and each reads what the one before has written.
  for (const email of emails) {
    if (seen.has(keyOf(email))) continue;
    seen.add(keyOf(email));
    outcomes.push(await inviteOne(deps, actor, email.trim(), role));
  }
  return outcomes;
}

async function inviteOne(
  deps: SendDeps & { users: Pick<UserReader, "byEmail"> },
  actor: Actor,
  email: string,
  role: Role,
): Promise<Invited> {
  const person = await whoIsHere(deps, email);
  if (person) {
    const { _id, name, role: has, status } = person;
    return { outcome: "here", email, person: { _id, name, role: has, status } };
  }
  const emailKey = keyOf(email);
  const pending = await deps.invitations.pendingOf(emailKey);
  if (pending) {
    // From now on the school wants them, whatever the courses do that asked before.
    if (pending.isForStaff) await deps.invitations.change(pending._id, { isForStaff: false });
    await sendInvitation(deps, actor, { ...pending, role }, "invitation.resent", { before: { role: pending.role } });
    return { outcome: "renewed", email };
  }
  const now = deps.clock.now();
  const unsent = {
    email,
    emailKey,
    role,
    status: "pending" as const,
    invitedBy: actor.id,
    invitedByName: actor.name,
    sentAt: now,
    sentCount: 0,
    expiresAt: now,
    endedAt: null,
    acceptedBy: null,
  };
  const _id = await deps.invitations.add(unsent);
  await sendInvitation(deps, actor, { ...unsent, _id }, "invitation.sent");
  return { outcome: "invited", email };
}
