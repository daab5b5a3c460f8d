import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import type { SigningKeys } from "./keys";

/** How long an access token is good for, in seconds. */
export const TOKEN_SECONDS = 300;

/** The part of an account that tokens and webhooks speak of. */
export type IdentityUser = {
  id: string;
  email: string;
  emailVerified: boolean;
  name: string;
  image?: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** Splits a full name as Clerk's fields want it: the last word is the family name. */
export function splitName(name: string): { first: string; last: string } {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? (words.pop() ?? "") : "";
  return { first: words.join(" "), last };
}

/** Signs an access token with Clerk's claims for one session; `now` in ms. */
export async function signToken(
  keys: SigningKeys,
  session: { user: IdentityUser; sessionId: string; origin: string; signedInAt: number },
  now: number,
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  const { first, last } = splitName(session.user.name);
  return new SignJWT({
    sid: session.sessionId,
    azp: session.origin,
    v: 2,
    sts: "active",
    fva: [Math.floor((now - session.signedInAt) / 60_000), -1],
    email: session.user.email,
    email_verified: session.user.emailVerified,
    name: session.user.name,
    given_name: first,
    ...(last ? { family_name: last } : {}),
    ...(session.user.image ? { picture: session.user.image } : {}),
  })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: keys.kid })
    .setIssuer(keys.issuer)
    .setSubject(session.user.id)
    .setAudience("convex")
    .setJti(randomUUID())
    .setIssuedAt(seconds)
    .setNotBefore(seconds - 10)
    .setExpirationTime(seconds + TOKEN_SECONDS)
    .sign(keys.privateKey);
}
