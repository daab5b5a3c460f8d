import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { open, type RootDatabase, type RootDatabaseOptions } from "lmdb";
import { breakSeal, readSeal, sealFile, sealOf } from "./seal";

/** The file that keeps something is not what it should be; the message says what a person can do. */
export class DamagedFileError extends Error {
  override readonly name = "DamagedFileError";
}

// Where LMDB's two head pages keep what is needed here, counted from the page's start.
const HEAD = { magic: 24, pageSize: 48, lastPage: 144, transaction: 152, length: 160, mark: 0xbeefc0de };

/**
 * Opens a file of LMDB that keeps what `keeps` says, and makes it when there is none. LMDB has no checksums of its own
 * and ends the whole process on a page that is not one: so a file is looked at first, and one that was closed carries a
 * seal by which every later change shows. Refuses with a `DamagedFileError`.
 */
export function openLmdbFile(file: string, keeps: string, options: RootDatabaseOptions) {
  checkWhole(file, keeps);
  const env: RootDatabase = open({ ...options, path: file });
  breakSeal(file);
  return {
    env,
    /** Closes the file and seals it. */
    async close(): Promise<void> {
      await env.flushed;
      await env.close();
      sealFile(file);
    },
  };
}

function checkWhole(file: string, keeps: string): void {
  const damaged = (how: string, more = "") =>
    new DamagedFileError(`${file} ${how}. It keeps ${keeps}. Restore the data folder from a backup.${more}`);
  const said = readSeal(file);
  // LMDB writes its heads as soon as it opens a file: one that was open is not empty either.
  const isEmptied = said === "unknown" && existsSync(sealOf(file)) && statSync(file).size === 0;
  if (said === "gone" || isEmptied) throw damaged(existsSync(file) ? "is empty" : "is missing");
  if (said === "changed") {
    const more = ` If you put this file there yourself, delete ${sealOf(file)} and start again.`;
    throw damaged("is damaged: it has changed since the school was closed", more);
  }
  const length = existsSync(file) ? lengthOf(file) : { has: 0, needs: 0 };
  if (length === null) throw damaged("is damaged");
  if (length.needs > length.has) throw damaged(`is cut off: it has ${length.has} of ${length.needs} bytes`);
}

/** The bytes that a file of LMDB has, and those it says of itself; null when its heads are no heads. An empty one is new. */
function lengthOf(file: string): { has: number; needs: number } | null {
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    if (size === 0) return { has: 0, needs: 0 };
    const readHead = (at: number): Buffer[] => {
      const page = Buffer.alloc(HEAD.length);
      readSync(handle, page, 0, HEAD.length, at);
      return page.readUInt32LE(HEAD.magic) === HEAD.mark ? [page] : [];
    };
    const first = readHead(0);
    const pageSize = first[0]?.readUInt32LE(HEAD.pageSize) ?? 4096;
    const heads = [...first, ...readHead(pageSize)];
    const age = (page: Buffer) => Number(page.readBigUInt64LE(HEAD.transaction));
    const newest = heads.sort((a, b) => age(b) - age(a))[0];
    return newest ? { has: size, needs: (Number(newest.readBigUInt64LE(HEAD.lastPage)) + 1) * pageSize } : null;
  } finally {
    closeSync(handle);
  }
}
