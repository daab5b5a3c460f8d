import { AsyncLocalStorage } from "node:async_hooks";
import { createHmac, randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { betterAuth } from "better-auth/minimal";
import { emailOTP } from "better-auth/plugins/email-otp";
import * as z from "zod";
import { openLmdbFile } from "../shared/lmdb-file";
import { json, sendWebResponse, TooLarge, toWebRequest } from "../shared/node-http";
import { accountGuard } from "./account-guard";
import { jwksDataUri, openSigningKeys } from "./keys";
import { lmdbAdapter } from "./lmdb-adapter";
import { personaUserId, schoolEndpoints, type Persona } from "./school-endpoints";
import { openTries } from "./tries";
import { openWebhooks } from "./webhooks";

/** A mail that the identity service wants sent; what it says and looks like is for whoever sends it. */
export type IdentityMail = {
  to: string;
  /** The language of the pages that it was asked for on; null when they did not say. */
  locale: string | null;
} & ({ letter: "verification" | "reset"; code: string; minutes: number } | { letter: "accountExists" });

type Mail = DistributiveOmit<IdentityMail, "locale">;
type DistributiveOmit<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;

export type IdentityOptions = {
  /** The folder that keeps accounts and keys. */
  folder: string;
  /** Signs cookies and hashes codes; at least 32 characters. */
  secret: string;
  /** Names this school in the issuer of its tokens. */
  schoolId: string;
  /** Where people's browsers reach the school; the first is the one that tokens name. */
  origins: [string, ...string[]];
  /** The people whom a visitor may sign in as; none where there is no demo. */
  personas?: Persona[];
  /** Where a person at this machine reads mail that is kept instead of sent; null when mail is really sent. */
  outbox?: string | null;
  sendMail: (mail: IdentityMail) => Promise<void>;
  webhook: { url: string; secret: string };
  /** Says what a person who runs the school should know; never an address or a secret. */
  log?: (line: string) => void;
  now?: () => number;
};

/** The path under which the service answers. */
export const IDENTITY_PATH = "/_svc/auth";

const LARGEST_BODY = 16_384;

/** Every door of the service. Whatever else better-auth can do has no door: a new version cannot open one. */
export const DOORS: Record<string, "GET" | "POST"> = {
  "/sign-up/email": "POST",
  "/email-otp/verify-email": "POST",
  "/email-otp/send-verification-otp": "POST",
  "/sign-in/email": "POST",
  "/sign-out": "POST",
  "/email-otp/request-password-reset": "POST",
  "/email-otp/reset-password": "POST",
  "/change-password": "POST",
  "/delete-user": "POST",
  "/revoke-other-sessions": "POST",
  "/token": "POST",
  "/account/sessions": "GET",
  "/account/sessions/revoke": "POST",
  "/demo/personas": "GET",
  "/demo/sign-in": "POST",
};

/** How often one network address may knock, in tries a minute: a class of 200 behind one router can sign in together. */
const PER_MINUTE: Record<string, number> = {
  "/sign-in/email": 240,
  "/sign-up/email": 120,
  "/email-otp/verify-email": 240,
  "/email-otp/send-verification-otp": 120,
  "/email-otp/request-password-reset": 120,
  "/email-otp/reset-password": 120,
  "/change-password": 60,
  "/delete-user": 60,
  "/demo/sign-in": 240,
};

/** The school's own cookie that holds the language of its pages. */
const localeOf = (request: Request) =>
  /(?:^|;\s*)locale=([\w-]{2,20})(?:;|$)/.exec(request.headers.get("cookie") ?? "")?.[1] ?? null;

/** How long (minutes) a code is good. */
const CODE_MINUTES = 10;

function comesFromOurPages(request: Request, origins: string[]): boolean {
  const origin = request.headers.get("origin");
  if (origin !== null) return origins.includes(origin);
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  return request.method === "GET" || !request.headers.has("cookie");
}

/** Opens the identity service that comes with Doctrina: accounts, codes, sessions, access tokens, webhooks. */
export async function openIdentity(options: IdentityOptions) {
  const now = options.now ?? Date.now;
  const log = options.log ?? (() => undefined);
  const personas = options.personas ?? [];
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const accounts = openLmdbFile(join(options.folder, "accounts.mdb"), "the accounts and passwords of the school", {
    maxDbs: 12,
  });
  const { env } = accounts;
  const keys = await openSigningKeys(options.folder, now(), options.schoolId, log);
  const tries = openTries(env, now);
  const webhooks = openWebhooks(env, { ...options.webhook, now, onTrouble: log });
  const underWay = new Set<Promise<unknown>>();

  // Sent beside the answer, not before it: how long an answer takes must not tell who has an account.
  const reading = new AsyncLocalStorage<string | null>();
  const mailLater = (mail: Mail) => {
    const sending = options
      .sendMail({ ...mail, locale: reading.getStore() ?? null })
      .catch((error: unknown) => log(`A mail could not be handed over: ${String(error)}`));
    underWay.add(sending);
    void sending.finally(() => underWay.delete(sending));
  };

  const hashCode = async (code: string) =>
    createHmac("sha256", options.secret).update(`code:${code}`).digest("base64url");

  const auth = betterAuth({
    appName: "Doctrina",
    baseURL: options.origins[0] + IDENTITY_PATH,
    basePath: IDENTITY_PATH,
    secret: options.secret,
    trustedOrigins: options.origins,
    database: lmdbAdapter(env, (change) => {
      // The demo school writes its own people down, with their roles: an announcement would only race with it.
      const id = (change.after ?? change.before)?.id;
      if (!personas.some(({ key }) => personaUserId(key) === id)) webhooks.onChange(change);
    }),
    telemetry: { enabled: false },
    logger: {
      // A wrong password is no trouble of the service; what is, is said in one line without colours.
      log: (level, message) => {
        if (level === "error") log(message);
      },
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: 12,
      maxPasswordLength: 256,
      revokeSessionsOnPasswordReset: true,
    },
    emailVerification: { sendOnSignUp: true, autoSignInAfterVerification: true },
    user: { deleteUser: { enabled: true } },
    session: { expiresIn: 30 * 86_400, updateAge: 86_400, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 6_000,
      customRules: {
        ...Object.fromEntries(Object.entries(PER_MINUTE).map(([path, max]) => [path, { window: 60, max }])),
        "/token": false,
        "/demo/personas": false,
      },
    },
    advanced: {
      cookiePrefix: "doctrina",
      useSecureCookies: options.origins[0].startsWith("https://"),
      // The front overwrites this header, so that nobody can choose their own address.
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"] },
      database: {
        generateId: ({ model }) => {
          const random = randomBytes(18).toString("base64url").replace(/[-_]/g, "0");
          return model === "user" ? `user_${random}` : model === "session" ? `sess_${random}` : random;
        },
      },
    },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: CODE_MINUTES * 60,
        allowedAttempts: 5,
        storeOTP: { hash: hashCode },
        disableSignUp: true,
        overrideDefaultEmailVerification: true,
        sendVerificationOTP: async ({ email, otp, type }) => {
          const code = { to: email, code: otp, minutes: CODE_MINUTES };
          if (type === "email-verification") mailLater({ letter: "verification", ...code });
          if (type === "forget-password") mailLater({ letter: "reset", ...code });
        },
      }),
      accountGuard({ tries, tellExisting: (email) => mailLater({ to: email, letter: "accountExists" }) }),
      schoolEndpoints({ keys, origin: options.origins[0], personas, outbox: options.outbox ?? null, now }),
    ],
  });

  const { adapter } = await auth.$context;
  for (const persona of personas) {
    const id = personaUserId(persona.key);
    const held = await adapter.findOne({ model: "user", where: [{ field: "id", value: id }] });
    if (held) continue;
    const at = new Date(now());
    const person = {
      id,
      name: persona.name,
      email: persona.email,
      emailVerified: true,
      image: null,
      createdAt: at,
      updatedAt: at,
    };
    await adapter.create({ model: "user", data: person, forceAllowId: true });
  }
  webhooks.kick();

  async function handle(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.slice(IDENTITY_PATH.length);
    if (path === "/.well-known/jwks.json" && request.method === "GET") {
      return json(200, keys.jwks, { "cache-control": "public, max-age=300" });
    }
    const method = Object.hasOwn(DOORS, path) ? DOORS[path] : undefined;
    const isDemoDoor = path.startsWith("/demo/");
    if (!method || (isDemoDoor && personas.length === 0 && path !== "/demo/personas"))
      return json(404, { code: "NOT_FOUND" });
    if (request.method !== method) return json(405, { code: "METHOD" }, { allow: method });
    if (!comesFromOurPages(request, options.origins)) return json(403, { code: "FOREIGN_ORIGIN" });
    if (method === "POST" && !/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) {
      return json(415, { code: "JSON_ONLY" });
    }
    const response = await reading.run(localeOf(request), () => auth.handler(request));
    response.headers.set("cache-control", "no-store");
    if (response.ok) return response;
    // A refusal is its code and nothing else: two ways to the same refusal must not differ in their wording.
    const { code } = z
      .object({ code: z.string().default("REFUSED") })
      .catch({ code: "REFUSED" })
      .parse(await response.json());
    const refusal = json(response.status, { code });
    const retry = response.headers.get("x-retry-after");
    if (retry) refusal.headers.set("x-retry-after", retry);
    for (const cookie of response.headers.getSetCookie()) refusal.headers.append("set-cookie", cookie);
    return refusal;
  }

  return {
    issuer: keys.issuer,
    /** The key set for whoever checks the tokens, as a `data:` address. */
    jwksDataUri: jwksDataUri(keys.jwks),
    handle,
    /** Answers one Node request whose path starts with `IDENTITY_PATH`. */
    async handleHttp(request: IncomingMessage, response: ServerResponse): Promise<void> {
      try {
        await sendWebResponse(await handle(await toWebRequest(request, options.origins[0], LARGEST_BODY)), response);
      } catch (error) {
        if (!(error instanceof TooLarge)) throw error;
        await sendWebResponse(json(413, { code: "TOO_LARGE" }, { connection: "close" }), response);
      }
    },
    /** Resolves when mails and events that can go out now have gone out. */
    async settled() {
      await Promise.all(underWay);
      await webhooks.settled();
    },
    /** Events that wait for their receiver. */
    waitingEvents: () => webhooks.waiting(),
    /** Ends the service; what waits goes out after the next start. */
    async close() {
      await webhooks.close();
      await Promise.all(underWay);
      await accounts.close();
    },
  };
}

export type Identity = Awaited<ReturnType<typeof openIdentity>>;
