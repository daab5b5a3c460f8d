import { createHash } from "node:crypto";
import { APIError, createAuthMiddleware, isAPIError } from "better-auth/api";
import type { BetterAuthPlugin } from "better-auth";
import * as z from "zod";
import { isCommonPassword } from "./common-passwords";
import type { Allowance, Tries } from "./tries";

const MINUTE_MS = 60_000;

/** How often a thing may be tried, whatever number of addresses the tries come from. */
export const ALLOWANCES = {
  /** Wrong passwords for one account from browsers that have never been signed in to it. */
  signIn: { tries: 10, windowMs: 15 * MINUTE_MS },
  /** Wrong passwords from a browser that has been signed in before: nobody else can use these up. */
  signInKnownBrowser: { tries: 10, windowMs: 15 * MINUTE_MS },
  /** Codes typed for one mail. */
  code: { tries: 5, windowMs: 10 * MINUTE_MS },
  /** Codes typed for one address, whatever number of mails they were in: six digits are not to be guessed by patience. */
  codesOfADay: { tries: 50, windowMs: 24 * 60 * MINUTE_MS },
  /** Mails to one address. */
  mail: { tries: 5, windowMs: 15 * MINUTE_MS },
} satisfies Record<string, Allowance>;

const SIGN_UP_COOKIE = "doctrina.sign_up";
const BROWSER_COOKIE = "doctrina.browser";

type Ctx = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];
const emailBody = z.object({ email: z.string().max(320) });
const signUpBody = emailBody.extend({ password: z.string(), name: z.string() });
const returnedUser = z.object({ user: z.object({ id: z.string() }) });

const refuse = (status: "BAD_REQUEST" | "FORBIDDEN", code: string) => APIError.from(status, { code, message: code });
const hashOf = (email: string) => createHash("sha256").update(email.toLowerCase()).digest("base64url");

function emailOf(ctx: Ctx): string {
  const body = emailBody.safeParse(ctx.body);
  if (!body.success || !z.email().safeParse(body.data.email).success) throw refuse("BAD_REQUEST", "INVALID_EMAIL");
  return body.data.email.toLowerCase();
}

function tooOften(seconds: number): APIError {
  return new APIError("TOO_MANY_REQUESTS", { code: "TOO_MANY_REQUESTS" }, { "x-retry-after": String(seconds) });
}

async function bindBrowser(ctx: Ctx, userId: string) {
  const { attributes } = ctx.context.authCookies.sessionToken;
  await ctx.setSignedCookie(SIGN_UP_COOKIE, userId, ctx.context.secret, { ...attributes, maxAge: 3600 });
}

async function boundUserId(ctx: Ctx): Promise<string | null> {
  return (await ctx.getSignedCookie(SIGN_UP_COOKIE, ctx.context.secret)) || null;
}

/**
 * What better-auth leaves open around passwords and codes:
 * - A code proves an address only in the browser that chose the password, so that nobody can start an account in
 *   another person's name and wait for them to prove it.
 * - Tries are counted by account and by mail, not only by the address of the network; unknown accounts count alike.
 * - Answers are the same whether an address has an account or not.
 */
export function accountGuard(deps: { tries: Tries; tellExisting: (email: string) => void }): BetterAuthPlugin {
  const { tries } = deps;
  const take = (name: string, allowance: Allowance) => {
    const seconds = tries.take(name, allowance);
    if (seconds > 0) throw tooOften(seconds);
  };
  // Not an error of too many requests: a new mail gives new tries.
  const takeCodeTry = (name: string) => {
    if (tries.take(name, ALLOWANCES.code) > 0) throw refuse("FORBIDDEN", "TOO_MANY_ATTEMPTS");
  };
  const signInName = async (ctx: Ctx, email: string) => {
    const known = (await ctx.getSignedCookie(BROWSER_COOKIE, ctx.context.secret)) === hashOf(email);
    return known
      ? { name: `known:${email}`, allowance: ALLOWANCES.signInKnownBrowser }
      : { name: `sign-in:${email}`, allowance: ALLOWANCES.signIn };
  };
  const on = (path: string, handler: (ctx: Ctx) => Promise<unknown>) => ({
    matcher: (ctx: { path?: string }) => ctx.path === path,
    handler: createAuthMiddleware(handler),
  });

  return {
    id: "account-guard",
    hooks: {
      before: [
        on("/sign-up/email", async (ctx) => {
          const email = emailOf(ctx);
          const body = signUpBody.safeParse(ctx.body);
          if (!body.success || body.data.name.trim().length === 0 || body.data.name.length > 100) {
            throw refuse("BAD_REQUEST", "NAME_MISSING");
          }
          const { minPasswordLength, maxPasswordLength } = ctx.context.password.config;
          if (body.data.password.length < minPasswordLength) throw refuse("BAD_REQUEST", "PASSWORD_TOO_SHORT");
          if (body.data.password.length > maxPasswordLength) throw refuse("BAD_REQUEST", "PASSWORD_TOO_LONG");
          if (isCommonPassword(body.data.password, body.data)) throw refuse("BAD_REQUEST", "PASSWORD_TOO_COMMON");
          take(`mail:${email}`, ALLOWANCES.mail);
          const held = await ctx.context.internalAdapter.findUserByEmail(email);
          if (held?.user.emailVerified) deps.tellExisting(email);
          // Nobody has proven this address yet: whoever starts last starts anew, with their own password.
          if (held && !held.user.emailVerified) await ctx.context.internalAdapter.deleteUser(held.user.id);
          // Only these three may be chosen by the person.
          return { context: { body: { email, password: body.data.password, name: body.data.name.trim() } } };
        }),
        on("/email-otp/send-verification-otp", async (ctx) => {
          const email = emailOf(ctx);
          take(`mail:${email}`, ALLOWANCES.mail);
          const held = await ctx.context.internalAdapter.findUserByEmail(email);
          const isMine = held && !held.user.emailVerified && (await boundUserId(ctx)) === held.user.id;
          if (!isMine) return ctx.json({ success: true });
          tries.clear(`code:${held.user.id}`);
          return { context: { body: { email, type: "email-verification" } } };
        }),
        on("/email-otp/verify-email", async (ctx) => {
          const email = emailOf(ctx);
          const bound = await boundUserId(ctx);
          if (!bound) throw refuse("FORBIDDEN", "OTHER_BROWSER");
          take(`codes:${email}`, ALLOWANCES.codesOfADay);
          takeCodeTry(`code:${bound}`);
          const held = await ctx.context.internalAdapter.findUserByEmail(email);
          if (!held || held.user.emailVerified || held.user.id !== bound) throw refuse("BAD_REQUEST", "INVALID_OTP");
        }),
        on("/sign-in/email", async (ctx) => {
          const { name, allowance } = await signInName(ctx, emailOf(ctx));
          take(name, allowance);
        }),
        on("/email-otp/request-password-reset", async (ctx) => {
          const email = emailOf(ctx);
          take(`mail:${email}`, ALLOWANCES.mail);
          tries.clear(`reset:${email}`);
        }),
        on("/email-otp/reset-password", async (ctx) => {
          const email = emailOf(ctx);
          const body = z.object({ password: z.string() }).safeParse(ctx.body);
          if (body.success && isCommonPassword(body.data.password, { email }))
            throw refuse("BAD_REQUEST", "PASSWORD_TOO_COMMON");
          take(`codes:${email}`, ALLOWANCES.codesOfADay);
          takeCodeTry(`reset:${email}`);
        }),
        on("/change-password", async (ctx) => {
          const body = z.object({ newPassword: z.string() }).safeParse(ctx.body);
          if (body.success && isCommonPassword(body.data.newPassword))
            throw refuse("BAD_REQUEST", "PASSWORD_TOO_COMMON");
        }),
        on("/delete-user", async (ctx) => {
          const body = z.object({ password: z.string().min(1) }).safeParse(ctx.body);
          if (!body.success) throw refuse("BAD_REQUEST", "INVALID_PASSWORD");
          return { context: { body: body.data } };
        }),
      ],
      after: [
        on("/sign-up/email", async (ctx) => {
          const made = returnedUser.safeParse(ctx.context.returned);
          if (!made.success) return;
          tries.clear(`code:${made.data.user.id}`);
          await bindBrowser(ctx, made.data.user.id);
          return ctx.json({ status: "code_sent" });
        }),
        on("/email-otp/verify-email", async (ctx) => {
          if (isAPIError(ctx.context.returned)) return;
          tries.clear(`codes:${emailOf(ctx)}`);
          ctx.setCookie(SIGN_UP_COOKIE, "", { ...ctx.context.authCookies.sessionToken.attributes, maxAge: 0 });
        }),
        on("/sign-in/email", async (ctx) => {
          const email = emailOf(ctx);
          const { returned } = ctx.context;
          if (!isAPIError(returned)) {
            tries.clear((await signInName(ctx, email)).name);
            const { attributes } = ctx.context.authCookies.sessionToken;
            const aYear = { ...attributes, maxAge: 365 * 86_400 };
            await ctx.setSignedCookie(BROWSER_COOKIE, hashOf(email), ctx.context.secret, aYear);
            return;
          }
          // This browser has just shown that it knows the password: it may prove the address.
          if (returned.body?.code !== "EMAIL_NOT_VERIFIED") return;
          const held = await ctx.context.internalAdapter.findUserByEmail(email);
          if (held) await bindBrowser(ctx, held.user.id);
        }),
        on("/email-otp/reset-password", async (ctx) => {
          if (isAPIError(ctx.context.returned)) return;
          const email = emailOf(ctx);
          tries.clear(`sign-in:${email}`);
          tries.clear(`known:${email}`);
          tries.clear(`codes:${email}`);
        }),
      ],
    },
  };
}
