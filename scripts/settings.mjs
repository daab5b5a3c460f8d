// What the environment says about this school. Node's own modules only.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { Trouble } from "./trouble.mjs";

/** Adds what `.env.local` and `.env` say; the environment itself comes first. */
export function readEnvFiles(/** @type {string} */ root, /** @type {NodeJS.ProcessEnv} */ env) {
  for (const name of [".env.local", ".env"]) {
    const file = join(root, name);
    if (!existsSync(file)) continue;
    for (const [key, value] of Object.entries(parseEnv(readFileSync(file, "utf8")))) env[key] ??= value;
  }
}

function portOf(/** @type {string | undefined} */ text) {
  const port = Number(text || "3000");
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Trouble(`PORT is "${text}", which is not a port.`);
  return port;
}

function originOf(/** @type {string} */ text) {
  try {
    const url = new URL(text);
    if (!["http:", "https:"].includes(url.protocol)) throw new Error("not a web address");
    return url.origin;
  } catch {
    throw new Trouble(`DOCTRINA_ORIGIN is "${text}"; it should be an address such as https://school.example.`);
  }
}

/** The variables that switch each vendor on: all of them, or none. */
const VENDOR_KEYS = {
  Algolia: ["ALGOLIA_APP_ID", "ALGOLIA_ADMIN_API_KEY", "ALGOLIA_SEARCH_API_KEY"],
  Resend: ["RESEND_API_KEY", "RESEND_WEBHOOK_SECRET"],
  Mux: ["MUX_TOKEN_ID", "MUX_TOKEN_SECRET", "MUX_SIGNING_KEY", "MUX_PRIVATE_KEY", "MUX_WEBHOOK_SECRET"],
};

/** Whether a vendor's keys are there; refuses half of them. */
function hasKeys(/** @type {NodeJS.ProcessEnv} */ env, /** @type {keyof typeof VENDOR_KEYS} */ vendor) {
  const missing = VENDOR_KEYS[vendor].filter((name) => !env[name]);
  if (missing.length === VENDOR_KEYS[vendor].length) return false;
  if (missing.length === 0) return true;
  throw new Trouble(
    `${vendor} needs all of ${VENDOR_KEYS[vendor].join(", ")}. Missing: ${missing.join(", ")}. Set them, or take the others away to use what comes with Doctrina.`,
  );
}

/**
 * Reads and checks the settings; throws a `Trouble` for what cannot be.
 * @param {NodeJS.ProcessEnv} env
 * @param {{isDev: boolean}} options
 */
export function readSettings(env, { isDev }) {
  const port = portOf(env.PORT);
  const host = env.HOST || "127.0.0.1";
  const isClerk = Boolean(env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY && env.CLERK_SECRET_KEY);
  const isHalfClerk = Boolean(env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY) !== Boolean(env.CLERK_SECRET_KEY);
  const convexUrl = env.CONVEX_URL || null;
  if (isHalfClerk) {
    throw new Trouble(
      "Clerk needs both of its keys: NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY. One of them is missing.",
    );
  }
  if (isClerk && !env.CLERK_JWT_ISSUER_DOMAIN) {
    throw new Trouble(
      "With Clerk's keys, set CLERK_JWT_ISSUER_DOMAIN as well (Clerk's Frontend API URL): Convex checks sign-ins against it.",
    );
  }
  if (!isClerk && env.NODE_ENV === "production" && env.DOCTRINA_EMBEDDED_IDENTITY !== "1") {
    throw new Trouble(
      "NODE_ENV is production and there are no keys for Clerk. To run this school on the identity service that comes with Doctrina, say so: DOCTRINA_EMBEDDED_IDENTITY=1.",
    );
  }
  const origin = env.DOCTRINA_ORIGIN ? originOf(env.DOCTRINA_ORIGIN) : null;
  if (!origin && !["127.0.0.1", "localhost", "::1"].includes(host)) {
    throw new Trouble(
      `HOST is ${host}, so that other machines reach this school. Set DOCTRINA_ORIGIN to the address they use, for example http://192.168.1.20:${port}: sign-in is only accepted from there.`,
    );
  }
  const local = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  return {
    isDev,
    port,
    host,
    dataFolder: env.DOCTRINA_DATA_DIR || ".data",
    nextFolder: env.DOCTRINA_NEXT_DIR || ".next",
    convexUrl,
    convexSiteUrl: env.CONVEX_SITE_URL || (convexUrl ? convexUrl.replace(/\.convex\.cloud$/, ".convex.site") : null),
    isClerk,
    hasAlgolia: hasKeys(env, "Algolia"),
    hasMux: hasKeys(env, "Mux"),
    resendKey: hasKeys(env, "Resend") ? (env.RESEND_API_KEY ?? null) : null,
    mailFrom: env.DOCTRINA_MAIL_FROM || "school@doctrina.invalid",
    // The demo's doors stand open to everybody: never on a school that other machines reach, unless asked for by name.
    hasDemo: env.DOCTRINA_DEMO ? env.DOCTRINA_DEMO === "1" : !origin && env.NODE_ENV !== "production",
    origins: origin ? [origin] : local,
    isPublic: origin !== null,
    trustsProxy: env.DOCTRINA_TRUST_PROXY === "1",
  };
}

/** @typedef {ReturnType<typeof readSettings>} Settings */

/** Whether the services process has anything to do: not when every vendor is real. */
export function needsServices(/** @type {Settings} */ settings) {
  const { convexUrl, isClerk, hasAlgolia, hasMux, resendKey } = settings;
  return convexUrl === null || !isClerk || !hasAlgolia || !hasMux || !resendKey;
}
