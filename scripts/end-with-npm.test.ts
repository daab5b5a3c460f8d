import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

it("what npm has started ends when npm is ended by a signal", async () => {
  const folder = mkdtempSync(join(tmpdir(), "with-npm-"));
  const own = pathToFileURL(join(import.meta.dirname, "end-with-npm.mjs")).href;
  writeFileSync(
    join(folder, "work.mjs"),
    `import { endWithNpm } from ${JSON.stringify(own)};
    setInterval(() => undefined, 1_000);
    endWithNpm(() => { console.log("ended"); process.exit(0); });
    console.log("at work");`,
  );
  writeFileSync(join(folder, "package.json"), JSON.stringify({ scripts: { start: "node work.mjs" } }));
  const npm = spawn("npm", ["start"], { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  let isKilled = false;
  await new Promise<void>((resolve) => {
    npm.stdout.on("data", (bytes: Buffer) => {
      said += bytes.toString();
      if (!said.includes("at work") || isKilled) return;
      isKilled = true;
      npm.kill("SIGTERM");
    });
    // The line closes when nobody holds it any more.
    npm.stdout.on("close", resolve);
  });
  expect(said).toContain("ended");
});
