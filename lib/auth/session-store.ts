/** What the browser knows about its session; `claims` are those of the newest access token. */
export type SessionState =
  | { status: "loading" }
  | { status: "signedOut" }
  | { status: "signedIn"; userId: string; sessionId: string; claims: Record<string, unknown> };

/** The identity service's answer to "may I have a token": a token, or the plain fact that nobody is signed in. */
export type TokenAnswer = { token: string } | { signedOut: true };

export type SessionStoreDeps = {
  /** Asks the identity service once; rejects when it cannot be reached. */
  requestToken: () => Promise<TokenAnswer>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Resolves after a pause of the given milliseconds. */
  pause: (ms: number) => Promise<void>;
};

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
// A token this close to its end would arrive at the server already stale.
const MARGIN_MS = 20_000;

/** Reads a token's claims. The server checks the signature; the browser only needs to know what it holds. */
export function readClaims(token: string): Record<string, unknown> {
  const payload = token.split(".")[1] ?? "";
  const bytes = Uint8Array.from(atob(payload.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
  const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (typeof claims !== "object" || claims === null) throw new Error("A token without claims");
  return claims as Record<string, unknown>;
}

/**
 * The browser's session: one token, asked for once however many parts of the screen want it, and kept through the
 * times when the identity service is away (an unreachable service is not a sign-out).
 */
export function createSessionStore(deps: SessionStoreDeps) {
  let state: SessionState = { status: "loading" };
  let token: { value: string; expiresAt: number } | null = null;
  let asking: Promise<string | null> | null = null;
  let era = 0;
  const listeners = new Set<() => void>();

  function become(next: SessionState) {
    const same =
      state.status === next.status &&
      (state.status !== "signedIn" || (next.status === "signedIn" && state.sessionId === next.sessionId));
    // Claims that change within one session do not re-render the tree: whoever needs them asks for a token.
    if (same) return;
    state = next;
    for (const listener of listeners) listener();
  }

  function forget() {
    token = null;
    become({ status: "signedOut" });
  }

  async function ask(): Promise<string | null> {
    const startedIn = era;
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      const answer = await deps.requestToken().catch(() => null);
      if (startedIn !== era) return asking ?? token?.value ?? null;
      if (answer && "signedOut" in answer) {
        forget();
        return null;
      }
      if (answer) {
        const claims = readClaims(answer.token);
        token = { value: answer.token, expiresAt: Number(claims.exp) * 1000 };
        become({ status: "signedIn", userId: String(claims.sub), sessionId: String(claims.sid), claims });
        return answer.token;
      }
      await deps.pause(wait);
    }
  }

  function refresh(): Promise<string | null> {
    if (asking) return asking;
    const mine = ask().finally(() => {
      if (asking === mine) asking = null;
    });
    asking = mine;
    return mine;
  }

  return {
    /** The state as of now; the same object until something changes. */
    state: () => state,
    /** Calls back at every change; returns the way to stop. */
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** A token that is good for a while, or null when nobody is signed in. */
    async getToken(options?: { skipCache?: boolean }): Promise<string | null> {
      if (state.status === "signedOut") return null;
      if (!options?.skipCache && token && token.expiresAt - deps.now() > MARGIN_MS) return token.value;
      return refresh();
    },
    /** Looks again who is signed in: at start, after signing in, and when another tab signed in or out. */
    async reload() {
      era += 1;
      asking = null;
      token = null;
      await refresh();
    },
    /** Forgets the session at once, after signing out. */
    clear() {
      era += 1;
      asking = null;
      forget();
    },
  };
}
