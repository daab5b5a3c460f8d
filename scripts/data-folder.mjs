// The folder in which an embedded school keeps everything. Node's own modules only: this runs before anything is installed.
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Trouble } from "./trouble.mjs";

/**
 * @typedef {object} Secrets
 * @property {string} schoolId names this school in the issuer of its tokens
 * @property {string} adminKey opens the runtime's administration
 * @property {string} bootstrapToken makes the first admin
 * @property {string} cookieSecret signs the identity service's cookies
 * @property {string} webhookSecret signs the identity service's webhooks
 * @property {string} mailKey lets the school's own parts hand over mail
 * @property {string} mailWebhookSecret signs the mail service's webhooks
 * @property {string} mailLinkSecret signs the links by which letters are ended
 * @property {string} outboxKey opens the outbox from another machine
 * @property {string} searchAdminKey lets the school's own parts change what is searched
 * @property {string} searchKey lets the school's own parts make keys for those who search
 * @property {string} videoTokenId names the school's own parts to the video service
 * @property {string} videoTokenSecret proves that name
 * @property {string} videoWebhookSecret signs the video service's webhooks
 */

const NAMES = ["schoolId", "adminKey", "bootstrapToken", "cookieSecret", "webhookSecret", "mailKey", "outboxKey"];
/** What a school that began before these parts were there does not have yet. */
const LATER = [
  "searchAdminKey",
  "searchKey",
  "videoTokenId",
  "videoTokenSecret",
  "videoWebhookSecret",
  "mailWebhookSecret",
  "mailLinkSecret",
];

/** @returns {Secrets} */
function newSecrets() {
  const random = (/** @type {number} */ bytes) => randomBytes(bytes).toString("base64url");
  return {
    schoolId: randomBytes(6).toString("hex"),
    adminKey: `doctrina|${random(32)}`,
    bootstrapToken: randomBytes(15).toString("hex"),
    cookieSecret: random(48),
    webhookSecret: `whsec_${randomBytes(32).toString("base64")}`,
    mailKey: `re_${random(24)}`,
    mailWebhookSecret: `whsec_${randomBytes(32).toString("base64")}`,
    mailLinkSecret: random(48),
    outboxKey: random(18),
    searchAdminKey: randomBytes(16).toString("hex"),
    searchKey: randomBytes(16).toString("hex"),
    videoTokenId: randomBytes(16).toString("hex"),
    videoTokenSecret: random(32),
    videoWebhookSecret: random(32),
  };
}

/** A sum over the secrets: a letter that a bad disk changed would lock everybody out, and nobody would know why. */
function checkOf(/** @type {object} */ secrets) {
  return createHash("sha256")
    .update(JSON.stringify(Object.entries(secrets).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest("hex")
    .slice(0, 16);
}

/** Writes the secrets so that they are whole or not there at all. */
function writeSecrets(/** @type {string} */ file, /** @type {object} */ secrets) {
  const draft = `${file}.new`;
  writeFileSync(draft, JSON.stringify({ ...secrets, check: checkOf(secrets) }, null, 2), { mode: 0o600 });
  renameSync(draft, file);
}

/** Makes a folder, one level at a time: Node's own `recursive` never comes back from a place such as /proc. */
function makeFolder(/** @type {string} */ folder) {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Somebody else was quicker.
    if (!existsSync(folder)) throw error;
  }
}

/** Makes the data folder when it is not there, open to its owner's account alone; returns its full path. */
export function openDataFolder(/** @type {string} */ path) {
  const folder = resolve(path);
  try {
    makeFolder(folder);
    if (!statSync(folder).isDirectory()) throw new Error("it is a file");
    chmodSync(folder, 0o700);
  } catch (error) {
    throw new Trouble(
      `The data folder ${folder} cannot be used (${messageOf(error)}). Choose another one with DOCTRINA_DATA_DIR.`,
    );
  }
  return folder;
}

/**
 * Reads the school's secrets, and makes them on first use (0600); `say` is told when a school that has begun lost them.
 * @param {string} folder
 * @param {(line: string) => void} say
 * @returns {Secrets}
 */
export function openSecrets(folder, say = console.error) {
  const file = join(folder, "secrets.json");
  if (!existsSync(file)) {
    if (existsSync(join(folder, "convex")) || existsSync(join(folder, "identity")))
      say(
        `${file} was missing and has new secrets now: everybody signs in again, and links in old letters have ended.`,
      );
    writeSecrets(file, newSecrets());
  }
  let read;
  try {
    read = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Trouble(
      `The file ${file} cannot be read (${messageOf(error)}). It holds the keys to this school's data: restore it from a backup, or start a new school with another DOCTRINA_DATA_DIR.`,
    );
  }
  let { check, ...secrets } = Object(read);
  const missing = NAMES.filter((name) => typeof secrets[name] !== "string" || secrets[name].length < 8);
  if (missing.length > 0) {
    throw new Trouble(
      `The file ${file} is incomplete (no ${missing.join(", ")}). Restore it from a backup, or start a new school with another DOCTRINA_DATA_DIR.`,
    );
  }
  if (check !== undefined && check !== checkOf(secrets)) {
    throw new Trouble(
      `The file ${file} is not as it was written. It holds the keys to this school's data: restore it from a backup. If you changed it yourself, delete its line "check" and start again.`,
    );
  }
  if (check === undefined || LATER.some((name) => secrets[name] === undefined)) {
    secrets = { ...newSecrets(), ...secrets };
    writeSecrets(file, secrets);
  }
  chmodSync(file, 0o600);
  return secrets;
}

/** When a process began, so that a reused process number is not taken for the old one; empty where the system does not say. */
function startedAt(/** @type {number} */ pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isAlive(/** @type {{pid: number, started: string}} */ holder) {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH") return false;
  }
  const started = startedAt(holder.pid);
  return started === "" || holder.started === "" || started === holder.started;
}

/** Takes the data folder for this process; throws when another one has it. Returns the way to give it back. */
export function lockDataFolder(/** @type {string} */ folder) {
  const file = join(folder, "school.lock");
  const mine = JSON.stringify({ pid: process.pid, started: startedAt(process.pid) });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: "wx", mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    }
    let holder = null;
    try {
      holder = JSON.parse(readFileSync(file, "utf8"));
    } catch {
      // Half-written by a process that ended while taking it: nobody's.
    }
    if (holder && isAlive(holder)) {
      throw new Trouble(
        `This school is already running (process ${holder.pid}, data in ${folder}). Stop it first, or start another school with its own DOCTRINA_DATA_DIR and PORT.`,
      );
    }
    rmSync(file, { force: true });
  }
  throw new Trouble(`The data folder ${folder} could not be taken: something else keeps taking it.`);
}

function messageOf(/** @type {unknown} */ error) {
  return error instanceof Error ? error.message : String(error);
}
