import { NextRequest, type NextFetchEvent } from "next/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const host = "clerk.school.example";
const detour = `https://${host}/v1/client/handshake?redirect_url=http%3A%2F%2Fschool.example%2Fcourses`;

vi.mock("@clerk/nextjs/server", () => ({
  clerkMiddleware: () => () => Promise.resolve(new Response(null, { status: 307, headers: { location: detour } })),
}));

beforeEach(() => vi.stubEnv("NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY", `pk_live_${btoa(`${host}$`)}`));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.resetModules();
});

async function open(clerk: () => Promise<Response>) {
  vi.stubGlobal("fetch", vi.fn(clerk));
  const { guard } = await import("./guard-clerk");
  const request = new NextRequest("http://school.example/courses");
  return guard(request, {} as NextFetchEvent, { nonce: "once", directives: { "script-src": ["'self'"] } });
}

test("a session is renewed by a detour over Clerk's host", async () => {
  const answer = await open(() => Promise.resolve(new Response("{}")));
  expect(answer?.headers.get("location")).toBe(detour);
});
test("a page opens by itself where Clerk does not answer", async () => {
  const answer = await open(() => Promise.reject(new TypeError("fetch failed")));
  expect([answer?.status, answer?.headers.get("location")]).toEqual([200, null]);
  expect(answer?.headers.get("content-security-policy")).toContain(host);
});
