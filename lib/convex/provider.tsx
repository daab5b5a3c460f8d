"use client";

import { ConvexReactClient } from "convex/react";
import { ConvexProviderWithClerk } from "convex/react-clerk";
import { useState, type ReactNode } from "react";
import { AuthProvider, useAuth } from "@/lib/auth/auth";

// While the page is drawn on the server nothing connects; the client only wants an address of the right form.
const NOWHERE = "http://127.0.0.1";

function addressOf(convexUrl: string | null): string {
  if (convexUrl) return convexUrl;
  return typeof window === "undefined" ? NOWHERE : `${window.location.origin}/_svc/convex`;
}

/**
 * The session and the live connection for everything inside. `convexUrl` is `browserConvexUrl()` of the server's
 * environment: null means the page's own origin.
 */
export function ConvexProvider({ convexUrl, children }: { convexUrl: string | null; children: ReactNode }) {
  const [client] = useState(() => new ConvexReactClient(addressOf(convexUrl), { skipConvexDeploymentUrlCheck: true }));
  return (
    <AuthProvider>
      <ConvexProviderWithClerk client={client} useAuth={useAuth}>
        {children}
      </ConvexProviderWithClerk>
    </AuthProvider>
  );
}
