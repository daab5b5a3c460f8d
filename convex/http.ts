import { httpRouter } from "convex/server";
import { issuerOf } from "../services/users/issuer";
import { readMailEvent } from "../services/mail/mail-event";
import { readIdentityEvent } from "../services/users/identity-event";
import { isGenuine } from "../services/users/webhook-signature";
import { readVideoEvent } from "../services/videos/video-event";
import { internal } from "./_generated/api";
import { route, setting } from "./functions";
import { isFromVideoService } from "./gateways/video";

const http = httpRouter();
/** A webhook about one person is far smaller than this, in characters. */
const longestBody = 200_000;

/** What the identity provider tells of people. Signed; taken once however often it is sent; other events are thanked. */
http.route({
  path: "/webhooks/identity",
  method: "POST",
  handler: route(async (ctx, request) => {
    // Like auth.config.ts: Clerk's where its issuer is set, and then nobody else's.
    const clerk = setting("CLERK_JWT_ISSUER_DOMAIN");
    const issuer = clerk ? issuerOf(clerk) : setting("IDENTITY_ISSUER");
    const secret = setting(clerk ? "CLERK_WEBHOOK_SIGNING_SECRET" : "IDENTITY_WEBHOOK_SECRET");
    if (!secret || !issuer) return new Response(null, { status: 503 });
    const body = await request.text();
    if (body.length > longestBody) return new Response(null, { status: 413 });
    const id = request.headers.get("svix-id");
    const timestamp = request.headers.get("svix-timestamp");
    const signature = request.headers.get("svix-signature");
    if (!id || !(await isGenuine({ id, timestamp, signature, body }, secret, Date.now()))) {
      return new Response(null, { status: 401 });
    }
    const event = readIdentityEvent(asJson(body));
    if (event) await ctx.runMutation(internal.jobs.identity.take, { deliveryId: id, issuer, event });
    return new Response(null, { status: 204 });
  }),
});

/** What the video service tells of files. Signed as Mux signs; taken once however often and in whatever order it is sent. */
http.route({
  path: "/webhooks/video",
  method: "POST",
  handler: route(async (ctx, request) => {
    if (!setting("MUX_WEBHOOK_SECRET")) return new Response(null, { status: 503 });
    const body = await request.text();
    if (body.length > longestBody) return new Response(null, { status: 413 });
    if (!(await isFromVideoService(body, request.headers))) return new Response(null, { status: 401 });
    const told = readVideoEvent(asJson(body));
    if (told?.event) await ctx.runMutation(internal.jobs.videos.take, { ...told, event: told.event });
    return new Response(null, { status: 204 });
  }),
});

/** What the mail service tells of mails: delivered, bounced, called spam. Signed; taken once however often it is sent. */
http.route({
  path: "/webhooks/mail",
  method: "POST",
  handler: route(async (ctx, request) => {
    const secret = setting("RESEND_WEBHOOK_SECRET");
    if (!secret) return new Response(null, { status: 503 });
    const body = await request.text();
    if (body.length > longestBody) return new Response(null, { status: 413 });
    const id = request.headers.get("svix-id");
    const timestamp = request.headers.get("svix-timestamp");
    const signature = request.headers.get("svix-signature");
    if (!id || !(await isGenuine({ id, timestamp, signature, body }, secret, Date.now()))) {
      return new Response(null, { status: 401 });
    }
    const event = readMailEvent(asJson(body));
    if (event) await ctx.runMutation(internal.jobs.mail.take, { deliveryId: id, event });
    return new Response(null, { status: 204 });
  }),
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
