import { connection, type NextRequest } from "next/server";
import { stopLettersAt } from "@/lib/convex/stop-letters";

/** Where mail programs end letters without opening a page (RFC 8058). The token is signed; nothing else is read. */
export async function POST(request: NextRequest): Promise<Response> {
  await connection();
  const isStopped = await stopLettersAt(request.nextUrl.searchParams.get("token") ?? "");
  return new Response(null, { status: isStopped ? 200 : 403 });
}

/** Someone who opens the address by hand is shown the page, which asks for a person. */
export async function GET(request: NextRequest): Promise<Response> {
  await connection();
  const token = request.nextUrl.searchParams.get("token") ?? "";
  return new Response(null, { status: 303, headers: { location: `/unsubscribe?token=${encodeURIComponent(token)}` } });
}
