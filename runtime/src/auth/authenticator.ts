import { createHash, timingSafeEqual } from "node:crypto";
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from "jose";
import type { JSONValue } from "convex/values";
import { isTrustedUrl, type AuthProvider } from "./auth-config";
import { identityFromClaims, nobody, type Caller } from "./identity";

/** Credentials that are not accepted; the message says why and holds nothing secret. */
export class AuthFault extends Error {
  override readonly name = "AuthFault";
}

/** What a client shows to say who it is. */
type Credentials =
  | { kind: "none" }
  | { kind: "user"; token: string }
  | { kind: "admin"; key: string; impersonating: Record<string, JSONValue> | null };

const clockToleranceSeconds = 5;
const fetchTimeoutMs = 5_000;
const longestToken = 16 * 1024;

const withoutSlash = (url: string) => url.replace(/\/+$/, "");

function sameSecret(a: string, b: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const answer = await fetch(`${withoutSlash(issuer)}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(fetchTimeoutMs),
    redirect: "error",
  });
  if (!answer.ok)
    throw new AuthFault(`The issuer ${issuer} answered ${answer.status} when asked for its configuration.`);
  const found = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (typeof found.issuer !== "string" || withoutSlash(found.issuer) !== withoutSlash(issuer)) {
    throw new AuthFault(`The configuration of ${issuer} names another issuer.`);
  }
  if (typeof found.jwks_uri !== "string" || !isTrustedUrl(found.jwks_uri))
    throw new AuthFault(`The configuration of ${issuer} names no keys.`);
  return remoteKeys(found.jwks_uri);
}

function remoteKeys(url: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(url), {
    timeoutDuration: fetchTimeoutMs,
    cooldownDuration: 5_000,
    cacheMaxAge: 600_000,
  });
}

async function keysOf(provider: AuthProvider): Promise<JWTVerifyGetKey> {
  if (provider.jwks === null) return await discoverKeys(provider.issuer);
  if (!provider.jwks.startsWith("data:")) return remoteKeys(provider.jwks);
  const answer = await fetch(provider.jwks);
  return createLocalJWKSet((await answer.json()) as JSONWebKeySet);
}

/** Finds out on whose behalf a request runs. */
export class Authenticator {
  readonly #adminKey: string;
  #providers: readonly AuthProvider[];
  #keys = new Map<AuthProvider, Promise<JWTVerifyGetKey>>();

  constructor(adminKey: string, providers: readonly AuthProvider[]) {
    this.#adminKey = adminKey;
    this.#providers = providers;
  }

  /** Trusts other issuers from now on; keys of the old ones are forgotten. */
  use(providers: readonly AuthProvider[]): void {
    this.#providers = providers;
    this.#keys = new Map();
  }

  /** Throws AuthFault for credentials that are not accepted. */
  async caller(credentials: Credentials): Promise<Caller> {
    if (credentials.kind === "none") return nobody;
    if (credentials.kind === "user") return await this.#user(credentials.token);
    if (!sameSecret(credentials.key, this.#adminKey))
      throw new AuthFault("The provided admin key is not valid for this deployment.");
    const given = credentials.impersonating;
    return { kind: "admin", identity: given === null ? null : impersonated(given) };
  }

  /** The caller of an HTTP request; throws AuthFault for a header that is not accepted. */
  async callerOfHeader(authorization: string | undefined): Promise<Caller> {
    if (authorization === undefined || authorization === "") return nobody;
    const [scheme = "", value = ""] = authorization.split(/\s+(.*)/s);
    if (scheme.toLowerCase() === "bearer") return await this.caller({ kind: "user", token: value });
    if (scheme.toLowerCase() !== "convex")
      throw new AuthFault("The Authorization header is neither Bearer nor Convex.");
    if (sameSecret(value, this.#adminKey)) return { kind: "admin", identity: null };
    const at = value.lastIndexOf(":");
    if (at < 0) throw new AuthFault("The provided admin key is not valid for this deployment.");
    return await this.caller({
      kind: "admin",
      key: value.slice(0, at),
      impersonating: parseIdentity(value.slice(at + 1)),
    });
  }

  async #user(token: string): Promise<Caller> {
    if (token.length > longestToken) throw new AuthFault("The token is too long.");
    try {
      const provider = this.#providerOf(token);
      const keys = await this.#keysOf(provider);
      const { payload } = await jwtVerify(token, keys, {
        algorithms: [...provider.algorithms],
        ...(provider.audience === null ? {} : { audience: provider.audience }),
        requiredClaims: ["iss", "sub", "exp"],
        clockTolerance: clockToleranceSeconds,
      });
      if (typeof payload.sub !== "string" || payload.sub === "") throw new AuthFault("The token has no subject.");
      const expiresAtMs = ((payload.exp ?? 0) + clockToleranceSeconds) * 1000;
      const identity = identityFromClaims(payload, provider.kind === "customJwt");
      return { kind: "user", identity, expiresAtMs, token };
    } catch (error) {
      if (error instanceof AuthFault) throw error;
      if (error instanceof errors.JOSEError) throw new AuthFault(`Could not verify the token: ${error.message}`);
      throw new AuthFault(
        `Could not verify the token: its issuer's keys cannot be read (${(error as Error).message}).`,
      );
    }
  }

  #providerOf(token: string): AuthProvider {
    const header = decodeProtectedHeader(token);
    const { iss, aud } = decodeJwt(token);
    if (typeof header.kid !== "string" || header.kid === "") throw new AuthFault("The token's header has no kid.");
    const audiences = Array.isArray(aud) ? aud : [aud];
    const provider = this.#providers.find(
      ({ issuer, audience }) =>
        typeof iss === "string" &&
        withoutSlash(iss) === withoutSlash(issuer) &&
        (audience === null || audiences.includes(audience)),
    );
    if (provider === undefined)
      throw new AuthFault(
        "No auth provider found matching the given token. Check auth.config.ts: its issuer and applicationID must be the token's iss and aud.",
      );
    const isJwt = header.typ?.toUpperCase() === "JWT";
    if (!isJwt && (provider.kind === "customJwt" || header.typ !== undefined))
      throw new AuthFault('The token\'s header must have the typ "JWT".');
    return provider;
  }

  #keysOf(provider: AuthProvider): Promise<JWTVerifyGetKey> {
    let keys = this.#keys.get(provider);
    if (keys === undefined) {
      keys = keysOf(provider);
      this.#keys.set(provider, keys);
      // An issuer that could not be reached is asked again next time; whoever waits now hears of it.
      keys.catch(() => this.#keys.delete(provider));
    }
    return keys;
  }
}

function impersonated(given: Record<string, JSONValue>) {
  const { issuer, subject } = given;
  if (typeof issuer !== "string" || typeof subject !== "string")
    throw new AuthFault("An identity to act as needs an issuer and a subject.");
  return { ...given, issuer, subject, tokenIdentifier: `${issuer}|${subject}` };
}

function parseIdentity(encoded: string): Record<string, JSONValue> {
  try {
    const parsed = JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as unknown;
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, JSONValue>;
  } catch {
    throw new AuthFault("The identity to act as cannot be read.");
  }
  throw new AuthFault("The identity to act as is not an object.");
}
