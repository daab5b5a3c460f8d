import { NextResponse, type NextFetchEvent, type NextRequest } from "next/server";
import { policyHeader } from "./page-policy";

/** Lets every page through, under the given policy: with the identity service that comes with Doctrina, Convex alone decides who may do what. */
export function guard(
  request: NextRequest,
  _event: NextFetchEvent,
  page: { nonce: string; directives: Record<string, string[]> },
): NextResponse {
  const policy = policyHeader(page.directives);
  const headers = new Headers(request.headers);
  // Next reads the nonce from here and gives it to its own scripts.
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", page.nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}
