import { zCustomAction, zCustomMutation, zCustomQuery } from "convex-helpers/server/zod4";
import { ConvexError } from "convex/values";
import * as z from "zod";
import { assertCan, type Actor, type Permission } from "../services/access/permissions";
import { tellingSearch } from "../services/search/tell-search";
import { AppError, forbidden, unauthenticated, type AppErrorData } from "../services/shared/app-error";
import { largestPage } from "../services/shared/page";
import type { VendorSetting } from "../services/system/vendors";
import {
  action,
  httpAction,
  internalAction,
  internalMutation,
  internalQuery,
  mutation,
  query,
  type QueryCtx,
} from "./_generated/server";
import { readersOf } from "./stores/readers";
import { storesOf } from "./stores/stores";

/**
 * The only door to Convex's raw builders. Whoever writes a function says here who may call it (`may`), what it takes
 * (`args`) and what it gives (`returns`, which strips what it does not name); a handler gets stores, never `db`.
 */

const zodIssues = z.object({
  ZodError: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })),
});

/** Every refusal leaves in one shape, so the client needs one reader. Bugs pass through untouched. */
function asWireError(error: unknown): unknown {
  if (error instanceof AppError) return new ConvexError(error.data);
  const issues = error instanceof ConvexError ? zodIssues.safeParse(error.data) : undefined;
  if (!issues?.success) return error;
  const fields = Object.fromEntries(issues.data.ZodError.map((issue) => [issue.path.join("."), issue.message]));
  return new ConvexError({ code: "invalid", reason: "fields", fields } satisfies AppErrorData);
}

/** Lets a service refuse in its own words; Convex only carries `ConvexError` to the client. */
function speaking<Builder extends (definition: never) => unknown>(builder: Builder): Builder {
  return ((definition: { handler: (...a: unknown[]) => unknown }) =>
    builder({
      ...definition,
      handler: async (...a: unknown[]) => {
        try {
          return await definition.handler(...a);
        } catch (error) {
          throw asWireError(error);
        }
      },
    } as never)) as unknown as Builder;
}

async function actorOf(ctx: Pick<QueryCtx, "auth" | "db">): Promise<Actor | null> {
  const identity = await ctx.auth.getUserIdentity();
  if (!identity) return null;
  const user = await ctx.db
    .query("users")
    .withIndex("by_tokenIdentifier", (q) => q.eq("tokenIdentifier", identity.tokenIdentifier))
    .unique();
  if (!user) return null;
  if (user.status === "deactivated") throw forbidden("deactivated");
  return { id: user._id, role: user.role, name: user.name };
}

const clock = { now: () => Date.now() };

/** Every port as a mutation may use it. What the search index holds is told there; without a search service, to nobody. */
function writersOf(ctx: Parameters<typeof storesOf>[0]) {
  const stores = storesOf(ctx);
  const { outbox, jobs } = stores;
  return setting("ALGOLIA_APP_ID") ? tellingSearch(stores, { outbox, jobs, clock }) : stores;
}

/** Anyone may ask, signed in or not; `ctx.viewer` is null for a visitor. */
export const publicQuery = zCustomQuery(speaking(query), {
  args: {},
  input: async (ctx) => ({
    ctx: { db: undefined, viewer: await actorOf(ctx), clock, ...readersOf(ctx) },
    args: {},
  }),
});

/** Someone signed in, whose role grants `may`. */
export const actorQuery = zCustomQuery(speaking(query), {
  args: {},
  input: async (ctx, _args, { may }: { may: Permission }) => {
    const actor = await actorOf(ctx);
    assertCan(actor, may);
    return { ctx: { db: undefined, actor, clock, ...readersOf(ctx) }, args: {} };
  },
});

/** Someone signed in, whose role grants `may`, changes something. */
export const actorMutation = zCustomMutation(speaking(mutation), {
  args: {},
  input: async (ctx, _args, { may }: { may: Permission }) => {
    const actor = await actorOf(ctx);
    assertCan(actor, may);
    return { ctx: { db: undefined, actor, clock, ...writersOf(ctx) }, args: {} };
  },
});

/** Anyone may call it: what it changes is named by a signed link, never by an argument alone. */
export const publicMutation = zCustomMutation(speaking(mutation), {
  args: {},
  input: async (ctx) => ({ ctx: { db: undefined, clock, ...storesOf(ctx) }, args: {} }),
});

/** Someone with a valid session who may have no row yet: only for arriving at the school. */
export const identityMutation = zCustomMutation(speaking(mutation), {
  args: {},
  input: async (ctx) => {
    const identity = await ctx.auth.getUserIdentity();
    if (!identity) throw unauthenticated();
    return { ctx: { db: undefined, identity, clock, ...writersOf(ctx) }, args: {} };
  },
});

/** Whoever asks, known by their session alone; they may have no row yet, or be deactivated: only for knowing oneself. */
export const identityQuery = zCustomQuery(speaking(query), {
  args: {},
  input: async (ctx) => ({
    ctx: { db: undefined, identity: await ctx.auth.getUserIdentity(), clock, ...readersOf(ctx) },
    args: {},
  }),
});

/** Internal functions: schedules, crons, webhook continuations, the seed. Unreachable for clients. */
export const jobQuery = zCustomQuery(speaking(internalQuery), {
  args: {},
  input: async (ctx) => ({ ctx: { db: undefined, clock, ...readersOf(ctx) }, args: {} }),
});
export const jobMutation = zCustomMutation(speaking(internalMutation), {
  args: {},
  input: async (ctx) => ({ ctx: { db: undefined, clock, ...writersOf(ctx) }, args: {} }),
});
/** What an action that somebody called does first: `ctx.viewer` is that person, by the action's own session. */
export const viewerJob = zCustomMutation(speaking(internalMutation), {
  args: {},
  input: async (ctx) => ({
    ctx: { db: undefined, viewer: await actorOf(ctx), clock, ...writersOf(ctx) },
    args: {},
  }),
});
/**
 * Talks to a vendor while somebody waits. It reads and writes nothing itself: who asks, and whether they may, is found
 * by the `viewerJob` that it begins with.
 */
export const publicAction = zCustomAction(speaking(action), {
  args: {},
  input: async () => ({ ctx: {}, args: {} }),
});
export const jobAction = zCustomAction(speaking(internalAction), {
  args: {},
  input: async () => ({ ctx: {}, args: {} }),
});

type Setting =
  | VendorSetting
  | "ALGOLIA_INDEX_PREFIX"
  | "ALGOLIA_REGION"
  | "BOOTSTRAP_TOKEN"
  | "IDENTITY_WEBHOOK_SECRET"
  | "CLERK_WEBHOOK_SIGNING_SECRET"
  | "IDENTITY_ISSUER"
  | "CLERK_JWT_ISSUER_DOMAIN"
  | "SCHOOL_ORIGIN"
  | "MUX_TOKEN_ID"
  | "MUX_TOKEN_SECRET"
  | "MUX_SIGNING_KEY"
  | "MUX_PRIVATE_KEY"
  | "MUX_WEBHOOK_SECRET"
  | "MUX_BASE_URL"
  | "VIDEO_PLAYBACK_SECONDS"
  | "RESEND_API_KEY"
  | "RESEND_BASE_URL"
  | "RESEND_WEBHOOK_SECRET"
  | "MAIL_FROM"
  | "MAIL_LINK_SECRET";
/** What the deployment was given under a name, read when it is asked for; null when nothing. */
export const setting = (name: Setting): string | null =>
  // eslint-disable-next-line @convex-dev/no-process-env -- every kind of deployment sets these from outside, and each is optional
  process.env[name] ?? null;

/** An HTTP route. It checks its own signature or key; work that takes time goes to a job. */
export const route = httpAction;

/** `paginationOpts` as `usePaginatedQuery` sends them; a page larger than `largestPage` is cut to it. */
export const paginationArgs = {
  paginationOpts: z.object({
    numItems: z.number().transform((n) => Math.max(1, Math.min(largestPage, Math.floor(n)))),
    cursor: z.string().nullable(),
    endCursor: z.string().nullable().optional(),
    id: z.number().optional(),
    maximumRowsRead: z.number().optional(),
    maximumBytesRead: z.number().optional(),
  }),
};

/** What a paginated function returns. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    page: z.array(row),
    isDone: z.boolean(),
    continueCursor: z.string(),
    splitCursor: z.string().nullable().optional(),
    pageStatus: z.enum(["SplitRecommended", "SplitRequired"]).nullable().optional(),
  });
