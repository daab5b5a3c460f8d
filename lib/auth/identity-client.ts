import * as z from "zod";
import type { TokenAnswer } from "./session-store";

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

const refusalBody = z.object({ code: z.string().optional() });

async function refusalOf(response: Response): Promise<IdentityRefusal> {
  if (response.status === 429) {
    return new IdentityRefusal("too_many_requests", Number(response.headers.get("x-retry-after")) || undefined);
  }
  if (response.status >= 500) return new IdentityRefusal("unreachable");
  const body = refusalBody.safeParse(await response.json().catch(() => null));
  const reason = REASON_OF_CODE[body.data?.code ?? ""];
  return new IdentityRefusal(reason ?? (response.status === 401 ? "signed_out" : "refused"));
}

async function call(path: string, body?: Record<string, unknown>): Promise<unknown> {
  const request: RequestInit = body
    ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
    : { method: "GET" };
  const response = await fetch(BASE + path, { ...request, credentials: "same-origin", cache: "no-store" }).catch(() => {
    throw new IdentityRefusal("unreachable");
  });
  if (!response.ok) throw await refusalOf(response);
  return response.json();
}

/** Asks for an access token once; throws `IdentityRefusal` "unreachable" when the service is away. */
export async function requestToken(): Promise<TokenAnswer> {
  const { token } = z.object({ token: z.string().nullable() }).parse(await call("/token", {}));
  return token === null ? { signedOut: true } : { token };
}

/** Starts an account; the address is proven afterwards with the code sent to it. */
export async function signUp(person: { name: string; email: string; password: string }): Promise<void> {
  await call("/sign-up/email", person);
}

/** Proves an address with the code sent to it, and signs in. */
export async function verifyEmail(email: string, code: string): Promise<void> {
  await call("/email-otp/verify-email", { email, otp: code });
}

/** Sends a new code for an account that was started in this browser. */
export async function resendCode(email: string): Promise<void> {
  await call("/email-otp/send-verification-otp", { email, type: "email-verification" });
}

/** Signs in with a password. */
export async function signIn(email: string, password: string): Promise<void> {
  await call("/sign-in/email", { email, password });
}

/** Signs out of this browser. */
export async function signOut(): Promise<void> {
  await call("/sign-out", {});
}

/** Sends a code for a new password, if the address has an account; the answer is the same if it has none. */
export async function requestReset(email: string): Promise<void> {
  await call("/email-otp/request-password-reset", { email });
}

/** Sets a new password with the code sent; every session of the account ends. */
export async function resetPassword(email: string, code: string, password: string): Promise<void> {
  await call("/email-otp/reset-password", { email, otp: code, password });
}

const persona = z.object({ key: z.string(), name: z.string(), role: z.enum(["student", "instructor", "admin"]) });
/** One of the people of the demo school whom a visitor may sign in as. */
export type Persona = z.infer<typeof persona>;

const house = z.object({ personas: z.array(persona), outbox: z.string().nullable() });
/** What a visitor may know of this school's sign-in: its demo's personas, and where mail is read that is not sent. */
export type House = z.infer<typeof house>;

/** Asks what this school offers a visitor who wants to sign in. */
export async function readHouse(): Promise<House> {
  return house.parse(await call("/demo/personas"));
}

/** Signs in as a persona of the demo school. */
export async function signInAs(personaKey: string): Promise<void> {
  await call("/demo/sign-in", { persona: personaKey });
}

const sessionRow = z.object({
  id: z.string(),
  createdAt: z.number(),
  lastSeenAt: z.number(),
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
  isThisOne: z.boolean(),
});
/** One browser that is signed in to the account; times in ms. */
export type SessionRow = z.infer<typeof sessionRow>;

const security = z.object({ sessions: z.array(sessionRow), hasPassword: z.boolean() });
/** What the identity service keeps of an account besides the person: its sessions, newest first, and whether a password opens it. */
export type Security = z.infer<typeof security>;

/** Reads the sessions of one's own account. */
export async function readSecurity(): Promise<Security> {
  return security.parse(await call("/account/sessions"));
}

/** Ends one session of the account. */
export async function revokeSession(id: string): Promise<void> {
  await call("/account/sessions/revoke", { id });
}

/** Ends all sessions but this one. */
export async function revokeOtherSessions(): Promise<void> {
  await call("/revoke-other-sessions", {});
}

/** Sets a new password; the other sessions of the account end. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await call("/change-password", { currentPassword, newPassword, revokeOtherSessions: true });
}

/** Deletes the account for good. */
export async function deleteAccount(password: string): Promise<void> {
  await call("/delete-user", { password });
}
