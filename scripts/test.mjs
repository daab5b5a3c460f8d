// One command that checks everything, on a fresh clone as well. Node's own modules only, because nothing may be
// installed yet. Ends with one line alone: "N passed, N failed, N skipped".
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./ensure-installed.mjs";

const only = process.argv
  .find((arg) => arg.startsWith("--only="))
  ?.slice("--only=".length)
  .split(",");
const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
const reports = mkdtempSync(join(tmpdir(), "doctrina-test-"));
const total = { passed: 0, failed: 0, skipped: 0 };
const notes = [];

function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    });
    child.on("error", () => resolve(127));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
const bin = (name) => join("node_modules", ".bin", name);

/** A check that either holds or does not. What it says is kept back, so that checks can go side by side. */
const check = (command, args) => async () => {
  const { code, said } = await new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? "1" : "0" } });
    let said = "";
    for (const out of [child.stdout, child.stderr]) out.setEncoding("utf8").on("data", (text) => (said += text));
    child.on("error", (error) => resolve({ code: 127, said: `${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, said }));
  });
  process.stdout.write(said);
  total[code === 0 ? "passed" : "failed"] += 1;
  return code === 0;
};

/** A test run whose own counts are added up. */
const suite = (args, env) => async (name) => {
  const file = join(reports, `${name.replace(/\W+/g, "-")}.json`);
  const code = await run(
    bin("vitest"),
    // Every core at work: by itself vitest leaves one of them free, which is half of a small machine.
    ["run", "--maxWorkers=100%", "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`, ...args],
    env,
  );
  if (!existsSync(file)) {
    total.failed += 1;
    return false;
  }
  const report = JSON.parse(readFileSync(file, "utf8"));
  total.passed += report.numPassedTests;
  total.skipped += report.numPendingTests + report.numTodoTests;
  // A file that could not be read, or a run that broke outside a test, is a failure too.
  const broken = report.testResults.filter((t) => t.status === "failed" && t.assertionResults.length === 0).length;
  const failed = report.numFailedTests + broken;
  total.failed += failed || (code === 0 ? 0 : 1);
  return code === 0;
};

/** Chromium from CHROMIUM_PATH, the system, or Playwright's own; installed where the machine lets us. */
async function findChromium() {
  const known = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = known.find((path) => path && existsSync(path));
  if (found) return found;
  const { chromium } = await import("playwright-core");
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  if (process.getuid?.() === 0 && spawnSync("which", ["apt-get"]).status === 0) {
    console.log("Installing Chromium from the system's packages…");
    await run("apt-get", ["update", "-qq"]);
    await run("apt-get", ["install", "-y", "-qq", "chromium"], { DEBIAN_FRONTEND: "noninteractive" });
    if (existsSync("/usr/bin/chromium")) return "/usr/bin/chromium";
  }
  return null;
}

async function e2e(name) {
  const chromium = await findChromium();
  if (!chromium) {
    total.skipped += 1;
    notes.push("e2e skipped: no Chromium here. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.");
    return true;
  }
  const file = join(reports, "e2e.json");
  const code = await run(bin("playwright"), ["test"], { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  if (!existsSync(file)) {
    total.failed += 1;
    return false;
  }
  const { stats } = JSON.parse(readFileSync(file, "utf8"));
  total.passed += stats.expected;
  total.skipped += stats.skipped;
  total.failed += stats.unexpected + stats.flaky || (code === 0 ? 0 : 1);
  return code === 0 && name !== "";
}

/** Each of these uses one core, and none of them needs another. */
const checks = [
  ["lint", check(bin("eslint"), [".", "--max-warnings=0"])],
  ["types", check(bin("tsc"), ["--noEmit", "-p", "tsconfig.json"])],
  ["types of convex", check(bin("tsc"), ["--noEmit", "-p", "convex/tsconfig.json"])],
  ["types of runtime", check(bin("tsc"), ["--noEmit", "-p", "runtime/tsconfig.json"])],
  [
    "generated code is fresh",
    check("node", ["runtime/bin/convex-runtime.mjs", "codegen", "--functions", "convex", "--check"]),
  ],
  ["format", check(bin("prettier"), ["--check", "--log-level=warn", "."])],
  [
    "house imports",
    check(bin("depcruise"), [
      "--config",
      ".dependency-cruiser.cjs",
      "--output-type",
      "err",
      "app",
      "components",
      "convex",
      "lib",
      "services",
      "standins",
      "seed",
      "runtime/src",
    ]),
  ],
  ["house unused", check(bin("knip"), ["--no-progress"])],
  ["house nouns", check("node", ["--import", "tsx", "scripts/check-house.ts"])],
];
/** These use the whole machine, or measure how long something lasts. */
const suites = [
  ["unit services", suite(["--project", "services"])],
  ["unit convex", suite(["--project", "convex"])],
  ["unit screens", suite(["--project", "ui"])],
  ["unit seed", suite(["--project", "seed"])],
  ["stand-ins", suite(["--project", "standins"])],
  ["runtime", suite(["--root", "runtime"])],
  // The build of the embedded school is the one that e2e walks through.
  ["pages", suite(["--project", "pages"])],
  ["e2e", e2e],
];

if (!(await ensureInstalled())) process.exit(1);
const failedSteps = [];
const startedAll = Date.now();
const isWanted = ([name]) => !only || only.some((word) => name.startsWith(word));
async function take([name, step]) {
  const started = Date.now();
  const ok = await step(name);
  if (!ok) failedSteps.push(name);
  console.log(`── ${name}: ${ok ? "ok" : "FAILED"} (${Math.round((Date.now() - started) / 1000)} s)`);
}
const waiting = checks.filter(isWanted);
const inTurn = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) await take(next);
};
await Promise.all([inTurn(), inTurn()]);
for (const step of suites.filter(isWanted)) {
  console.log(`\n── ${step[0]}`);
  await take(step);
}
rmSync(reports, { recursive: true, force: true });
for (const note of notes) console.log(note);
if (!existsSync(join(root, "../shared/data")))
  console.log("Tests on real courses skipped: the folder ../shared/data is not there.");
if (failedSteps.length) console.log(`Failed: ${failedSteps.join(", ")}`);
console.log(`Took ${Math.round((Date.now() - startedAll) / 1000)} s.`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 && failedSteps.length === 0 ? 0 : 1);
