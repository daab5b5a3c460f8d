import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { join } from "node:path";
import type { startRuntime } from "../runtime/src/host";
import { people } from "../seed/people";
import { openIdentity, IDENTITY_PATH, type Identity } from "../standins/identity/identity";
import { MAIL_PATH, openMail } from "../standins/mail/mail";
import { mailer } from "../standins/mail/mailer";
import type { Video } from "../standins/video/video";
import { identityMail } from "./identity-mail";
import { openSecrets } from "./data-folder.mjs";
import { readSettings } from "./settings.mjs";
import { sentenceOf } from "./trouble.mjs";

const CONVEX_PATH = "/_svc/convex";
const PERSONA_KEYS = ["persona-student", "persona-instructor", "persona-admin"];
const RESEND = "https://api.resend.com";
/** What the search service answers to where Algolia has its own name for the school. */
const EMBEDDED_APP_ID = "DOCTRINA";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

// What the parts keep is for this account alone, whatever each of them asks for.
process.umask(0o077);

const settings = readSettings(process.env, { isDev: process.env.DOCTRINA_DEV === "1" });
const folder = settings.dataFolder;
const secrets = openSecrets(folder);
const closers: (() => Promise<void>)[] = [];
const routes = new Map<string, Handler>();
let runtime: Awaited<ReturnType<typeof startRuntime>> | null = null;

let isReady = false;

function say(message: Record<string, unknown>) {
  process.send?.(message);
}

function answer(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

/** The path of a request; what the Convex command line asks for without a prefix is the runtime's. */
function pathOf(request: IncomingMessage): string {
  if (request.url?.startsWith("/api/")) request.url = CONVEX_PATH + request.url;
  return request.url ?? "/";
}

async function route(request: IncomingMessage, response: ServerResponse) {
  const path = pathOf(request);
  if (path === "/_svc/health") return answer(response, 200, { ok: true, parts: [...routes.keys()] });
  const found = [...routes].find(
    ([prefix]) => path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`),
  );
  // What is not there yet is not missing: a page that asks too early must be able to tell.
  if (!found)
    return isReady ? answer(response, 404, { code: "NOT_FOUND" }) : answer(response, 503, { code: "STARTING" });
  await found[1](request, response);
}

const server = createServer((request, response) => {
  route(request, response).catch((error: unknown) => {
    console.error(error);
    if (response.headersSent) response.destroy();
    else answer(response, 500, { code: "FAILED" });
  });
});
// A lesson's video may take long to upload; the runtime has its own limits.
server.requestTimeout = 0;
// Only the page server connects here. A line that lay still while this process was busy for some seconds would be closed
// with the next request already on it, and a school that is there would be called away.
server.keepAliveTimeout = 0;

server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
  if (runtime && pathOf(request).startsWith(`${CONVEX_PATH}/`)) runtime.handleUpgrade(request, socket, head);
  else socket.destroy();
});

/** Where the school's functions take webhooks. */
const webhookBase = (port: number) =>
  settings.convexUrl ? settings.convexSiteUrl : `http://127.0.0.1:${port}${CONVEX_PATH}/http`;

/** Where the school's functions reach what runs here: on this machine, or from wherever real Convex is. */
const functionsBase = (port: number) => (settings.convexUrl ? settings.origins[0] : `http://127.0.0.1:${port}`);

async function openMailService(port: number) {
  if (settings.resendKey) return;
  const mail = await openMail({
    folder: join(folder, "mail"),
    apiKey: secrets.mailKey,
    outboxKey: secrets.outboxKey,
    localHosts: settings.isPublic ? [] : ["localhost", "127.0.0.1"],
    webhook: { url: `${webhookBase(port)}/webhooks/mail`, secret: secrets.mailWebhookSecret },
    log: (line) => console.error(`mail: ${line}`),
  });
  closers.unshift(() => mail.close());
  routes.set(MAIL_PATH, (request, response) =>
    mail.handleHttp(request, response, request.headers["x-doctrina-local"] === "1"),
  );
}

/** Tells whether the service has to be told everything that can be found. */
async function openSearchService(): Promise<boolean> {
  if (settings.hasAlgolia) return false;
  const { openSearch, SEARCH_PATH } = await import("../standins/search/search");
  const search = await openSearch({
    folder: join(folder, "search"),
    appId: EMBEDDED_APP_ID,
    adminKey: secrets.searchAdminKey,
    searchKey: secrets.searchKey,
    log: (line) => console.error(`search: ${line}`),
  });
  closers.unshift(() => search.close());
  routes.set(SEARCH_PATH, (request, response) => search.handle(request, response));
  return search.isNew;
}

/** Has the school's functions do one of their jobs; says `otherwise` where they cannot. */
async function have(port: number, path: string, otherwise: string) {
  const response = await fetch(`http://127.0.0.1:${port}${CONVEX_PATH}/api/mutation`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Convex ${secrets.adminKey}` },
    body: JSON.stringify({ path, format: "convex_encoded_json", args: [{}] }),
  });
  const { status } = (await response.json()) as { status: string };
  if (status !== "success") console.error(otherwise);
}

async function openVideoService(port: number): Promise<Video | null> {
  if (settings.hasMux) return null;
  const { openVideo, VIDEO_PATH } = await import("../standins/video/video");
  const video = await openVideo({
    folder: join(folder, "video"),
    publicUrl: settings.origins[0] + VIDEO_PATH,
    tokenId: secrets.videoTokenId,
    tokenSecret: secrets.videoTokenSecret,
    webhook: { url: `${webhookBase(port)}/webhooks/video`, secret: secrets.videoWebhookSecret },
    log: (line) => console.error(`video: ${line}`),
  });
  closers.unshift(() => video.close());
  routes.set(VIDEO_PATH, (request, response) => video.handle(request, response));
  return video;
}

async function openIdentityService(port: number): Promise<Identity> {
  const embeddedMail = `http://127.0.0.1:${port}${MAIL_PATH}`;
  const personas = PERSONA_KEYS.flatMap((key) => people.find((person) => person.key === key) ?? []);
  const identity = await openIdentity({
    folder: join(folder, "identity"),
    secret: secrets.cookieSecret,
    schoolId: secrets.schoolId,
    origins: settings.origins as [string, ...string[]],
    personas: settings.hasDemo ? personas : [],
    outbox: settings.resendKey || settings.isPublic ? null : `${MAIL_PATH}/outbox`,
    sendMail: identityMail({
      convexUrl: settings.convexUrl ?? `http://127.0.0.1:${port}${CONVEX_PATH}`,
      origin: settings.origins[0] ?? "",
      from: settings.mailFrom,
      send: mailer(
        settings.resendKey
          ? { baseUrl: RESEND, apiKey: settings.resendKey }
          : { baseUrl: embeddedMail, apiKey: secrets.mailKey },
      ),
      log: (line) => console.error(`mail: ${line}`),
    }),
    webhook: { url: `${webhookBase(port)}/webhooks/identity`, secret: secrets.webhookSecret },
    log: (line) => console.error(`identity: ${line}`),
  });
  closers.unshift(() => identity.close());
  routes.set(IDENTITY_PATH, (request, response) => identity.handleHttp(request, response));
  return identity;
}

/** How the school's functions reach each vendor, or what stands in for it. */
function vendorsEnv(port: number, video: Video | null): Record<string, string | undefined> {
  const base = functionsBase(port);
  const passed = (...names: string[]) => Object.fromEntries(names.map((name) => [name, process.env[name]]));
  const search = settings.hasAlgolia
    ? passed(
        "ALGOLIA_APP_ID",
        "ALGOLIA_ADMIN_API_KEY",
        "ALGOLIA_SEARCH_API_KEY",
        "ALGOLIA_INDEX_PREFIX",
        "ALGOLIA_REGION",
      )
    : {
        ALGOLIA_APP_ID: EMBEDDED_APP_ID,
        ALGOLIA_ADMIN_API_KEY: secrets.searchAdminKey,
        ALGOLIA_SEARCH_API_KEY: secrets.searchKey,
        ALGOLIA_HOST: `${base}/_svc/search`,
      };
  const videos = video
    ? {
        MUX_TOKEN_ID: secrets.videoTokenId,
        MUX_TOKEN_SECRET: secrets.videoTokenSecret,
        MUX_SIGNING_KEY: video.signingKey.id,
        MUX_PRIVATE_KEY: video.signingKey.privateKey,
        MUX_WEBHOOK_SECRET: secrets.videoWebhookSecret,
        MUX_BASE_URL: `${base}/_svc/video`,
      }
    : passed("MUX_TOKEN_ID", "MUX_TOKEN_SECRET", "MUX_SIGNING_KEY", "MUX_PRIVATE_KEY", "MUX_WEBHOOK_SECRET");
  const mail = settings.resendKey
    ? passed("RESEND_API_KEY", "RESEND_WEBHOOK_SECRET")
    : {
        RESEND_API_KEY: secrets.mailKey,
        RESEND_BASE_URL: base + MAIL_PATH,
        RESEND_WEBHOOK_SECRET: secrets.mailWebhookSecret,
      };
  return {
    SCHOOL_ORIGIN: settings.origins[0],
    VIDEO_PLAYBACK_SECONDS: process.env.VIDEO_PLAYBACK_SECONDS,
    ...search,
    ...videos,
    ...mail,
    MAIL_FROM: settings.mailFrom,
    MAIL_LINK_SECRET: secrets.mailLinkSecret,
  };
}

/** The environment that the school's functions see. */
function functionsEnv(identity: Identity | null, vendors: Record<string, string | undefined>, port: number) {
  const identityUrl = functionsBase(port) + IDENTITY_PATH;
  const clerk = {
    CLERK_JWT_ISSUER_DOMAIN: process.env.CLERK_JWT_ISSUER_DOMAIN,
    CLERK_WEBHOOK_SIGNING_SECRET: process.env.CLERK_WEBHOOK_SIGNING_SECRET,
  };
  const own = identity && {
    IDENTITY_ISSUER: identity.issuer,
    IDENTITY_BASE_URL: identityUrl,
    IDENTITY_JWKS: identity.jwksDataUri,
    IDENTITY_WEBHOOK_SECRET: secrets.webhookSecret,
  };
  const all = {
    DOCTRINA_MODE: settings.hasDemo ? "demo" : "school",
    DOCTRINA_BACKEND: settings.convexUrl ? undefined : "embedded",
    BOOTSTRAP_TOKEN: secrets.bootstrapToken,
    ...vendors,
    ...(identity ? own : clerk),
  };
  return Object.fromEntries(
    Object.entries(all).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

async function openRuntime(env: Record<string, string>) {
  // Only a school that runs on it loads it.
  const host = await import("../runtime/src/host");
  runtime = await host.startRuntime({
    // While it is being developed, the functions come by pushes of the Convex command line.
    ...(settings.isDev ? {} : { functionsDir: join(import.meta.dirname, "..", "convex") }),
    dataDir: join(folder, "convex"),
    adminKey: secrets.adminKey,
    env,
    pathPrefix: CONVEX_PATH,
    publicUrl: settings.origins[0] + CONVEX_PATH,
    redactErrors: !settings.isDev,
    log: (line) => console.error(`convex: ${line}`),
  });
  closers.unshift(async () => runtime?.close());
  routes.set(CONVEX_PATH, (request, response) => runtime?.handleHttp(request, response));
}

let isClosing = false;
async function close() {
  if (isClosing) return;
  isClosing = true;
  server.close();
  for (const closeOne of closers) await closeOne();
  process.exit(0);
}

async function main() {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(Number(process.env.DOCTRINA_SERVICES_PORT ?? 0), "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await openMailService(port);
  const isSearchNew = await openSearchService();
  const video = await openVideoService(port);
  const identity = settings.isClerk ? null : await openIdentityService(port);
  const env = functionsEnv(identity, vendorsEnv(port, video), port);
  if (!settings.convexUrl) await openRuntime(env);
  isReady = true;
  if (runtime && !settings.isDev) {
    await have(
      port,
      "jobs/outbox:resume",
      "outbox: What was being delivered when the school ended waits some minutes.",
    );
    // Everything that can be found.
    if (isSearchNew)
      await have(
        port,
        "jobs/search:startReindex",
        "search: The index could not be filled again: npm run search:reindex",
      );
  }
  const issuer = identity?.issuer ?? null;
  say({ type: "ready", port, issuer, functionsEnv: env, videoDelivery: video?.delivery ?? null });
}

// Ctrl-C reaches every process of the terminal; who ends when is the parent's business.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => void close());
process.on("disconnect", () => void close());
// The parent may have ended while this was being loaded.
if (process.connected === false) void close();

// What these say is a sentence for the person at the keyboard; where it was said helps nobody.
const SENTENCES = ["DamagedStoreError", "DamagedFileError", "FolderInUseError", "Trouble"];

main().catch((error: unknown) => {
  const sentence = sentenceOf(error);
  if (!sentence && (!(error instanceof Error) || !SENTENCES.includes(error.name))) console.error(error);
  say({ type: "failed", message: sentence ?? (error instanceof Error ? error.message : String(error)) });
  process.exitCode = 1;
  process.disconnect?.();
});
