import { NextResponse, type NextRequest } from "next/server";

/** Passes every request on: with the identity service that comes with Doctrina, Convex alone decides who may do what. */
export function guard(_request: NextRequest, headers: Headers): NextResponse {
  return NextResponse.next({ request: { headers } });
}
