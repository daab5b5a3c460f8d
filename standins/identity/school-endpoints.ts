import {
  APIError,
  createAuthEndpoint,
  formCsrfMiddleware,
  getSessionFromCtx,
  sessionMiddleware,
} from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { BetterAuthPlugin } from "better-auth";
import * as z from "zod";
import type { SigningKeys } from "./keys";
import { signToken } from "./token";

/** One of the demo school's people whom a visitor may sign in as. */
export type Persona = { key: string; name: string; email: string; role: "student" | "instructor" | "admin" };

/** The id a persona's account has, and so the subject of its tokens. */
export const personaUserId = (key: string): string => `user_${key}`;

const unauthorized = () => APIError.from("UNAUTHORIZED", { code: "SIGNED_OUT", message: "Nobody is signed in." });

/** What the school needs of an identity service and better-auth does not have: access tokens, a list of sessions that gives no secrets away, and the demo's doors. */
export function schoolEndpoints(deps: {
  keys: SigningKeys;
  origin: string;
  personas: Persona[];
  outbox: string | null;
  now: () => number;
}): BetterAuthPlugin {
  const demo = deps.personas.length === 0 ? null : new Map(deps.personas.map((persona) => [persona.key, persona]));

  return {
    id: "school",
    endpoints: {
      schoolToken: createAuthEndpoint("/token", { method: "POST", use: [formCsrfMiddleware] }, async (ctx) => {
        const held = await getSessionFromCtx(ctx);
        // Asked at every first view: that nobody is signed in is an answer, not an error.
        if (!held) return ctx.json({ token: null });
        const { session, user } = held;
        const signedInAt = session.createdAt.getTime();
        const token = await signToken(
          deps.keys,
          { user, sessionId: session.id, origin: deps.origin, signedInAt },
          deps.now(),
        );
        return ctx.json({ token });
      }),
      schoolSessions: createAuthEndpoint(
        "/account/sessions",
        { method: "GET", use: [sessionMiddleware] },
        async (ctx) => {
          const { session, user } = ctx.context.session;
          const rows = await ctx.context.internalAdapter.listSessions(user.id);
          const sessions = rows
            .filter((row) => row.expiresAt.getTime() > deps.now())
            .sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())
            .map((row) => ({
              id: row.id,
              createdAt: row.createdAt.getTime(),
              lastSeenAt: row.updatedAt.getTime(),
              userAgent: row.userAgent ?? null,
              ipAddress: row.ipAddress ?? null,
              isThisOne: row.id === session.id,
            }));
          const accounts = await ctx.context.internalAdapter.findAccounts(user.id);
          return ctx.json({ sessions, hasPassword: accounts.some(({ providerId }) => providerId === "credential") });
        },
      ),
      schoolRevoke: createAuthEndpoint(
        "/account/sessions/revoke",
        { method: "POST", use: [formCsrfMiddleware, sessionMiddleware], body: z.object({ id: z.string() }) },
        async (ctx) => {
          const rows = await ctx.context.internalAdapter.listSessions(ctx.context.session.user.id);
          // Found among one's own: another person's session does not exist here.
          const row = rows.find(({ id }) => id === ctx.body.id);
          if (row) await ctx.context.internalAdapter.deleteSession(row.token);
          return ctx.json({ success: true });
        },
      ),
      schoolPersonas: createAuthEndpoint("/demo/personas", { method: "GET" }, async (ctx) =>
        ctx.json({ personas: deps.personas.map(({ key, name, role }) => ({ key, name, role })), outbox: deps.outbox }),
      ),
      schoolDemoSignIn: createAuthEndpoint(
        "/demo/sign-in",
        { method: "POST", use: [formCsrfMiddleware], body: z.object({ persona: z.string() }) },
        async (ctx) => {
          const persona = demo?.get(ctx.body.persona);
          if (!persona) throw APIError.from("NOT_FOUND", { code: "NOT_FOUND", message: "No such persona." });
          const user = await ctx.context.internalAdapter.findUserById(personaUserId(persona.key));
          if (!user) throw unauthorized();
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ success: true });
        },
      ),
    },
  };
}
