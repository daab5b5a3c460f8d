import { describe, expect, it } from "vitest";
import { readSettings } from "./settings.mjs";
import { summary } from "./summary.mjs";

const keys = {
  Convex: { CONVEX_URL: "https://calm-owl-1.convex.cloud" },
  Identity: {
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k",
    CLERK_SECRET_KEY: "sk_test_canary",
    CLERK_JWT_ISSUER_DOMAIN: "https://clerk.example.com",
  },
  Mail: { RESEND_API_KEY: "re_canary", RESEND_WEBHOOK_SECRET: "whsec_canary" },
  Search: { ALGOLIA_APP_ID: "A", ALGOLIA_ADMIN_API_KEY: "canary-admin", ALGOLIA_SEARCH_API_KEY: "canary-search" },
  Video: {
    ...{ MUX_TOKEN_ID: "canary-id", MUX_TOKEN_SECRET: "canary-secret", MUX_SIGNING_KEY: "canary-key" },
    ...{ MUX_PRIVATE_KEY: "canary-private", MUX_WEBHOOK_SECRET: "canary-webhook" },
  },
};
type Part = keyof typeof keys;
const parts = Object.keys(keys) as Part[];
/** Every choice of parts that are real. */
const choices = Array.from({ length: 2 ** parts.length }, (_, bits) => parts.filter((_part, at) => bits & (1 << at)));

const secrets = { bootstrapToken: "boot-1", outboxKey: "outbox-1", mailLinkSecret: "link-1" } as Parameters<
  typeof summary
>[2];
function printed(real: readonly Part[], more: Record<string, string> = {}, delivery: "hls" | "original" = "hls") {
  const env = Object.assign({}, ...real.map((part) => keys[part]), more) as NodeJS.ProcessEnv;
  const settings = readSettings(env, { isDev: false });
  return summary(settings, "/data", secrets, { functionsEnv: { SCHOOL_ORIGIN: "x" }, videoDelivery: delivery });
}

describe("what the start prints", () => {
  it.each(choices)("names exactly what is real: %s %s %s %s %s", (...real) => {
    const text = printed(real);
    for (const part of parts) {
      expect(text).toMatch(new RegExp(`^ {4}${part} +${real.includes(part) ? "real \\(" : "embedded"}`, "m"));
    }
    expect(text).not.toContain("canary");
  });
  it("says where mail is read only while it is kept here, and how to become the first admin only where that is here", () => {
    expect(printed([])).toContain("/_svc/mail/outbox?key=outbox-1");
    expect(printed([])).toContain("enter boot-1");
    expect(printed(["Mail"])).not.toContain("/_svc/mail");
    expect(printed(["Convex"])).not.toContain("boot-1");
  });
  it("offers the demo's people only where they can sign in", () => {
    expect(printed([])).toContain("at a click");
    expect(printed(["Identity"])).not.toContain("at a click");
  });
  it("says where Clerk's webhook goes, and what a real deployment has to be told", () => {
    expect(printed(["Identity"])).toContain("http://localhost:3000/_svc/convex/http/webhooks/identity");
    expect(printed(["Convex"])).toContain("npx convex env set SCHOOL_ORIGIN 'x'");
  });
  it("gives a real deployment what only this school knows, also when nothing else runs here", () => {
    const env = Object.assign({}, ...Object.values(keys)) as NodeJS.ProcessEnv;
    const text = summary(readSettings(env, { isDev: false }), "/data", secrets, null);
    expect(text).toContain("npx convex env set MAIL_LINK_SECRET 'link-1'");
    expect(text).toContain("npx convex env set SCHOOL_ORIGIN 'http://localhost:3000'");
    expect(text).not.toContain("canary");
  });
  it("says that videos are played as they were uploaded where there is no ffmpeg", () => {
    expect(printed([], {}, "original")).toContain("no ffmpeg here");
    expect(printed(["Video"], {}, "original")).not.toContain("no ffmpeg here");
  });
});
