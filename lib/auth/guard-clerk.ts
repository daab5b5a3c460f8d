import { clerkMiddleware } from "@clerk/nextjs/server";
import type { NextFetchEvent, NextRequest } from "next/server";
import { clerkHost, withClerk } from "./clerk-policy";
import { policyHeader } from "./page-policy";
import { passOn } from "./pass-on";

/**
 * Keeps Clerk's session on every page, under the given policy and what Clerk's components need. Clerk would write a
 * policy of its own, with the hosts of its payments and maps and scripts from inside the page; this school has neither.
 */
export function guard(
  request: NextRequest,
  event: NextFetchEvent,
  page: { nonce: string; directives: Record<string, string[]> },
) {
  const host = clerkHost(process.env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY ?? "");
  const policy = policyHeader(withClerk(page.directives, host));
  return clerkMiddleware(() => passOn(request, { nonce: page.nonce, policy }))(request, event);
}
