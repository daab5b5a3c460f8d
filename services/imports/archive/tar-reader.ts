import { ImportFailure } from "../import-failure";

/** What an archive may be at most; more is refused before it is unpacked. */
export type ArchiveLimits = {
  /** Files and folders. */
  entries: number;
  /** Bytes of one file, and of all of them together. */
  fileBytes: number;
  totalBytes: number;
  /** Unpacked bytes for each packed one, looked at once more than `ratioAfterBytes` have come out. */
  ratio: number;
  ratioAfterBytes: number;
};

export const usualLimits: ArchiveLimits = {
  // A course of 2,000 lessons comes as about three files a lesson.
  entries: 9_000,
  fileBytes: 200 * 1024 * 1024,
  totalBytes: 512 * 1024 * 1024,
  ratio: 200,
  ratioAfterBytes: 8 * 1024 * 1024,
};

export type TarEntry = { path: string; bytes: number };
/** Takes one file's bytes piece by piece, then hears that it is complete. Null passes the file over. */
export type TarSink = { take(piece: Uint8Array): void; done(): void } | null;

const block = 512;
const largestHeader = 64 * 1024;

/**
 * Reads a tar (ustar, pax and GNU long names) as its bytes arrive and writes nothing anywhere: `open` says for each file
 * who takes its bytes. Refuses paths that leave the archive, links, devices, wrong checksums and whatever is too much.
 */
export function tarReader(limits: ArchiveLimits, open: (entry: TarEntry) => TarSink) {
  let pending = new Uint8Array(0);
  let entries = 0;
  let seen = 0;
  let isOver = false;
  let longPath: string | null = null;
  let paxSize: number | null = null;
  let current: { left: number; padding: number; sink: TarSink } | null = null;

  function header(bytes: Uint8Array): void {
    if (bytes.every((byte) => byte === 0)) {
      isOver = true;
      return;
    }
    if (!hasGoodChecksum(bytes)) throw new ImportFailure("archive_damaged", `entry ${entries + 1}`);
    const kind = String.fromCharCode(bytes[156] ?? 0);
    const size = paxSize !== null && !"xgLK".includes(kind) ? paxSize : number(bytes, 124, 12);
    if (kind === "x" || kind === "g" || kind === "L" || kind === "K") {
      if (size > largestHeader) throw new ImportFailure("archive_damaged", "long header");
      begin(
        size,
        collected(size, (text) => extended(kind, text)),
      );
      return;
    }
    const path = longPath ?? pathOf(bytes);
    longPath = null;
    paxSize = null;
    entries += 1;
    if (entries > limits.entries) throw new ImportFailure("archive_many");
    const name = safePath(path);
    switch (kind) {
      case "5":
        begin(size, null);
        return;
      case "0":
      case "\0":
      case "7":
        if (size > limits.fileBytes) throw new ImportFailure("archive_file_large", name);
        seen += size;
        if (seen > limits.totalBytes) throw new ImportFailure("archive_large");
        begin(size, path.endsWith("/") ? null : open({ path: name, bytes: size }));
        return;
      case "1":
      case "2":
        throw new ImportFailure("archive_link", name);
      default:
        throw new ImportFailure("archive_device", name);
    }
  }

  function begin(size: number, sink: TarSink): void {
    current = { left: size, padding: (block - (size % block)) % block, sink };
    if (size === 0) finish();
  }
  function finish(): void {
    const sink = current?.sink;
    if (current && current.padding === 0) current = null;
    sink?.done();
  }
  function extended(kind: string, text: string): void {
    if (kind === "L") longPath = text.replace(/\0.*$/s, "");
    if (kind !== "x") return;
    const records = paxRecords(text);
    if (records.path !== undefined) longPath = records.path;
    if (records.linkpath !== undefined) throw new ImportFailure("archive_link", records.linkpath);
    if (records.size !== undefined) paxSize = Number(records.size);
    if (paxSize !== null && !(Number.isSafeInteger(paxSize) && paxSize >= 0))
      throw new ImportFailure("archive_damaged", "size");
  }

  return {
    push(piece: Uint8Array): void {
      let bytes = piece;
      if (pending.length > 0) {
        bytes = new Uint8Array(pending.length + piece.length);
        bytes.set(pending);
        bytes.set(piece, pending.length);
        pending = new Uint8Array(0);
      }
      let at = 0;
      while (at < bytes.length && !isOver) {
        if (current && current.left > 0) {
          const taken = bytes.subarray(at, at + current.left);
          at += taken.length;
          current.left -= taken.length;
          current.sink?.take(taken);
          if (current.left === 0) finish();
        } else if (current && current.padding > 0) {
          const skipped = Math.min(current.padding, bytes.length - at);
          at += skipped;
          current.padding -= skipped;
          if (current.padding === 0) current = null;
        } else if (bytes.length - at >= block) {
          current = null;
          header(bytes.subarray(at, at + block));
          at += block;
        } else {
          pending = bytes.slice(at);
          return;
        }
      }
    },
    /** Says that no more bytes come; refuses an archive that ends in the middle. */
    end(): void {
      if (current && current.left > 0) throw new ImportFailure("archive_damaged", "ends in a file");
      if (!isOver) throw new ImportFailure("archive_damaged", "no end");
    },
    /** Whether the archive's own end was reached; what follows is not looked at. */
    isOver: () => isOver,
  };
}

function collected(size: number, use: (text: string) => void): TarSink {
  const whole = new Uint8Array(size);
  let at = 0;
  return {
    take(piece) {
      whole.set(piece, at);
      at += piece.length;
    },
    done: () => use(new TextDecoder().decode(whole)),
  };
}

function text(bytes: Uint8Array, at: number, length: number): string {
  const field = bytes.subarray(at, at + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}

function number(bytes: Uint8Array, at: number, length: number): number {
  const octal = text(bytes, at, length).trim();
  if (!/^[0-7]{1,12}$/.test(octal)) throw new ImportFailure("archive_damaged", "size");
  return parseInt(octal, 8);
}

function pathOf(bytes: Uint8Array): string {
  const name = text(bytes, 0, 100);
  const prefix = text(bytes, 257, 5) === "ustar" ? text(bytes, 345, 155) : "";
  return prefix ? `${prefix}/${name}` : name;
}

function hasGoodChecksum(bytes: Uint8Array): boolean {
  const said = parseInt(text(bytes, 148, 8).trim(), 8);
  let sum = 0;
  for (let at = 0; at < block; at++) sum += at >= 148 && at < 156 ? 32 : (bytes[at] ?? 0);
  return said === sum;
}

function paxRecords(source: string): Record<string, string | undefined> {
  const records: Record<string, string | undefined> = {};
  for (const line of source.split("\n")) {
    const match = /^\d+ ([^=]+)=(.*)$/s.exec(line);
    if (match?.[1] && match[2] !== undefined) records[match[1]] = match[2];
  }
  return records;
}

/** A path inside the archive, without "./"; refuses one that would lead out of it. */
export function safePath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "." && part !== "");
  const leaves = path.startsWith("/") || path.includes("\\") || path.includes("\0") || /^[a-z]:/i.test(path);
  if (leaves || parts.includes("..") || path.length > 1_000)
    throw new ImportFailure("archive_path", path.slice(0, 200));
  return parts.join("/");
}
