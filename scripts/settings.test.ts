import { describe, expect, it } from "vitest";
import { needsServices, readSettings } from "./settings.mjs";

const read = (env: Record<string, string> = {}) => readSettings(env as NodeJS.ProcessEnv, { isDev: false });
const ALGOLIA = { ALGOLIA_APP_ID: "A", ALGOLIA_ADMIN_API_KEY: "a", ALGOLIA_SEARCH_API_KEY: "s" };
const MUX = {
  ...{ MUX_TOKEN_ID: "a", MUX_TOKEN_SECRET: "b", MUX_SIGNING_KEY: "c", MUX_PRIVATE_KEY: "d" },
  MUX_WEBHOOK_SECRET: "e",
};
const RESEND = { RESEND_API_KEY: "re_x", RESEND_WEBHOOK_SECRET: "whsec_x" };
const CLERK = {
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "pk_test_x",
  CLERK_SECRET_KEY: "sk_test_x",
  CLERK_JWT_ISSUER_DOMAIN: "https://calm-owl-1.clerk.accounts.dev",
};

describe("the settings", () => {
  it("of an empty environment are an embedded demo school at this machine", () => {
    expect(read()).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      dataFolder: ".data",
      convexUrl: null,
      isClerk: false,
      hasDemo: true,
      origins: ["http://localhost:3000", "http://127.0.0.1:3000"],
    });
  });

  it("switch each vendor on by its keys alone", () => {
    expect(read(CLERK)).toMatchObject({ isClerk: true, convexUrl: null });
    expect(read({ CONVEX_URL: "https://calm-owl-1.convex.cloud" })).toMatchObject({
      convexUrl: "https://calm-owl-1.convex.cloud",
      convexSiteUrl: "https://calm-owl-1.convex.site",
    });
    expect(read(RESEND).resendKey).toBe("re_x");
  });

  it("need no services process when every vendor is real, and one when any of them is not", () => {
    const real = {
      ...CLERK,
      ...ALGOLIA,
      ...MUX,
      CONVEX_URL: "https://calm-owl-1.convex.cloud",
      ...RESEND,
    };
    const without = (name: RegExp) => Object.fromEntries(Object.entries(real).filter(([key]) => !name.test(key)));
    const all = [real, ...[/^CONVEX/, /^ALGOLIA/, /^MUX/, /^RESEND/, /CLERK/].map(without)];
    expect(all.map((env) => needsServices(read(env)))).toEqual([false, true, true, true, true, true]);
  });
  it("refuse half of a vendor's keys, and name what is missing", () => {
    expect(() => read({ ...ALGOLIA, ALGOLIA_SEARCH_API_KEY: "" })).toThrow("Missing: ALGOLIA_SEARCH_API_KEY.");
    expect(() => read({ MUX_TOKEN_ID: "a" })).toThrow("Mux needs all of");
    expect(() => read({ RESEND_API_KEY: "re_x" })).toThrow(
      "Resend needs all of RESEND_API_KEY, RESEND_WEBHOOK_SECRET. Missing: RESEND_WEBHOOK_SECRET.",
    );
    expect(read({ ...ALGOLIA, ...MUX })).toMatchObject({ hasAlgolia: true, hasMux: true });
    expect(read({})).toMatchObject({ hasAlgolia: false, hasMux: false });
  });

  it("close the demo's doors on a school that other machines reach, unless asked for by name", () => {
    const there = { DOCTRINA_ORIGIN: "https://school.example" };
    expect(read(there).hasDemo).toBe(false);
    expect(read({ ...there, DOCTRINA_DEMO: "1" }).hasDemo).toBe(true);
    expect(read({ NODE_ENV: "production", DOCTRINA_EMBEDDED_IDENTITY: "1" }).hasDemo).toBe(false);
    expect(read({ DOCTRINA_DEMO: "0" }).hasDemo).toBe(false);
  });

  it.each([
    ["embedded identity in production", { NODE_ENV: "production" }, "DOCTRINA_EMBEDDED_IDENTITY=1"],
    ["half of Clerk's keys", { CLERK_SECRET_KEY: "sk_test_x" }, "NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY"],
    ["Clerk without its issuer", { ...CLERK, CLERK_JWT_ISSUER_DOMAIN: "" }, "CLERK_JWT_ISSUER_DOMAIN"],
    ["a port that is none", { PORT: "http" }, "PORT"],
    ["an origin that is none", { DOCTRINA_ORIGIN: "school" }, "DOCTRINA_ORIGIN"],
    ["other machines without an origin", { HOST: "0.0.0.0" }, "DOCTRINA_ORIGIN"],
  ])("refuse %s, and say which setting helps", (_what, env, name) => {
    expect(() => read(env)).toThrowError(
      expect.objectContaining({ name: "Trouble", message: expect.stringContaining(name) as string }),
    );
  });
});
