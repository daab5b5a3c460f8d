// `npm start` and `npm run dev`: installs, builds, starts and watches over the school. Node's own modules only.
import { spawn } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endWithNpm } from "./end-with-npm.mjs";
import { orSayWhy, Trouble } from "./trouble.mjs";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
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
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
  const isDone = new Promise((resolve) => child.on("exit", (code) => resolve(code === 0)));
  return { isDone, stop: () => child.kill("SIGTERM") };
}

async function main() {
  checkNode();
  const { readEnvFiles, readSettings, needsServices } = await import("./settings.mjs");
  const { lockDataFolder, openDataFolder, openSecrets } = await import("./data-folder.mjs");
  const { ensureInstalled } = await import("./ensure-installed.mjs");
  const { keepRunning } = await import("./child.mjs");
  const { buildPages, quietEnv } = await import("./build-pages.mjs");

  process.chdir(root);
  readEnvFiles(root, process.env);
  const settings = readSettings(process.env, { isDev });
  await checkPort(settings.port, settings.host);
  const folder = openDataFolder(settings.dataFolder);
  const unlock = lockDataFolder(folder);
  process.on("exit", unlock);
  const secrets = openSecrets(folder);
  // Last of what may refuse to start: it takes longest.
  if (!(await ensureInstalled())) process.exit(1);

  const base = {
    ...quietEnv(process.env),
    PORT: String(settings.port),
    HOST: settings.host,
    DOCTRINA_DATA_DIR: folder,
    DOCTRINA_ORIGINS: settings.origins.join(" "),
    DOCTRINA_DEV: isDev ? "1" : "0",
  };

  /** @type {{stop: () => unknown}[]} */
  const running = [];
  let isEnding = false;
  const end = async (code = 0) => {
    // A second Ctrl-C is a person who does not want to wait.
    if (isEnding) process.exit(1);
    isEnding = true;
    await Promise.all(running.map((one) => one.stop()));
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void end());
  endWithNpm(() => void end());
  const giveUp = (/** @type {string} */ why) => {
    console.error(`\n${why} The school is closed; what was saved is kept.\n`);
    void end(1);
  };

  try {
    const build = isDev ? null : await buildPages(root, settings.nextFolder, base, say);
    if (build) running.push(build);

    const openServices = async () => {
      const ready = needsServices(settings) ? await startServices(base, running, giveUp) : null;
      const env = ready ? { ...base, DOCTRINA_SERVICES_URL: `http://127.0.0.1:${ready.port}` } : base;
      if (ready && !settings.convexUrl) await openToCommandLine(folder, secrets, ready.port, running);
      await seedOnce(settings, folder, secrets, env, ready, running);
      return { ready, env };
    };
    // Together, so that whichever fails first says so at once.
    const [{ ready, env: withServices }] = await Promise.all([openServices(), build?.done]);
    const front = keepRunning({
      name: "The page server",
      args: [join(root, "scripts", "front.mjs")],
      env: () => ({ ...withServices, NODE_ENV: isDev ? "development" : "production" }),
      onHopeless: giveUp,
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
 * Starts the services process and resolves with what it says when it is ready; it keeps its port over restarts.
 * @param {NodeJS.ProcessEnv} base
 * @param {{stop: () => unknown}[]} running
 * @param {(why: string) => void} giveUp
 */
async function startServices(base, running, giveUp) {
  const { keepRunning } = await import("./child.mjs");
  let port = "0";
  const services = keepRunning({
    name: "The services process",
    args: ["--import", "tsx", join(root, "scripts", "services.ts")],
    env: () => ({ ...base, DOCTRINA_SERVICES_PORT: port }),
    onReady: (message) => {
      port = String(message.port);
    },
    onHopeless: giveUp,
  });
  running.push(services);
  return services.started.catch((error) => {
    throw new Trouble(`The school's services did not start: ${error.message}`);
  });
}

/**
 * Notes how the Convex command line reaches the school's backend; while it is being developed, pushes its functions.
 * @param {string} folder
 * @param {import("./data-folder.mjs").Secrets} secrets
 * @param {number} port
 * @param {{stop: () => unknown}[]} running
 */
async function openToCommandLine(folder, secrets, port, running) {
  const url = `http://127.0.0.1:${port}`;
  const file = join(folder, "convex-cli.env");
  // The port is another one at every start, and the key opens everything: nobody else may read it.
  rmSync(file, { force: true });
  writeFileSync(file, `CONVEX_SELF_HOSTED_URL=${url}\nCONVEX_SELF_HOSTED_ADMIN_KEY=${secrets.adminKey}\n`, {
    mode: 0o600,
  });
  if (!isDev) return;
  const { pushFunctions } = await import("./push-functions.mjs");
  say("Pushing the functions…");
  const pushing = pushFunctions(root, { url, adminKey: secrets.adminKey }, say);
  running.push(pushing);
  await pushing.started.catch((error) => {
    throw new Trouble(`The functions could not be pushed: ${error.message}`);
  });
}

/**
 * Writes the demo school on first start; what a stopped start left undone is done by the next.
 * @param {import("./settings.mjs").Settings} settings
 * @param {string} folder
 * @param {import("./data-folder.mjs").Secrets} secrets
 * @param {NodeJS.ProcessEnv} env
 * @param {any} ready
 * @param {{stop: () => unknown}[]} running
 */
async function seedOnce(settings, folder, secrets, env, ready, running) {
  const stamp = join(folder, "demo-school");
  if (!settings.hasDemo || settings.convexUrl || existsSync(stamp)) return;
  say("Writing the demo school (first start only)…");
  const seeding = runOnce(["--import", "tsx", join(root, "scripts", "seed-school.ts")], {
    ...env,
    DOCTRINA_ADMIN_KEY: secrets.adminKey,
    IDENTITY_ISSUER: ready?.issuer ?? "",
  });
  running.push(seeding);
  if (!(await seeding.isDone))
    throw new Trouble(
      "The demo school could not be written. Start again to continue, or start without it: DOCTRINA_DEMO=0 npm start",
    );
  writeFileSync(stamp, new Date().toISOString());
}

await orSayWhy(main);
