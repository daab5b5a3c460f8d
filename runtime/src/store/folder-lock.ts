import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Holder = { pid: number; started: string };

/** The folder is in use by another process, or by another part of this one. */
export class FolderInUseError extends Error {
  override readonly name = "FolderInUseError";
}

/** When a process began, so that a reused process number is not taken for the old process; empty where the system does not say. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch (error) {
    if (isMissing(error)) return "";
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH");
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (isMissing(error)) return false;
  }
  const started = startedAt(holder.pid);
  return started === "" || holder.started === "" || started === holder.started;
}

function readHolder(file: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(file, "utf8")) as Partial<Holder>;
    return typeof holder.pid === "number" ? { pid: holder.pid, started: String(holder.started ?? "") } : null;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Takes the folder for this process and returns the way to give it back.
 * A lock left by a process that has ended is taken over; a living holder is a FolderInUseError that names it.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, "lock");
  const mine = JSON.stringify({ pid: process.pid, started: startedAt(process.pid) } satisfies Holder);
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, mine, { flag: "wx", mode: 0o600 });
      break;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST") || attempt > 2) throw error;
      const holder = readHolder(file);
      if (holder !== null && isAlive(holder)) {
        throw new FolderInUseError(
          `The data folder ${folder} is already in use by process ${holder.pid}. Stop that process first, or choose another folder.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  return () => rmSync(file, { force: true });
}
