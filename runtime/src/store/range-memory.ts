import type { Pair, Snapshot, Span } from "./key-value-store";

/** A range with more pairs, or more bytes in its borders and pairs, is read again each time. */
const mostPairs = 4;
const mostBytes = 1024;
/** So many ranges are remembered, so that no more than some megabytes are held. */
const mostRanges = 2_000;

/**
 * What short ranges of one snapshot hold. Functions ask for the same few again and again (who calls, where they are enrolled), and
 * setting a cursor for each costs more than the rest of such a query. A snapshot does not change, so nothing here can be old.
 */
export class RangeMemory {
  readonly #snapshot: Snapshot;
  readonly #known = new Map<string, readonly Pair[]>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  range(span: Span): Iterator<Pair, undefined> {
    if (span.from.length + span.to.length > mostBytes) return this.#snapshot.range(span);
    const name = nameOf(span);
    const known = this.#known.get(name);
    if (known !== undefined) return new KnownPairs(known);
    return new Remembering(this.#snapshot.range(span), (pairs) => this.#keep(name, pairs));
  }

  #keep(name: string, pairs: readonly Pair[]): void {
    let bytes = name.length;
    for (const { key, value } of pairs) bytes += key.length + value.length;
    if (bytes > mostBytes) return;
    // Whatever is asked for often is soon there again.
    if (this.#known.size >= mostRanges) this.#known.clear();
    this.#known.set(name, pairs);
  }
}

function nameOf({ from, to, reverse }: Span): string {
  return `${reverse ? "<" : ">"}${from.length} ${letters(from)}${letters(to)}`;
}

/** One for each byte. */
function letters(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}

const ended: IteratorReturnResult<undefined> = { done: true, value: undefined };

class KnownPairs implements Iterator<Pair, undefined> {
  #at = 0;

  constructor(readonly pairs: readonly Pair[]) {}

  next(): IteratorResult<Pair, undefined> {
    const value = this.pairs[this.#at];
    if (value === undefined) return ended;
    this.#at += 1;
    return { done: false, value };
  }

  return(): IteratorResult<Pair, undefined> {
    this.#at = this.pairs.length;
    return ended;
  }
}

/** Pairs on their way; if they are few and all are asked for, they are kept. */
class Remembering implements Iterator<Pair, undefined> {
  #seen: Pair[] | null = [];

  constructor(
    readonly pairs: Iterator<Pair, undefined>,
    readonly keep: (pairs: readonly Pair[]) => void,
  ) {}

  next(): IteratorResult<Pair, undefined> {
    const step = this.pairs.next();
    const seen = this.#seen;
    if (seen === null) return step;
    if (step.done === true) {
      this.keep(seen);
      this.#seen = null;
    } else if (seen.length === mostPairs) this.#seen = null;
    else seen.push(step.value);
    return step;
  }

  return(): IteratorResult<Pair, undefined> {
    this.#seen = null;
    this.pairs.return?.();
    return ended;
  }
}
