// `npm start` and `npm run dev`: installs, builds, starts and watches over the school. Node's own modules only.
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { orSayWhy, Trouble } from "./trouble.mjs";

const root = new URL("..", import.meta.url).pathname.replace(/\/$/, "");
const isDev = process.argv.includes("--dev");
const say = (/** @type {string} */ line) => console.log(line);

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 20)) return;
  throw new Trouble(
    `Doctrina needs Node 20.20 or later; this is Node ${process.versions.node}. Get it from https://nodejs.org.`,
  );
}

async function checkPort(/** @type {number} */ port, /** @type {string} */ host) {
  await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      const why =
        error.code === "EADDRINUSE"
          ? `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`
          : error.code === "EACCES"
            ? `Port ${port} may not be used by this account. Choose a port above 1023: PORT=3000 npm start`
            : `The address ${host}:${port} cannot be used (${error.message}).`;
      reject(new Trouble(why));
    });
    probe.listen(port, host, () => probe.close(resolve));
  });
}

function runOnce(/** @type {string[]} */ args, /** @type {NodeJS.ProcessEnv} */ env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
    child.on("exit", (code) => resolve(code === 0));
  });
}

async function main() {
  checkNode();
  const { ensureInstalled } = await import("./ensure-installed.mjs");
  if (!(await ensureInstalled())) process.exit(1);
  const { readEnvFiles, readSettings, needsServices } = await import("./settings.mjs");
  const { lockDataFolder, openDataFolder, openSecrets } = await import("./data-folder.mjs");
  const { keepRunning } = await import("./child.mjs");
  const { buildPages } = await import("./build-pages.mjs");

  process.chdir(root);
  readEnvFiles(root, process.env);
  const settings = readSettings(process.env, { isDev });
  await checkPort(settings.port, settings.host);
  const folder = openDataFolder(settings.dataFolder);
  const unlock = lockDataFolder(folder);
  process.on("exit", unlock);
  const secrets = openSecrets(folder);

  const base = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_PUBLIC_CLERK_TELEMETRY_DISABLED: "1",
    NEXT_PUBLIC_CLERK_KEYLESS_DISABLED: "1",
    PORT: String(settings.port),
    HOST: settings.host,
    DOCTRINA_DATA_DIR: folder,
    DOCTRINA_ORIGINS: settings.origins.join(" "),
    DOCTRINA_DEV: isDev ? "1" : "0",
  };

  /** @type {{stop: () => unknown}[]} */
  const running = [];
  let isEnding = false;
  const end = async () => {
    // A second Ctrl-C is a person who does not want to wait.
    if (isEnding) process.exit(1);
    isEnding = true;
    await Promise.all(running.map((one) => one.stop()));
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void end());

  try {
    const build = isDev ? null : await buildPages(root, settings.nextFolder, base, say);
    if (build) running.push(build);

    let servicesPort = "0";
    let ready = null;
    if (needsServices(settings)) {
      const services = keepRunning({
        name: "The services process",
        args: ["--import", "tsx", join(root, "scripts", "services.ts")],
        env: () => ({ ...base, DOCTRINA_SERVICES_PORT: servicesPort }),
        onReady: (message) => {
          servicesPort = String(message.port);
        },
      });
      running.push(services);
      ready = await services.started.catch((error) => {
        throw new Trouble(`The school's services did not start: ${error.message}`);
      });
    }
    const withServices = ready ? { ...base, DOCTRINA_SERVICES_URL: `http://127.0.0.1:${servicesPort}` } : base;

    await seedOnce(settings, folder, secrets, withServices, ready);
    await build?.done;
    const front = keepRunning({
      name: "The page server",
      args: [join(root, "scripts", "front.mjs")],
      env: () => ({ ...withServices, NODE_ENV: isDev ? "development" : "production" }),
    });
    running.push(front);
    await front.started.catch((error) => {
      throw new Trouble(`The page server did not start: ${error.message}`);
    });
    const { summary } = await import("./summary.mjs");
    say(summary(settings, folder, secrets, ready));
    process.send?.({ type: "ready" });
  } catch (error) {
    if (isEnding) return;
    isEnding = true;
    await Promise.all(running.map((one) => one.stop()));
    throw error;
  }
}

/**
 * Writes the demo school on first start; what a stopped start left undone is done by the next.
 * @param {import("./settings.mjs").Settings} settings
 * @param {string} folder
 * @param {import("./data-folder.mjs").Secrets} secrets
 * @param {NodeJS.ProcessEnv} env
 * @param {any} ready
 */
async function seedOnce(settings, folder, secrets, env, ready) {
  const stamp = join(folder, "demo-school");
  if (!settings.hasDemo || settings.convexUrl || existsSync(stamp)) return;
  say("Writing the demo school (first start only)…");
  const isDone = await runOnce(["--import", "tsx", join(root, "scripts", "seed-school.ts")], {
    ...env,
    DOCTRINA_ADMIN_KEY: secrets.adminKey,
    IDENTITY_ISSUER: ready?.issuer ?? "",
  });
  if (!isDone)
    throw new Trouble(
      "The demo school could not be written. Start again to continue, or start without it: DOCTRINA_DEMO=0 npm start",
    );
  writeFileSync(stamp, new Date().toISOString());
}

await orSayWhy(main);
