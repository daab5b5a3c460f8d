import { open, rename, statfs, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { randomName } from "./store";

/** The beginning of the names of files and folders that are still being written; a start sweeps those that were left. */
export const WORK_PREFIX = "work-";

/** Where a work folder says which process works in it. */
export const PID_FILE = "tool.pid";

/** Makes a finished file this account's alone, and resolves when the disk has it. */
export async function keepFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.chmod(0o600);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Resolves when the disk knows what is in the folder. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Writes a small file whole or not at all. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${dirname(path)}/${WORK_PREFIX}${randomName(12)}`;
  await writeFile(draft, content, { mode: 0o600 });
  await keepFile(draft);
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** Whether the disk has room for so many bytes more and `reserve` besides. */
export async function hasRoom(folder: string, bytes: number, reserve: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize - bytes >= reserve;
}

/** Whether writing failed because the disk is full. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && ["ENOSPC", "EDQUOT"].includes((error as NodeJS.ErrnoException).code ?? "");

/** Whether something is not there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === "ENOENT";
