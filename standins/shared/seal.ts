import { createHash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync, statSync, writeFileSync } from "node:fs";

/** The file beside a kept one that says how it was left. */
export const sealOf = (file: string): string => `${file}-seal`;

/**
 * What a file's seal says of it: it is as it was when it was closed, has changed since, or is no longer there (or
 * empty). "unknown" where there is no seal, and after a process that was killed.
 */
export function readSeal(file: string): "sound" | "changed" | "gone" | "unknown" {
  const seal = sealOf(file);
  if (!existsSync(seal)) return "unknown";
  if (!existsSync(file)) return "gone";
  const [, digest] = /^closed ([0-9a-f]{64})\n$/.exec(readFileSync(seal, "utf8")) ?? [];
  if (digest === undefined) return "unknown";
  if (digest === digestOf(file)) return "sound";
  return statSync(file).size === 0 ? "gone" : "changed";
}

/** Breaks the seal: from now on the file changes. */
export const breakSeal = (file: string): void => write(sealOf(file), "open");

/** Seals a file that has been closed. */
export const sealFile = (file: string): void => write(sealOf(file), `closed ${digestOf(file)}`);

/** On the disk before anything else happens: an older seal that came back after a power cut would accuse a sound file. */
function write(seal: string, says: string): void {
  const handle = openSync(seal, "w", 0o600);
  try {
    writeFileSync(handle, `${says}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function digestOf(file: string): string {
  const hash = createHash("sha256");
  const piece = Buffer.alloc(1 << 20);
  const handle = openSync(file, "r");
  try {
    for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece))
      hash.update(piece.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  return hash.digest("hex");
}
