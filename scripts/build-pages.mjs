// Builds the pages when they have changed since they were built last. Node's own modules only.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Trouble } from "./trouble.mjs";

const SOURCES = ["app", "components", "convex", "lib", "messages", "public", "services"];
const FILES = [
  "next.config.ts",
  "proxy.ts",
  "postcss.config.mjs",
  "package-lock.json",
  "tsconfig.json",
  "tsconfig.base.json",
];

/** An environment in which nothing that builds or serves the pages speaks to anybody of its own accord. */
export const quietEnv = (/** @type {NodeJS.ProcessEnv} */ env) => ({
  ...env,
  NEXT_TELEMETRY_DISABLED: "1",
  NEXT_PUBLIC_CLERK_TELEMETRY_DISABLED: "1",
  NEXT_PUBLIC_CLERK_KEYLESS_DISABLED: "1",
});

/** @returns {Generator<string>} */
function* filesUnder(/** @type {string} */ path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (!name.startsWith(".") && name !== "node_modules") yield* filesUnder(join(path, name));
  }
}

/** A text that changes whenever a source of the pages or a setting baked into them does. */
export function sourcesStamp(/** @type {string} */ root, /** @type {NodeJS.ProcessEnv} */ env) {
  const hash = createHash("sha256");
  for (const name of [...SOURCES, ...FILES]) {
    for (const file of filesUnder(join(root, name))) {
      if (/\.test\.tsx?$/.test(file)) continue;
      const { mtimeMs, size } = statSync(file);
      hash.update(`${file.slice(root.length)} ${mtimeMs} ${size}\n`);
    }
  }
  for (const key of Object.keys(env)
    .filter((name) => name.startsWith("NEXT_PUBLIC_"))
    .sort())
    hash.update(`${key}=${env[key]}\n`);
  hash.update(`clerk=${Boolean(env.CLERK_SECRET_KEY)} node=${process.version}`);
  return hash.digest("hex");
}

/** Builds the pages if they are not up to date; `say` is told before a build begins. */
export async function buildPages(
  /** @type {string} */ root,
  /** @type {string} */ folder,
  /** @type {NodeJS.ProcessEnv} */ env,
  /** @type {(line: string) => void} */ say,
) {
  const stampFile = join(root, folder, "doctrina-stamp");
  const stamp = sourcesStamp(root, env);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp)
    return { stop: () => undefined, done: Promise.resolve() };
  say("Building the pages (once after each change)…");
  /** @type {Buffer[]} */
  const output = [];
  const child = spawn(process.execPath, [join(root, "node_modules", "next", "dist", "bin", "next"), "build"], {
    cwd: root,
    env: { ...env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.on("data", (part) => output.push(part));
  child.stderr.on("data", (part) => output.push(part));
  const done = new Promise((resolve, reject) => {
    child.on("exit", (code) => {
      if (code === 0) {
        writeFileSync(stampFile, stamp);
        resolve(undefined);
      } else reject(new Trouble(`The pages could not be built:\n\n${Buffer.concat(output).toString().trim()}`));
    });
  });
  return { stop: () => child.kill("SIGTERM"), done };
}
