import type { NextFetchEvent, NextRequest, NextResponse } from "next/server";
import { policyHeader } from "./page-policy";
import { passOn } from "./pass-on";

/** Lets every page through, under the given policy: with the identity service that comes with Doctrina, Convex alone decides who may do what. */
export function guard(
  request: NextRequest,
  _event: NextFetchEvent,
  page: { nonce: string; directives: Record<string, string[]> },
): NextResponse {
  return passOn(request, { nonce: page.nonce, policy: policyHeader(page.directives) });
}
