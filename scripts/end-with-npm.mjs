// npm passes a signal on to the shell between, which does not. Node's own modules only.

const LOOK_EVERY_MS = 1_000;
/** Asked for at once: npm may be gone by the time that somebody wants to know. */
const parent = process.ppid;

/**
 * Calls `end` when whoever has started this process for npm is no more: whoever stops `npm start` means the school, and
 * not one that goes on with nobody to stop it. A process that npm has not started may outlive its parent.
 */
export function endWithNpm(/** @type {() => void} */ end) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, LOOK_EVERY_MS);
  timer.unref();
}
