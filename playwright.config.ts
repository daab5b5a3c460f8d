import { defineConfig, devices } from "@playwright/test";

const port = 3190;
const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** The school as `npm start` runs it, on a port and a data folder of its own, walked through in Chromium. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // One school, two cores: the specs share the server, never a row.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "test-results/report.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: `http://localhost:${port}`,
    // A trace of everything costs a third of the time; `npx playwright test --trace on` makes one when it is wanted.
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "school", testIgnore: "whole-day.spec.ts" },
    // Ends the services' process, so nobody else may be at school.
    { name: "whole day", testMatch: "whole-day.spec.ts", dependencies: ["school"] },
  ],
  webServer: {
    command: "node e2e/fresh-school.mjs",
    url: `http://localhost:${port}/`,
    timeout: 600_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    stdout: "pipe",
    env: {
      PORT: String(port),
      DOCTRINA_DATA_DIR: ".data-e2e",
      DOCTRINA_EMBEDDED_IDENTITY: "1",
      // The addresses of videos end while a spec watches, and are renewed as they are after twenty minutes elsewhere.
      VIDEO_PLAYBACK_SECONDS: "10",
    },
  },
});
