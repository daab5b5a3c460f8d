"use client";

import { useCallback, useEffect, useMemo, useSyncExternalStore, type ReactNode } from "react";
import { requestToken, signOut as signOutOfService } from "./identity-call";
import { createSessionStore, type SessionState } from "./session-store";

const store = createSessionStore({
  requestToken,
  now: () => Date.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

const LOADING: SessionState = { status: "loading" };
const CHANNEL = "doctrina.session";

/** Tells the other tabs of this browser that somebody signed in or out. */
function tellOtherTabs() {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("changed");
  channel.close();
}

/** Looks again who is signed in, here and in the other tabs; to be called after each successful sign-in. */
export async function sessionChanged(): Promise<void> {
  await store.reload();
  tellOtherTabs();
}

/** Keeps the browser's session for everything inside. */
export function AuthProvider({ children }: { children: ReactNode }) {
  useEffect(() => {
    void store.reload();
    if (typeof BroadcastChannel === "undefined") return;
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = () => void store.reload();
    return () => channel.close();
  }, []);
  return <>{children}</>;
}

/** Who is signed in, in the shape of Clerk's `useAuth`. */
export function useAuth() {
  const session = useSyncExternalStore(store.subscribe, store.state, () => LOADING);
  const getToken = useCallback((options?: { template?: string; skipCache?: boolean }) => store.getToken(options), []);
  const signOut = useCallback(async () => {
    await signOutOfService();
    store.clear();
    tellOtherTabs();
  }, []);
  return useMemo(() => {
    const signedIn = session.status === "signedIn" ? session : null;
    return {
      isLoaded: session.status !== "loading",
      isSignedIn: session.status === "loading" ? undefined : signedIn !== null,
      userId: signedIn?.userId ?? null,
      sessionId: signedIn?.sessionId ?? null,
      sessionClaims: signedIn?.claims ?? null,
      orgId: null,
      orgRole: null,
      getToken,
      signOut,
    };
  }, [session, getToken, signOut]);
}
