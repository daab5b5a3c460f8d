import { connection, type NextRequest } from "next/server";
import { readToken, stopLettersAt } from "@/lib/convex/stop-letters";

/**
 * Where mail programs end letters without opening a page (RFC 8058). The token is signed; nothing else is read. The page
 * sends its button here as well where a browser runs no scripts (`shows=page`), and is shown again.
 */
export async function POST(request: NextRequest): Promise<Response> {
  await connection();
  const { searchParams } = request.nextUrl;
  const token = readToken(searchParams.get("token"));
  const isStopped = await stopLettersAt(token);
  return searchParams.get("shows") === "page" ? toPage(token) : new Response(null, { status: isStopped ? 200 : 403 });
}

/** Someone who opens the address by hand is shown the page, which asks for a person. */
export async function GET(request: NextRequest): Promise<Response> {
  await connection();
  return toPage(readToken(request.nextUrl.searchParams.get("token")));
}

const toPage = (token: string) =>
  new Response(null, { status: 303, headers: { location: `/unsubscribe?token=${encodeURIComponent(token)}` } });
