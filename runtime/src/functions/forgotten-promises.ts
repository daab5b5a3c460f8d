import { inspect } from "node:util";

/** Names that the scripts of projects are loaded under. */
const projectScript = /\bconvex-(isolate|node)-\d+\.js:/;

const listeners = new Set<(line: string) => void>();

function heard(reason: unknown): void {
  const isOfProject = reason instanceof Error && projectScript.test(reason.stack ?? "");
  if (!isOfProject) {
    // Not ours to swallow: it ends the process as it would without this listener.
    if (process.listenerCount("unhandledRejection") === 1) throw reason;
    return;
  }
  for (const listener of listeners) listener(`A promise that no function awaited was rejected: ${inspect(reason)}`);
}

/**
 * A promise that a function forgets to await may fail after the function has ended. That is told in the log and does not
 * end the server. Returns the way to stop.
 */
export function survivePromisesNobodyAwaits(log: (line: string) => void): () => void {
  if (listeners.size === 0) process.on("unhandledRejection", heard);
  listeners.add(log);
  return () => {
    listeners.delete(log);
    if (listeners.size === 0) process.off("unhandledRejection", heard);
  };
}
