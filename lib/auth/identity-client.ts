import * as z from "zod";
import { call } from "./identity-call";

export { IdentityRefusal, type IdentityReason } from "./identity-call";

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
