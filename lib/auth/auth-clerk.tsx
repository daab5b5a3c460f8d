"use client";

import { ClerkProvider, useAuth as useClerkAuth } from "@clerk/nextjs";
import type { ReactNode } from "react";

/** Clerk tells every part of the screen by itself who is signed in. */
export async function sessionChanged(): Promise<void> {}

/** Keeps the browser's session for everything inside. */
export function AuthProvider({ children }: { children: ReactNode }) {
  return (
    <ClerkProvider signInUrl="/sign-in" signUpUrl="/sign-up" telemetry={false}>
      {children}
    </ClerkProvider>
  );
}

/** Who is signed in. */
export function useAuth() {
  const { isLoaded, isSignedIn, userId, sessionId, sessionClaims, orgId, orgRole, getToken, signOut } = useClerkAuth();
  return {
    isLoaded,
    isSignedIn,
    userId: userId ?? null,
    sessionId: sessionId ?? null,
    sessionClaims: (sessionClaims ?? null) as Record<string, unknown> | null,
    orgId: orgId ?? null,
    orgRole: orgRole ?? null,
    getToken: (options?: { template?: string; skipCache?: boolean }) => getToken(options),
    signOut: () => signOut(),
  };
}
