import { createRequire } from "node:module";
import { relative } from "node:path";
import createNextIntlPlugin from "next-intl/plugin";
import type { NextConfig } from "next";
import { authModeOf } from "./lib/auth/mode";

const authMode = authModeOf(process.env);

/** A module that has one form per identity provider; the form not chosen is never bundled (Clerk without keys breaks builds). */
const perAuthMode = (path: string) => ({ [`@/${path}`]: `./${path}-${authMode}` });

/** What formats messages that `lib/i18n/catalogue.ts` has taken apart, instead of what reads their syntax in every browser. */
const formatOnly = relative(
  import.meta.dirname,
  createRequire(createRequire(import.meta.url).resolve("next-intl")).resolve("use-intl/format-message/format-only"),
);

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Several servers can work on one checkout when each builds into a folder of its own.
  distDir: process.env.DOCTRINA_NEXT_DIR ?? ".next",
  env: { NEXT_PUBLIC_AUTH_MODE: authMode },
  // Types are checked by `npm test`; a school must be able to start without waiting for them twice.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
        { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin-allow-popups" },
      ],
    },
  ],
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  turbopack: {
    root: import.meta.dirname,
    resolveAlias: {
      ...perAuthMode("lib/auth/auth"),
      ...perAuthMode("lib/auth/guard"),
      ...perAuthMode("components/identity/screens"),
      "use-intl/format-message": `./${formatOnly}`,
    },
  },
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
