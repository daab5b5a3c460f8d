import type { TokenAnswer } from "./session-store";

// Every page carries this file, so it reads its few answers by hand instead of with a schema library.

const BASE = "/_svc/auth";

/** Why the identity service said no; each has its sentence in messages/en/identity.json under `refusals`. */
export type IdentityReason =
  | "wrong_credentials"
  | "wrong_password"
  | "email_not_verified"
  | "wrong_code"
  | "code_expired"
  | "too_many_tries"
  | "too_many_requests"
  | "invalid_email"
  | "password_too_short"
  | "password_too_long"
  | "password_too_common"
  | "name_missing"
  | "other_browser"
  | "session_too_old"
  | "signed_out"
  | "unreachable"
  | "refused";

/** A refusal of the identity service, with the seconds to wait when it was asked too often. */
export class IdentityRefusal extends Error {
  override readonly name = "IdentityRefusal";
  constructor(
    readonly reason: IdentityReason,
    readonly retryAfterSeconds?: number,
  ) {
    super(reason);
  }
}

const REASON_OF_CODE: Record<string, IdentityReason> = {
  INVALID_EMAIL_OR_PASSWORD: "wrong_credentials",
  INVALID_PASSWORD: "wrong_password",
  EMAIL_NOT_VERIFIED: "email_not_verified",
  INVALID_OTP: "wrong_code",
  OTP_EXPIRED: "code_expired",
  TOO_MANY_ATTEMPTS: "too_many_tries",
  INVALID_EMAIL: "invalid_email",
  PASSWORD_TOO_SHORT: "password_too_short",
  PASSWORD_TOO_LONG: "password_too_long",
  PASSWORD_TOO_COMMON: "password_too_common",
  NAME_MISSING: "name_missing",
  OTHER_BROWSER: "other_browser",
  SESSION_EXPIRED: "session_too_old",
  SESSION_NOT_FRESH: "session_too_old",
};

async function refusalOf(response: Response): Promise<IdentityRefusal> {
  if (response.status === 429) {
    return new IdentityRefusal("too_many_requests", Number(response.headers.get("x-retry-after")) || undefined);
  }
  if (response.status >= 500) return new IdentityRefusal("unreachable");
  const code = fieldOf(await response.json().catch(() => null), "code");
  const reason = REASON_OF_CODE[typeof code === "string" ? code : ""];
  return new IdentityRefusal(reason ?? (response.status === 401 ? "signed_out" : "refused"));
}

/** Asks the identity service; throws `IdentityRefusal` when it says no or is away. */
export async function call(path: string, body?: Record<string, unknown>): Promise<unknown> {
  const request: RequestInit = body
    ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
    : { method: "GET" };
  const response = await fetch(BASE + path, { ...request, credentials: "same-origin", cache: "no-store" }).catch(() => {
    throw new IdentityRefusal("unreachable");
  });
  if (!response.ok) throw await refusalOf(response);
  return response.json();
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** Asks for an access token once; throws `IdentityRefusal` "unreachable" when the service is away. */
export async function requestToken(): Promise<TokenAnswer> {
  const token = fieldOf(await call("/token", {}), "token");
  if (token === null) return { signedOut: true };
  if (typeof token !== "string") throw new Error("The identity service answered /token with neither a token nor null.");
  return { token };
}

/** Signs out of this browser. */
export async function signOut(): Promise<void> {
  await call("/sign-out", {});
}
