import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";

/** The file that keeps something is not what it should be; the message says what a person can do. */
export class DamagedFileError extends Error {
  override readonly name = "DamagedFileError";
}

// Where LMDB's two head pages keep what is needed here, counted from the page's start.
const HEAD = { magic: 24, pageSize: 48, lastPage: 144, transaction: 152, length: 160, mark: 0xbeefc0de };

/**
 * Refuses a file that LMDB would end the whole process on: one whose heads are no heads, or that is shorter than it
 * says of itself. A file that is not there, or empty, is a new one.
 */
export function checkLmdbFile(file: string): void {
  if (!existsSync(file)) return;
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    if (size === 0) return;
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
    if (!newest) throw new DamagedFileError(`${file} is damaged. Restore it from a backup.`);
    const needed = (Number(newest.readBigUInt64LE(HEAD.lastPage)) + 1) * pageSize;
    if (needed > size) {
      throw new DamagedFileError(`${file} is cut off: it has ${size} of ${needed} bytes. Restore it from a backup.`);
    }
  } finally {
    closeSync(handle);
  }
}
