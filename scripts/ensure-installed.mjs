// Installs the packages when they are missing or the lockfile has changed since. Node's own modules only.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = join(root, "node_modules", ".doctrina-lock");

/** True when the packages are in place; says what to do and answers false when npm could not bring them. */
export async function ensureInstalled() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return true;
  console.log("Installing packages (npm ci)…");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) {
    console.error(
      "The packages could not be installed. Check that the npm registry can be reached, then run the command again.",
    );
    return false;
  }
  writeFileSync(stamp, lock);
  return true;
}
