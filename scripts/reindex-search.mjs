// `npm run search:reindex`: builds the search indices anew, beside those that are searched, and says how far it is.
// Ctrl-C leaves it going; run again to watch, `-- --cancel` to stop it. Node's own modules only.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseEnv } from "node:util";
import { fileURLToPath } from "node:url";
import { readEnvFiles } from "./settings.mjs";
import { orSayWhy, Trouble } from "./trouble.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const pauseMs = 500;
/** How long (ms) a school that was there, or is starting, may be away. */
const patienceMs = 120_000;

/** The school is not there, or not yet. */
class Away extends Trouble {}

/** Where the school's functions are, and the key that opens the internal ones. */
function deployment() {
  readEnvFiles(root, process.env);
  const env = process.env;
  const file = join(env.DOCTRINA_DATA_DIR || join(root, ".data"), "convex-cli.env");
  const local = !env.CONVEX_URL && existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const url = env.CONVEX_SELF_HOSTED_URL || env.CONVEX_URL || local.CONVEX_SELF_HOSTED_URL;
  const key = env.CONVEX_SELF_HOSTED_ADMIN_KEY || env.CONVEX_DEPLOY_KEY || local.CONVEX_SELF_HOSTED_ADMIN_KEY;
  if (url && key) return { url, key };
  throw new Trouble(
    "No school to speak to. Start it first (npm start) and name its data folder if it is not .data (DOCTRINA_DATA_DIR). With Convex elsewhere, set CONVEX_URL and CONVEX_DEPLOY_KEY, or CONVEX_SELF_HOSTED_URL and CONVEX_SELF_HOSTED_ADMIN_KEY.",
  );
}

/**
 * @param {"query" | "mutation"} kind
 * @param {string} path
 */
async function tell(kind, path) {
  const { url, key } = deployment();
  const response = await fetch(`${url}/api/${kind}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Convex ${key}` },
    body: JSON.stringify({ path, format: "json", args: {} }),
  }).catch((/** @type {Error} */ error) => {
    throw new Away(`The school at ${url} does not answer (${error.message}). Is it running?`);
  });
  const answer = await response.json().catch(() => ({}));
  if (response.status === 503) throw new Away(`The school at ${url} is still starting.`);
  if (answer.status !== "success") {
    throw new Trouble(`The school refused: ${answer.errorMessage ?? `it answered ${response.status}`}`);
  }
  return answer.value;
}

/**
 * `tell` that outlasts a restart of the school: what was begun goes on by itself there.
 * @param {"query" | "mutation"} kind
 * @param {string} path
 * @param {boolean} isKnown whether it has answered before
 */
async function tellWhenThere(kind, path, isKnown) {
  const began = Date.now();
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await tell(kind, path);
    } catch (error) {
      const mayWait = error instanceof Away && (isKnown || error.message.endsWith("starting."));
      if (!mayWait || Date.now() - began > patienceMs) throw error;
      if (isFirst) console.log("  The school is away for a moment. Waiting for it…");
      await pause(pauseMs);
    }
  }
}

/** @param {{state: string, done: number, total: number, records: number}} reindex */
const line = ({ state, done, total, records }) =>
  state === "cancelling" ? "Stopping…" : `${done} of ${total} courses, ${records} records`;

async function main() {
  const given = process.argv.slice(2);
  if (given.some((one) => one !== "--cancel"))
    throw new Trouble(
      "npm run search:reindex builds the search indices anew; npm run search:reindex -- --cancel stops it.",
    );
  if (given.includes("--cancel")) {
    const { reindex } = await tellWhenThere("query", "jobs/search:state", false);
    if (!["running", "cancelling"].includes(reindex.state)) return console.log("Nothing is being built.");
    await tellWhenThere("mutation", "jobs/search:cancelReindex", false);
  } else {
    await tellWhenThere("mutation", "jobs/search:startReindex", false);
    console.log("Building the search indices anew. What is searched meanwhile are the old ones.");
  }
  let last = "";
  for (;;) {
    const { reindex } = await tellWhenThere("query", "jobs/search:state", true);
    const isUnderWay = ["running", "cancelling"].includes(reindex.state);
    const told = line(reindex);
    if (isUnderWay && told !== last) console.log(`  ${told}`);
    last = told;
    if (!isUnderWay) return end(reindex);
    await pause(pauseMs);
  }
}

/** @param {{state: string, done: number, records: number, error: string | null}} reindex */
function end({ state, done, records, error }) {
  if (state === "failed") throw new Trouble(`The search service refused: ${error}. What is searched is as it was.`);
  if (state === "done") console.log(`Done: ${done} courses, ${records} records.`);
  else console.log("Stopped. What is searched is as it was.");
}

await orSayWhy(main);
