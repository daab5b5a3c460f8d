import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** A hang ends a test; a slow machine does not. */
const testTimeout = 60_000;
const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };

/** Every kind of test has a project of its own, so that one kind can be run alone: `npx vitest run --project services`. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: "services", testTimeout, include: ["services/**/*.test.ts"], environment: "node" },
      },
      {
        resolve: { alias },
        test: {
          name: "convex",
          testTimeout,
          include: ["convex/**/*.test.ts"],
          environment: "edge-runtime",
          server: { deps: { inline: ["convex-test"] } },
        },
      },
      {
        resolve: { alias },
        test: {
          name: "standins",
          include: ["standins/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: ["scripts/pages.test.ts"],
          environment: "node",
          testTimeout,
        },
      },
      // Builds the pages twice: as a school starts, and with Clerk's keys.
      { test: { name: "pages", include: ["scripts/pages.test.ts"], environment: "node", testTimeout } },
      { resolve: { alias }, test: { name: "seed", include: ["seed/**/*.test.ts"], environment: "node" } },
      {
        plugins: [react()],
        resolve: { alias },
        test: {
          name: "ui",
          testTimeout,
          include: ["components/**/*.test.{ts,tsx}", "lib/**/*.test.{ts,tsx}", "app/**/*.test.{ts,tsx}"],
          environment: "jsdom",
        },
      },
    ],
  },
});
