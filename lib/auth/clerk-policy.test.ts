import { describe, expect, it } from "vitest";
import { clerkHost, withClerk } from "./clerk-policy";
import { pageDirectives } from "./page-policy";

const keyOf = (text: string, kind = "test") => `pk_${kind}_${btoa(text)}`;

describe("Clerk's host", () => {
  it.each([
    [keyOf("calm-owl-1.clerk.accounts.dev$"), "calm-owl-1.clerk.accounts.dev"],
    [keyOf("clerk.school.example$", "live"), "clerk.school.example"],
    [keyOf("clerk.school.example$").replace(/=+$/, ""), "clerk.school.example"],
  ])("is read from the publishable key %s", (key, host) => {
    expect(clerkHost(key)).toBe(host);
  });
  it.each([
    "",
    "sk_test_x",
    "pk_test_",
    keyOf("clerk.school.example"),
    keyOf("clerk.example https://evil.example$"),
    keyOf("clerk.example; script-src *$"),
    keyOf("*$"),
    "pk_test_%%%",
  ])("is never taken from %j, so that no key can widen the policy", (key) => {
    expect(() => clerkHost(key)).toThrow("is not a publishable key");
  });
});

describe("a page's policy with Clerk", () => {
  const facts = { nonce: "abc", origins: ["https://school.example"], convexUrl: null, isDev: false };
  const own = pageDirectives(facts);
  const policy = withClerk(own, "clerk.school.example");
  it("lets in what Clerk's components need, and nothing else", () => {
    const added = Object.entries(policy).flatMap(([name, sources]) =>
      sources.filter((source) => !own[name]?.includes(source)).map((source) => `${name} ${source}`),
    );
    expect(added).toEqual([
      "script-src https://clerk.school.example",
      "script-src https://challenges.cloudflare.com",
      "script-src https://*.protect.clerk.com",
      "connect-src https://clerk.school.example",
      "connect-src https://*.protect.clerk.com:*",
    ]);
    expect(policy["worker-src"]).toContain("blob:");
    expect(policy["frame-src"]).toContain("https:");
  });
  it("takes nothing away, and never lets a script of the page itself run without the nonce", () => {
    for (const [name, sources] of Object.entries(own)) expect(policy[name]).toEqual(expect.arrayContaining(sources));
    expect(policy["script-src"]).not.toContain("'unsafe-inline'");
    expect(policy["script-src"]).not.toContain("https:");
  });
});
