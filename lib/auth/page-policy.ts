/** What the browser may load on a page of ours. */
export type PolicyFacts = {
  nonce: string;
  /** Origins that count as the school's own besides the page's, such as 127.0.0.1 beside localhost. */
  origins: readonly string[];
  /** The address of a real Convex deployment, or null. */
  convexUrl: string | null;
  /** Whether Mux plays the school's videos: then pages fetch from it, and send files to it. */
  hasMux?: boolean;
  /** The name of the school at Algolia, whose browsers then search there; null with the embedded search. */
  algoliaAppId?: string | null;
  isDev: boolean;
};

/** Where Mux hands out what it plays, and where it takes files. */
const mux = ["https://*.mux.com", "https://storage.googleapis.com", "https://*.storage.googleapis.com"];

/** Where Algolia answers searches, and where it takes clicks. */
const algoliaOf = (appId: string): string[] => {
  const name = appId.toLowerCase();
  const spare = [1, 2, 3].map((n) => `https://${name}-${n}.algolianet.com`);
  return [`https://${name}-dsn.algolia.net`, `https://${name}.algolia.net`, ...spare, "https://insights.algolia.io"];
};

const socketOf = (origin: string): string => origin.replace(/^http/, "ws");

/**
 * The policy of a page, by directive. Scripts run by nonce only. Lessons show pictures, films and frames from
 * anywhere on https, since authors link to them; what such a frame may do is up to its own sandbox.
 */
export function pageDirectives({
  nonce,
  origins,
  convexUrl,
  hasMux = false,
  algoliaAppId,
  isDev,
}: PolicyFacts): Record<string, string[]> {
  const own = [...origins, ...(convexUrl ? [new URL(convexUrl).origin] : [])];
  const vendors = [...(hasMux ? mux : []), ...(algoliaAppId ? algoliaOf(algoliaAppId) : [])];
  return {
    "default-src": ["'self'"],
    // The development server compiles in the browser; a built school never evaluates text.
    "script-src": ["'self'", `'nonce-${nonce}'`, ...(isDev ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:", "https:", ...own],
    "media-src": ["'self'", "blob:", "https:", ...own],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...own, ...own.map(socketOf), ...vendors],
    "frame-src": ["'self'", "https:", ...own],
    "worker-src": ["'self'", "blob:"],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
  };
}

/** Directives as one header. */
export function policyHeader(directives: Record<string, string[]>): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}
