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
 * @param {{url: string, key: string}} to
 * @param {"query" | "mutation"} kind
 * @param {string} path
 */
async function tell({ url, key }, kind, path) {
  const response = await fetch(`${url}/api/${kind}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Convex ${key}` },
    body: JSON.stringify({ path, format: "json", args: {} }),
  }).catch((/** @type {Error} */ error) => {
    throw new Trouble(`The school at ${url} does not answer (${error.message}). Is it running?`);
  });
  const answer = await response.json().catch(() => ({ errorMessage: `it answered ${response.status}` }));
  if (answer.status !== "success") throw new Trouble(`The school refused: ${answer.errorMessage}`);
  return answer.value;
}

/** @param {{state: string, done: number, total: number, records: number}} reindex */
const line = ({ state, done, total, records }) =>
  state === "cancelling" ? "Stopping…" : `${done} of ${total} courses, ${records} records`;

async function main() {
  const to = deployment();
  if (process.argv.includes("--cancel")) {
    await tell(to, "mutation", "jobs/search:cancelReindex");
  } else {
    await tell(to, "mutation", "jobs/search:startReindex");
    console.log("Building the search indices anew. What is searched meanwhile are the old ones.");
  }
  let last = "";
  for (;;) {
    const { reindex } = await tell(to, "query", "jobs/search:state");
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
