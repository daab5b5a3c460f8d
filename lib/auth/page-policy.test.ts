import { describe, expect, it } from "vitest";
import { pageDirectives, policyHeader } from "./page-policy";

describe("a page's policy", () => {
  const facts = { nonce: "abc", origins: ["http://localhost:3000"], convexUrl: null, isDev: false };

  it("runs scripts by nonce only and never evaluates text", () => {
    expect(pageDirectives(facts)["script-src"]).toEqual(["'self'", "'nonce-abc'"]);
  });

  it("connects to the school, and to Convex where it is real, by HTTP and by socket", () => {
    const { "connect-src": connect } = pageDirectives({ ...facts, convexUrl: "https://calm-owl-1.convex.cloud" });
    expect(connect).toEqual([
      "'self'",
      "http://localhost:3000",
      "https://calm-owl-1.convex.cloud",
      "ws://localhost:3000",
      "wss://calm-owl-1.convex.cloud",
    ]);
  });

  it("reaches Mux where Mux plays the videos, and nowhere else", () => {
    const withMux = pageDirectives({ ...facts, hasMux: true })["connect-src"];
    expect(withMux).toContain("https://*.mux.com");
    expect(pageDirectives(facts)["connect-src"]).not.toContain("https://*.mux.com");
    expect(pageDirectives({ ...facts, hasMux: true })["script-src"]).toEqual(["'self'", "'nonce-abc'"]);
  });

  it("is one line without plug-ins, foreign bases or foreign frames around it", () => {
    const header = policyHeader(pageDirectives(facts));
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'", "form-action 'self'"]) {
      expect(header).toContain(part);
    }
    expect(header).not.toMatch(/[\r\n]/);
  });
});
