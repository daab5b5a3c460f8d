import { forgetAddress } from "../invitations/forget-invitations";
import type { InvitationStore } from "../invitations/invitation-store";
import { adopt, type AdoptDeps } from "./adopt";
import { nameAndAddress } from "./arrive";
import type { IdentityEvent } from "./identity-event";
import type { User } from "./user";
import { named, newUser, reachedAt } from "./user-keys";

type Deps = AdoptDeps & { invitations: InvitationStore };

/**
 * Takes over what the identity provider tells of a person. Events may come in any order and more than once: the newest
 * by the provider's clock stands, a deleted person stays deleted, and a role is never touched.
 */
export async function applyIdentityEvent(deps: Deps, issuer: string, event: IdentityEvent): Promise<void> {
  const { users, clock } = deps;
  const tokenIdentifier = `${issuer}|${event.subject}`;
  if (event.kind === "deleted") {
    const row = await users.byToken(tokenIdentifier);
    if (row) await forget(deps, row);
    else await users.add(tombstone(tokenIdentifier, clock.now()));
    return;
  }
  const known = await adopt(deps, { ...event, tokenIdentifier });
  const news = nameAndAddress(event);
  if (!known) {
    const createdAt = clock.now();
    await users.add(newUser({ ...news, tokenIdentifier, createdAt, identityUpdatedAt: event.updatedAt }));
    return;
  }
  if (known.deletedAt !== null || (known.identityUpdatedAt ?? -1) >= event.updatedAt) return;
  await users.change(known._id, {
    ...reachedAt(news.email),
    isEmailVerified: news.isEmailVerified,
    ...(known.hasOwnName ? {} : named(news.name)),
    identityUpdatedAt: event.updatedAt,
  });
}

/** Deactivates a person and forgets their address, also where it was invited; their work keeps their name. */
async function forget(deps: Deps, row: User): Promise<void> {
  if (row.deletedAt !== null) return;
  await forgetAddress(deps, row.email);
  await deps.users.change(row._id, {
    ...reachedAt(""),
    isEmailVerified: false,
    status: "deactivated",
    deletedAt: deps.clock.now(),
  });
}

/** Stands for someone who was deleted before the school heard of them, so that a late event cannot bring them back. */
function tombstone(tokenIdentifier: string, now: number): Omit<User, "_id"> {
  return newUser({ tokenIdentifier, email: "", name: "–", createdAt: now, status: "deactivated", deletedAt: now });
}
