// Keeps one child process running. Node's own modules only.
import { spawn } from "node:child_process";

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
// A child that has run this long was well: the next restart is quick again.
const WELL_MS = 30_000;
const PATIENCE_MS = 10_000;
// A child that has failed so often in a row will fail again: starting it without end would only hide why.
const MOST_FAILURES = 8;

/** The pause before the next start of a child that has failed so many times in a row, in ms. */
export function pauseBeforeStart(/** @type {number} */ failures) {
  return failures === 0 ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
}

/**
 * Why a child that was never ready has ended, in a sentence.
 * @param {string} name
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function howItEnded(name, code, signal) {
  return `${name} ended before it was ready (${signal ?? `code ${code}`}).${hintOf(signal)}`;
}

/** What helps after an end that no program chooses, or nothing. */
function hintOf(/** @type {NodeJS.Signals | null} */ signal) {
  // The stores map their files into memory: a page that is not what it says ends the process at once.
  const isCrash = signal === "SIGSEGV" || signal === "SIGBUS" || signal === "SIGABRT";
  return isCrash ? " A file in the data folder is probably damaged: restore the folder from a backup." : "";
}

/**
 * Starts a child and starts it again whenever it dies, after longer and longer pauses. `started` resolves with what
 * the child says when it is ready for the first time, and rejects when it ends before that. `onHopeless` is told why
 * when the child has failed so often in a row that it is not started again; one that others kill has not failed.
 * @param {{name: string, args: string[], env: () => NodeJS.ProcessEnv, onReady?: (message: any) => void, onHopeless?: (why: string) => void, say?: (line: string) => void, pauseMs?: (failures: number) => number}} options
 */
export function keepRunning(options) {
  const say = options.say ?? ((line) => console.error(line));
  const pauseMs = options.pauseMs ?? pauseBeforeStart;
  /** @type {import("node:child_process").ChildProcess | null} */
  let child = null;
  /** @type {NodeJS.Timeout | null} */
  let timer = null;
  let isStopping = false;
  let wasReady = false;
  /** Ends in a row, by which the pauses grow, and those of them that were the child's own. */
  let ends = 0;
  let failures = 0;
  /** @type {(message: any) => void} */
  let resolveStarted = () => undefined;
  /** @type {(error: Error) => void} */
  let rejectStarted = () => undefined;
  const started = new Promise((resolve, reject) => {
    resolveStarted = resolve;
    rejectStarted = reject;
  });

  function start() {
    const since = Date.now();
    let reason = "";
    const mine = spawn(process.execPath, options.args, {
      env: options.env(),
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child = mine;
    mine.on("message", (/** @type {any} */ message) => {
      if (message?.type === "failed") reason = message.message;
      if (message?.type !== "ready") return;
      if (wasReady) say(`${options.name} is back.`);
      wasReady = true;
      options.onReady?.(message);
      resolveStarted(message);
    });
    mine.on("exit", (code, signal) => {
      child = null;
      if (isStopping) return;
      if (!wasReady) {
        rejectStarted(new Error(reason || howItEnded(options.name, code, signal)));
        return;
      }
      const wasWell = Date.now() - since > WELL_MS;
      ends = wasWell ? 1 : ends + 1;
      failures = (wasWell ? 0 : failures) + (signal === "SIGKILL" ? 0 : 1);
      const how = `${signal ?? `code ${code}`}${reason ? `: ${reason}` : ""}`;
      if (failures >= MOST_FAILURES) {
        const hint = reason ? "" : hintOf(signal);
        options.onHopeless?.(`${options.name} ended ${failures} times in a row (${how}).${hint}`);
        return;
      }
      const pause = pauseMs(ends);
      say(`${options.name} ended (${how}); starting it again in ${pause} ms.`);
      timer = setTimeout(start, pause);
    });
  }
  start();

  return {
    started,
    /** The process number of the child as of now, or null between two starts. */
    pid: () => child?.pid ?? null,
    /** Ends the child: politely, then by force. */
    async stop() {
      isStopping = true;
      if (timer) clearTimeout(timer);
      const last = child;
      if (!last || last.exitCode !== null) return;
      const ended = new Promise((resolve) => last.once("exit", resolve));
      last.kill("SIGTERM");
      const force = setTimeout(() => last.kill("SIGKILL"), PATIENCE_MS);
      await ended;
      clearTimeout(force);
    },
  };
}
