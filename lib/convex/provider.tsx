"use client";

import { ConvexReactClient } from "convex/react";
import { ConvexProviderWithClerk } from "convex/react-clerk";
import { useState, type ReactNode } from "react";
import { AuthProvider, useAuth } from "@/lib/auth/auth";

/** A socket that never opens: drawing a page on the server reads by HTTP and must leave no line behind. */
class NoSocket {
  close() {}
  send() {}
}

let serverClient: ConvexReactClient | null = null;

/** One client for all pages drawn on this server. Effects do not run there, so it never holds anyone's session. */
function clientOfServer(): ConvexReactClient {
  serverClient ??= new ConvexReactClient("http://127.0.0.1", {
    webSocketConstructor: NoSocket as unknown as typeof WebSocket,
    // It would say again and again that its socket does not open.
    logger: false,
    skipConvexDeploymentUrlCheck: true,
  });
  return serverClient;
}

function openClient(convexUrl: string | null): ConvexReactClient {
  if (typeof window === "undefined") return clientOfServer();
  const address = convexUrl ?? `${window.location.origin}/_svc/convex`;
  return new ConvexReactClient(address, { skipConvexDeploymentUrlCheck: true });
}

/**
 * The session and the live connection for everything inside. `convexUrl` is `browserConvexUrl()` of the server's
 * environment: null means the page's own origin.
 */
export function ConvexProvider({ convexUrl, children }: { convexUrl: string | null; children: ReactNode }) {
  const [client] = useState(() => openClient(convexUrl));
  return (
    <AuthProvider>
      <ConvexProviderWithClerk client={client} useAuth={useAuth}>
        {children}
      </ConvexProviderWithClerk>
    </AuthProvider>
  );
}
