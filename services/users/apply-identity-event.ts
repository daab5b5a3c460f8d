import type { AuditStore } from "../audit/audit-store";
import { forgetAddress } from "../invitations/forget-invitations";
import type { InvitationStore } from "../invitations/invitation-store";
import { forgetMailsOf } from "../mail/forget-mails";
import { welcome } from "../mail/welcome";
import type { NotifyDeps } from "../notifications/notify";
import { adopt, type AdoptDeps } from "./adopt";
import { nameAndAddress } from "./arrive";
import type { IdentityEvent } from "./identity-event";
import type { User } from "./user";
import { named, newUser, reachedAt } from "./user-keys";
import type { UserStore } from "./user-store";

type Deps = AdoptDeps & NotifyDeps & { users: UserStore; invitations: InvitationStore; audit: AuditStore };

/** What someone is called who is gone. */
const noName = "–";

/**
 * Takes over what the identity provider tells of a person. Events may come in any order and more than once: the newest
 * by the provider's clock stands, a deleted person stays deleted, and a role is never touched.
 */
export async function applyIdentityEvent(deps: Deps, issuer: string, event: IdentityEvent): Promise<void> {
  const { users, clock } = deps;
  const tokenIdentifier = `${issuer}|${event.subject}`;
  const row = await users.byToken(tokenIdentifier);
  if (event.kind === "deleted") {
    if (row) await forget(deps, row);
    else await users.add(tombstone(tokenIdentifier, clock.now()));
    return;
  }
  const known = await adopt(deps, { ...event, tokenIdentifier });
  const news = nameAndAddress(event);
  if (!known) {
    const createdAt = clock.now();
    const person = newUser({ ...news, tokenIdentifier, createdAt, identityUpdatedAt: event.updatedAt });
    await welcome(deps, { ...person, _id: await users.add(person) });
    return;
  }
  if (row?._id !== known._id) await welcome(deps, known);
  if (known.deletedAt !== null || (known.identityUpdatedAt ?? -1) >= event.updatedAt) return;
  await users.change(known._id, {
    ...reachedAt(news.email),
    isEmailVerified: news.isEmailVerified,
    ...(known.hasOwnName ? {} : named(news.name)),
    identityUpdatedAt: event.updatedAt,
  });
}

/** Closes the school to a person and forgets their name and address at once; a job takes what they did, batch by batch. */
async function forget(deps: Deps, row: User): Promise<void> {
  if (row.deletedAt !== null) return;
  await forgetAddress(deps, row.email);
  await forgetMailsOf(deps, row._id, row.emailKey);
  await deps.users.change(row._id, {
    ...reachedAt(""),
    ...named(noName),
    isEmailVerified: false,
    ...{ headline: "", bio: "", timeZone: null, seenTimeZone: null },
    status: "deactivated",
    deletedAt: deps.clock.now(),
  });
  await deps.jobs.later("erasePerson", { userId: row._id });
}

/** Stands for someone who was deleted before the school heard of them, so that a late event cannot bring them back. */
function tombstone(tokenIdentifier: string, now: number): Omit<User, "_id"> {
  return newUser({ tokenIdentifier, email: "", name: noName, createdAt: now, status: "deactivated", deletedAt: now });
}
