// `npm run dev`: the official Convex command line pushes the functions whenever they are saved. Node's own modules only.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** What a person need not read at every save. */
const CHATTER = /^(- )?Preparing Convex functions|^\s*$|^\s+\[[-+*]\] |^▌|^Saved .* to \.env\.local/;

/**
 * Starts `convex dev` for a runtime. `started` resolves when the functions are served for the first time, and rejects
 * when the command ends before that; a mistake in the functions is printed, and waited for.
 * @param {string} root
 * @param {{url: string, adminKey: string}} deployment
 * @param {(line: string) => void} say
 */
export function pushFunctions(root, deployment, say) {
  const cli = join(root, "node_modules", "convex", "bin", "main.js");
  const child = spawn(process.execPath, [cli, "dev", "--typecheck", "disable", "--tail-logs", "disable"], {
    cwd: root,
    env: {
      ...process.env,
      // Without it the command line would report its errors to its makers.
      CI: "1",
      CONVEX_SELF_HOSTED_URL: deployment.url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: deployment.adminKey,
      CONVEX_VERSION_API_ORIGIN: deployment.url,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let isStopping = false;
  const started = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        if (line.includes("Convex functions ready!")) resolve(undefined);
        if (!CHATTER.test(line)) say(`convex dev: ${line}`);
      });
    }
    child.once("error", reject);
    child.once("exit", (code) => {
      if (!isStopping) say(`convex dev: ended with ${code}. Saved functions are no longer served; start again.`);
      reject(new Error(`it ended with ${code}`));
    });
  });
  return {
    started,
    stop: () =>
      new Promise((resolve) => {
        isStopping = true;
        if (child.exitCode !== null || child.signalCode !== null) return resolve(undefined);
        child.once("exit", resolve);
        child.kill("SIGTERM");
      }),
  };
}
