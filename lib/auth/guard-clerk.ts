import { clerkMiddleware } from "@clerk/nextjs/server";
import type { NextFetchEvent, NextRequest } from "next/server";

/** Keeps Clerk's session on every page; Clerk adds its own hosts and its nonce to the given policy. */
export function guard(
  request: NextRequest,
  event: NextFetchEvent,
  page: { nonce: string; directives: Record<string, string[]> },
) {
  const { "script-src": _scripts, ...directives } = page.directives;
  return clerkMiddleware({ contentSecurityPolicy: { strict: true, directives } })(request, event);
}
