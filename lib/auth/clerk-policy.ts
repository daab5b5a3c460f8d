/** Where Clerk's check for robots and its protection against abuse come from, for every school. */
const robots = "https://challenges.cloudflare.com";
const protection = "https://*.protect.clerk.com";

/** The host that a publishable key names: "pk_", the kind of instance, and base64 of the host with a "$" behind it. */
export function clerkHost(publishableKey: string): string {
  const coded = /^pk_(?:test|live)_([A-Za-z0-9+/_-]+=*)$/.exec(publishableKey)?.[1];
  const host = coded ? atob(coded.replace(/-/g, "+").replace(/_/g, "/")) : "";
  if (!/^[a-z0-9.-]+(?::\d+)?\$$/i.test(host)) {
    throw new Error("NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY is not a publishable key of Clerk.");
  }
  return host.slice(0, -1);
}

/**
 * A page's directives with what Clerk's components need and nothing else: its own scripts and calls, the check for
 * robots, its pictures of people, and the workers that renew a session. Scripts still run by nonce or from these hosts.
 */
export function withClerk(directives: Record<string, string[]>, host: string): Record<string, string[]> {
  const needs: Record<string, string[]> = {
    "script-src": [`https://${host}`, robots, protection],
    // Clerk's protection answers on ports of its own, and a source without a port means 443 only.
    "connect-src": [`https://${host}`, `${protection}:*`],
    "img-src": ["https://img.clerk.com"],
    "frame-src": [robots, protection],
  };
  return Object.fromEntries(
    Object.entries(directives).map(([name, sources]) => {
      // What a directive lets through from everywhere need not be named.
      const more = sources.includes("https:") ? [] : (needs[name] ?? []);
      return [name, [...sources, ...more]];
    }),
  );
}
