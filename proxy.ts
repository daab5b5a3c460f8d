import type { NextFetchEvent, NextRequest } from "next/server";
import { guard } from "@/lib/auth/guard";
import { pageDirectives } from "@/lib/auth/page-policy";
import { algoliaAppId, browserConvexUrl, hasMux, ownOrigins } from "@/lib/env";

/** Stands before every page: sets what the browser may load, and keeps the session where Clerk keeps it. */
export function proxy(request: NextRequest, event: NextFetchEvent) {
  const nonce = btoa(crypto.randomUUID());
  const directives = pageDirectives({
    nonce,
    origins: ownOrigins(),
    convexUrl: browserConvexUrl(),
    hasMux: hasMux(),
    algoliaAppId: algoliaAppId(),
    isDev: process.env.NODE_ENV !== "production",
  });
  return guard(request, event, { nonce, directives });
}

export const config = {
  matcher: [{ source: "/((?!_next/static|_next/image|_svc/|.*\\.[a-z0-9]{2,5}$).*)" }],
};
