import { defineConfig } from "vitest/config";

/** The runtime's own tests: rules of SPEC.md beside the code, conformance through the unmodified client. */
export default defineConfig({
  test: {
    name: "runtime",
    root: import.meta.dirname,
    include: ["src/**/*.test.ts", "conformance/**/*.test.ts", "torture/**/*.test.ts", "spec.test.ts"],
    environment: "node",
    testTimeout: 30_000,
    // Servers are started in hooks; a busy machine takes its time.
    hookTimeout: 120_000,
  },
});
