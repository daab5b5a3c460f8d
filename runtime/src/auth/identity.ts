import type { JSONValue } from "convex/values";

/** Who asks, as `ctx.auth.getUserIdentity()` gives it. */
export type Identity = {
  readonly tokenIdentifier: string;
  readonly subject: string;
  readonly issuer: string;
  readonly [claim: string]: JSONValue | undefined;
};

/** On whose behalf a request runs: nobody, a person until their token ends, or the holder of the admin key. */
export type Caller =
  | { readonly kind: "none"; readonly identity: null }
  | { readonly kind: "user"; readonly identity: Identity; readonly expiresAtMs: number; readonly token: string }
  | { readonly kind: "admin"; readonly identity: Identity | null };

/** The caller of requests without credentials. */
export const nobody: Caller = { kind: "none", identity: null };

const renamed: Record<string, string> = {
  given_name: "givenName",
  family_name: "familyName",
  preferred_username: "preferredUsername",
  profile: "profileUrl",
  picture: "pictureUrl",
  email_verified: "emailVerified",
  birthdate: "birthday",
  zoneinfo: "timezone",
  locale: "language",
  phone_number: "phoneNumber",
  phone_number_verified: "phoneNumberVerified",
};
const dropped = new Set(["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]);

/**
 * The identity that a token's claims describe: standard claims under Convex's names, other claims under their own.
 * `flatten` turns nested claims into dotted names ("properties.id"), as Convex does for custom JWTs.
 */
export function identityFromClaims(claims: Record<string, unknown>, flatten: boolean): Identity {
  const identity: Record<string, JSONValue> = {};
  const put = (name: string, value: unknown) => {
    if (dropped.has(name) || value === undefined || value === null) return;
    if (name === "updated_at") identity.updatedAt = updatedAt(value);
    else if (name === "address") identity.address = address(value);
    else if (flatten && typeof value === "object" && !Array.isArray(value)) {
      for (const [field, inner] of Object.entries(value)) put(`${name}.${field}`, inner);
    } else identity[renamed[name] ?? name] = value as JSONValue;
  };
  for (const [name, value] of Object.entries(claims)) put(name, value);
  const issuer = String(claims.iss);
  const subject = String(claims.sub);
  return { ...identity, tokenIdentifier: `${issuer}|${subject}`, issuer, subject };
}

function updatedAt(value: unknown): string {
  return typeof value === "number" ? new Date(value * 1000).toISOString() : String(value);
}

function address(value: unknown): string {
  const formatted = typeof value === "object" && value !== null && "formatted" in value ? value.formatted : value;
  return typeof formatted === "string" ? formatted : JSON.stringify(formatted);
}

/** A text that is equal for identities that no function can tell apart. */
export function identityKey(identity: Identity | null): string {
  return identity === null ? "" : JSON.stringify(Object.entries(identity).sort(([a], [b]) => (a < b ? -1 : 1)));
}
