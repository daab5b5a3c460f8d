import * as z from "zod";

/** Where the parts of the school are, as the process that runs Next sees it. Set by scripts/start.mjs, or by a hosting platform. */
const serverEnv = z.object({
  /** The Convex deployment's address when the school runs on real Convex. */
  CONVEX_URL: z.url().optional(),
  /** The loopback address of the services process when parts are embedded. */
  DOCTRINA_SERVICES_URL: z.url().optional(),
  /** Where people's browsers reach the school, separated by spaces. */
  DOCTRINA_ORIGINS: z.string().optional(),
  /** Named where Mux keeps the school's videos; only whether it is there matters here. */
  MUX_TOKEN_ID: z.string().optional(),
  /** The school's application at Algolia; without it search is embedded. */
  ALGOLIA_APP_ID: z
    .string()
    .regex(/^[A-Za-z0-9]*$/)
    .optional(),
});

/** The address of Convex for browsers; null when they reach the embedded runtime through the page's own origin. */
export function browserConvexUrl(): string | null {
  return serverEnv.parse(process.env).CONVEX_URL ?? null;
}

/** The address of Convex for this server's own calls. */
export function serverConvexUrl(): string {
  const env = serverEnv.parse(process.env);
  if (env.CONVEX_URL) return env.CONVEX_URL;
  if (env.DOCTRINA_SERVICES_URL) return `${env.DOCTRINA_SERVICES_URL}/_svc/convex`;
  throw new Error(
    "Neither CONVEX_URL nor DOCTRINA_SERVICES_URL is set: start the school with `npm start` or `npm run dev`.",
  );
}

/** The name of the application at Algolia that browsers search in; null when search is embedded. */
export function algoliaAppId(): string | null {
  return serverEnv.parse(process.env).ALGOLIA_APP_ID || null;
}

/** The origins that count as the school's own; empty when nobody has said so, and the page's own origin is all there is. */
export function ownOrigins(): string[] {
  return serverEnv.parse(process.env).DOCTRINA_ORIGINS?.split(" ").filter(Boolean) ?? [];
}

/** Whether Mux itself plays the school's videos, and not what stands in for it here. */
export function hasMux(): boolean {
  return Boolean(serverEnv.parse(process.env).MUX_TOKEN_ID);
}
