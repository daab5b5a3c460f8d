import { httpRouter } from "convex/server";
import { issuerOf } from "../services/users/issuer";
import { readMailEvent } from "../services/mail/mail-event";
import { readIdentityEvent } from "../services/users/identity-event";
import { isGenuine } from "../services/users/webhook-signature";
import { readVideoEvent } from "../services/videos/video-event";
import { internal } from "./_generated/api";
import type { ActionCtx } from "./_generated/server";
import { route, setting } from "./functions";
import { isFromVideoService } from "./gateways/video";

const http = httpRouter();
/** A webhook about one person is far smaller than this, in characters. */
const longestBody = 200_000;

/** Whether a body comes from whom it should. */
type Check = (body: string, headers: Headers) => Promise<boolean>;
type Told = { body: unknown; deliveryId: string };

/** A route for one vendor: 503 while nothing says whom to believe, 401 for anybody else, thanks for every event. */
function webhook(check: () => Check | null, take: (ctx: ActionCtx, told: Told) => Promise<unknown>) {
  return route(async (ctx: ActionCtx, request) => {
    const isTheirs = check();
    if (!isTheirs) return new Response(null, { status: 503 });
    const body = await request.text();
    if (body.length > longestBody) return new Response(null, { status: 413 });
    if (!(await isTheirs(body, request.headers))) return new Response(null, { status: 401 });
    await take(ctx, { body: asJson(body), deliveryId: request.headers.get("svix-id") ?? "" });
    return new Response(null, { status: 204 });
  });
}

/** Believes whoever signs with a secret as svix does. */
const signedBy =
  (secret: string): Check =>
  (body, headers) => {
    const [id, timestamp, signature] = ["id", "timestamp", "signature"].map((name) => headers.get(`svix-${name}`));
    return isGenuine(
      { id: id ?? null, timestamp: timestamp ?? null, signature: signature ?? null, body },
      secret,
      Date.now(),
    );
  };

/** Who tells of people: Clerk where its issuer is set, and then nobody else, as in auth.config.ts. */
function identityProvider(): { issuer: string; secret: string } | null {
  const clerk = setting("CLERK_JWT_ISSUER_DOMAIN");
  const issuer = clerk ? issuerOf(clerk) : setting("IDENTITY_ISSUER");
  const secret = setting(clerk ? "CLERK_WEBHOOK_SIGNING_SECRET" : "IDENTITY_WEBHOOK_SECRET");
  return issuer && secret ? { issuer, secret } : null;
}

/** What the identity provider tells of people. Taken once however often it is sent. */
http.route({
  path: "/webhooks/identity",
  method: "POST",
  handler: webhook(
    () => {
      const provider = identityProvider();
      return provider && signedBy(provider.secret);
    },
    async (ctx, { body, deliveryId }) => {
      const event = readIdentityEvent(body);
      const issuer = identityProvider()?.issuer;
      if (event && issuer) await ctx.runMutation(internal.jobs.identity.take, { deliveryId, issuer, event });
    },
  ),
});

/** What the video service tells of files. Signed as Mux signs; taken once however often and in whatever order it is sent. */
http.route({
  path: "/webhooks/video",
  method: "POST",
  handler: webhook(
    () => (setting("MUX_WEBHOOK_SECRET") ? isFromVideoService : null),
    async (ctx, { body }) => {
      const told = readVideoEvent(body);
      if (told?.event) await ctx.runMutation(internal.jobs.videos.take, { ...told, event: told.event });
    },
  ),
});

/** What the mail service tells of mails: delivered, bounced, called spam. Taken once however often it is sent. */
http.route({
  path: "/webhooks/mail",
  method: "POST",
  handler: webhook(
    () => {
      const secret = setting("RESEND_WEBHOOK_SECRET");
      return secret ? signedBy(secret) : null;
    },
    async (ctx, { body, deliveryId }) => {
      const event = readMailEvent(body);
      if (event) await ctx.runMutation(internal.jobs.mail.take, { deliveryId, event });
    },
  ),
});

/** Null for text that is not JSON: a signed body that cannot be read is no event. */
function asJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export default http;
