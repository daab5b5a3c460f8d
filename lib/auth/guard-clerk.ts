import { clerkMiddleware } from "@clerk/nextjs/server";
import type { NextFetchEvent, NextRequest } from "next/server";
import { clerkHost, withClerk } from "./clerk-policy";
import { policyHeader } from "./page-policy";
import { passOn } from "./pass-on";
import { presenceOf } from "./presence";

let presence: (() => Promise<boolean>) | null = null;

/**
 * Keeps Clerk's session on every page, under the given policy and what Clerk's components need. Clerk would write a
 * policy of its own, with the hosts of its payments and maps and scripts from inside the page; this school has neither.
 */
export async function guard(
  request: NextRequest,
  event: NextFetchEvent,
  page: { nonce: string; directives: Record<string, string[]> },
) {
  const host = clerkHost(process.env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY ?? "");
  const policy = policyHeader(withClerk(page.directives, host));
  const pass = () => passOn(request, { nonce: page.nonce, policy });
  const answer = await clerkMiddleware(pass)(request, event);
  if (!answer || !leadsTo(answer, host)) return answer;
  // A session is renewed by a detour over Clerk's own host. Where that does not answer, the detour would end on an error
  // page of the browser's: the page opens instead, and says itself what cannot be done.
  presence ??= presenceOf(`https://${host}/.well-known/jwks.json`);
  return (await presence()) ? answer : pass();
}

function leadsTo(answer: Response, host: string): boolean {
  const location = answer.headers.get("location");
  return location !== null && URL.canParse(location) && new URL(location).host === host;
}
