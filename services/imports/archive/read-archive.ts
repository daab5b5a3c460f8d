import { Gunzip } from "fflate";
import { ImportFailure } from "../import-failure";
import { gzipCheck } from "./gzip-check";
import { tarReader, usualLimits, type ArchiveLimits, type TarEntry, type TarSink } from "./tar-reader";

/** Small enough that even the tightest packing cannot flood memory between two looks at the limits. */
const step = 16 * 1024;

/**
 * Reads a .tar.gz (or a plain .tar) from its bytes as they arrive. `open` says for each file who takes its bytes.
 * Refuses what is no archive, is damaged, hostile or larger than the limits, as soon as that shows. True when it was
 * read to its end.
 */
export async function readArchive(
  chunks: AsyncIterable<Uint8Array>,
  open: (entry: TarEntry) => TarSink,
  limits: ArchiveLimits = usualLimits,
  /** Awaited between pieces, so that files that are complete can be passed on before more arrive. False: read no more. */
  goesOn: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<boolean> {
  const tar = tarReader(limits, open);
  let packed = 0;
  let unpacked = 0;
  let takes: ((piece: Uint8Array, isLast: boolean) => void) | null = null;

  const intoTar = (piece: Uint8Array) => {
    unpacked += piece.length;
    if (unpacked > limits.ratioAfterBytes && unpacked > packed * limits.ratio) throw new ImportFailure("archive_bomb");
    if (unpacked > limits.totalBytes + limits.entries * 2_048) throw new ImportFailure("archive_large");
    tar.push(piece);
  };
  const begin = (first: Uint8Array) => {
    if (first[0] === 0x1f && first[1] === 0x8b) {
      const check = gzipCheck();
      const gunzip = new Gunzip((piece) => {
        check.unpacked(piece);
        intoTar(piece);
      });
      gunzip.onmember = () => check.nextMember();
      return (piece: Uint8Array, isLast: boolean) => {
        check.packed(piece);
        inflated(() => gunzip.push(piece, isLast));
        if (isLast && !check.isWhole()) throw new ImportFailure("archive_damaged", "checksum");
      };
    }
    if (new TextDecoder().decode(first.subarray(257, 262)) !== "ustar") throw new ImportFailure("not_archive");
    return (piece: Uint8Array) => intoTar(piece);
  };

  let held: Uint8Array | null = null;
  for await (const chunk of withWholeStart(chunks)) {
    for (let at = 0; at < chunk.length; at += step) {
      if (held) {
        takes = feed(takes, begin, held, false);
        if (!(await goesOn())) return false;
      }
      held = chunk.subarray(at, at + step);
      packed += held.length;
    }
  }
  if (!held) throw new ImportFailure("not_archive");
  feed(takes, begin, held, true);
  tar.end();
  return goesOn();
}

/** The same bytes, the first piece long enough to tell what they are. */
async function* withWholeStart(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | null = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (start === null) {
      yield chunk;
      continue;
    }
    const longer: Uint8Array = new Uint8Array(start.length + chunk.length);
    longer.set(start);
    longer.set(chunk, start.length);
    start = longer;
    if (start.length < 512) continue;
    yield start;
    start = null;
  }
  if (start !== null && start.length > 0) yield start;
}

type Takes = (piece: Uint8Array, isLast: boolean) => void;
function feed(takes: Takes | null, begin: (first: Uint8Array) => Takes, piece: Uint8Array, isLast: boolean): Takes {
  const ready = takes ?? begin(piece);
  ready(piece, isLast);
  return ready;
}

/** What the inflater throws says that the file is damaged; our own refusals pass. */
function inflated(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof ImportFailure) throw error;
    throw new ImportFailure("archive_damaged", error instanceof Error ? error.message : "");
  }
}
