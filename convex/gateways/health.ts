import type { Part, PartCheck, Trouble } from "../../services/system/part";
import { vendors } from "../../services/system/vendors";
import { setting } from "../functions";

/** How long (ms) a part may take to say that it is there. */
const patience = 5_000;
/** How many of the newest videos are looked at for what is still being worked on. */
const newest = 25;

/** The backend is not among them: whoever asks runs on it. */
type Asked = Exclude<Part, "convex">;
type Question = { path: string; headers: Record<string, string> };

/** What each part is asked: something cheap that needs the school's keys, so that a wrong key is noticed as well. */
const questions: Record<Asked, () => Question> = {
  identity: () => ({
    // Clerk's keys are what Convex needs of it; the service that comes with Doctrina is asked what any visitor asks.
    path: setting("CLERK_JWT_ISSUER_DOMAIN") ? "/.well-known/jwks.json" : "/demo/personas",
    headers: {},
  }),
  mail: () => ({ path: "/domains", headers: { authorization: `Bearer ${setting("RESEND_API_KEY") ?? ""}` } }),
  search: () => ({
    path: "/1/indexes?page=0",
    headers: {
      "x-algolia-application-id": setting("ALGOLIA_APP_ID") ?? "",
      "x-algolia-api-key": setting("ALGOLIA_ADMIN_API_KEY") ?? "",
    },
  }),
  video: () => ({
    path: `/video/v1/assets?limit=${newest}`,
    headers: {
      authorization: `Basic ${btoa(`${setting("MUX_TOKEN_ID") ?? ""}:${setting("MUX_TOKEN_SECRET") ?? ""}`)}`,
    },
  }),
};

/** Asks one part how it is. Never throws: that a part is away is what one wants to know. */
export async function checkPart(part: Asked): Promise<PartCheck> {
  const since = Date.now();
  const found = (kind: Trouble["kind"] | null, status: number | null = null, busyWith: number | null = null) => ({
    part,
    tookMs: Date.now() - since,
    trouble: kind && { kind, status },
    busyWith,
  });
  const address = vendors[part].address(setting);
  if (!address) return found("no_address");
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), patience);
  try {
    const { path, headers } = questions[part]();
    const { ok, status, body } = await ask(address + path, headers, controller.signal);
    // A key that may only send is a good key.
    const isGood = ok || (part === "mail" && status === 401 && body.includes("restricted_api_key"));
    if (isGood) return found(null, null, part === "video" ? preparing(body) : null);
    return found(status === 401 || status === 403 ? "refused_key" : "bad_answer", status);
  } catch {
    // What went wrong in words may name an address with a key in it; that it did is what one wants to know.
    return found(controller.signal.aborted ? "no_answer" : "unreachable");
  } finally {
    clearTimeout(timer);
  }
}

async function ask(url: string, headers: Record<string, string>, signal: AbortSignal) {
  const response = await fetch(url, { headers, redirect: "manual", signal });
  return { ok: response.ok, status: response.status, body: await response.text() };
}

/** How many of the listed videos are not ready yet. */
const preparing = (body: string): number => body.split(/"status"\s*:\s*"preparing"/).length - 1;
