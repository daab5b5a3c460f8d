import { concernOf, rankText, textLimits, type TextQuery } from "../search/text-query";
import { DamagedStoreError } from "../store/key-value-store";
import { afterPrefix, bytesAfter, compareBytes, joinBytes, noBytes } from "../values/bytes";
import { parseDocument, type Fields } from "../values/documents";
import { encodeId, internalIdLength } from "../values/ids";
import type { TableInfo } from "./catalog";
import type { StoredDocument } from "./database";
import { documentKey, keyHead } from "./keys";
import type { QueryPlan } from "./query-plan";
import type { OpenRange, ReadLog } from "./read-log";
import type { Meter } from "./usage";
import type { View, Walk } from "./view";

/** The scans of a transaction that nobody has finished, and whether it has ended itself. */
export class OpenScans {
  readonly #scans = new Set<Scan>();
  #ended = false;

  check(): void {
    if (this.#ended)
      throw new Error("This transaction has ended: a read or write was made after its function returned");
  }

  add(scan: Scan): Scan {
    this.#scans.add(scan);
    return scan;
  }

  stopped(scan: Scan): void {
    this.#scans.delete(scan);
  }

  end(): void {
    this.#ended = true;
    for (const scan of this.#scans) scan.stop();
  }
}

/** A walk over the results of a text search: their places, each under a head as long as a key's. */
class SearchWalk implements Walk {
  readonly #view: View;
  readonly #text: TextQuery;
  readonly #plan: QueryPlan;
  #found: Iterator<Uint8Array, undefined> | null = null;
  #count = 0;

  constructor(view: View, text: TextQuery, plan: QueryPlan) {
    this.#view = view;
    this.#text = text;
    this.#plan = plan;
  }

  next(): Uint8Array | null {
    const { from, to, isPage } = this.#plan;
    const found = (this.#found ??= rankText(this.#view, this.#text));
    for (let step = found.next(); !step.done; step = found.next()) {
      const place = step.value;
      if (++this.#count > textLimits.results) {
        if (isPage === true) return null;
        throw new Error(
          `Search query scanned too many documents (fetched ${textLimits.results}). Consider using a smaller limit, paginating the query, or using a filter field to limit pagination size.`,
        );
      }
      if (compareBytes(place, from) < 0) continue;
      if (to !== null && compareBytes(place, to) >= 0) return null;
      return joinBytes(new Uint8Array(keyHead), place);
    }
    return null;
  }

  stop(): void {
    this.#found?.return?.();
  }
}

type Row = { readonly entry: Uint8Array; readonly internal: Uint8Array; readonly json: string; fields: Fields | null };

/** A document's text; damage is told with the document's name. */
export function readText(view: View, table: TableInfo, internal: Uint8Array): string | null {
  try {
    return view.get(documentKey(table.number, internal));
  } catch (error) {
    if (!(error instanceof DamagedStoreError)) throw error;
    const id = encodeId(table.number, internal);
    throw new DamagedStoreError(`Document ${id} of table ${table.name} is damaged. ${error.message}`, { cause: error });
  }
}

/** A query being read row by row; what it records grows with each row, and no further. */
export class Scan {
  readonly #plan: QueryPlan;
  readonly #view: View;
  readonly #meter: Meter;
  readonly #walk: Walk | null;
  readonly #range: OpenRange;
  readonly #owner: OpenScans;
  readonly #counts: number[];
  #done: boolean;

  constructor(plan: QueryPlan, view: View, meter: Meter, reads: ReadLog, owner: OpenScans) {
    this.#plan = plan;
    this.#view = view;
    this.#meter = meter;
    this.#owner = owner;
    this.#counts = plan.steps.map(() => 0);
    const { base, from, to, reverse } = plan;
    this.#done = plan.steps.some(({ limit }) => limit !== null && limit <= 0);
    if (plan.text !== undefined) {
      for (const concerned of concernOf(plan.text)) reads.open(plan.index, concerned.from, concerned.to);
      this.#range = { index: plan.index, from: noBytes, to: noBytes, through: null };
      this.#walk = new SearchWalk(view, plan.text, plan);
      return;
    }
    // Nothing has been read yet: the range starts empty at the end where reading begins.
    this.#range = reverse ? reads.open(plan.index, to ?? noBytes, to) : reads.open(plan.index, from, from);
    if (reverse && to === null) this.#range.to = noBytes;
    this.#walk =
      plan.table === undefined
        ? null
        : view.walk({
            from: joinBytes(base, from),
            to: to === null ? afterPrefix(base)! : joinBytes(base, to),
            reverse,
          });
  }

  /** The next row of the source, before any filter; null at the end. */
  row(): Row | null {
    this.#owner.check();
    if (this.#done) return null;
    for (;;) {
      const entry = this.#nextEntry();
      if (entry === null) return null;
      const row = this.#read(entry);
      if (this.#plan.belongs === null || this.#plan.belongs(fieldsOf(row), row.internal)) return row;
    }
  }

  /** Whether the query's steps let the row through; a limit that is reached ends the scan. */
  keeps(row: Row): boolean {
    const { steps } = this.#plan;
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i]!;
      if (step.passes === null) {
        if (++this.#counts[i]! >= step.limit) this.#done = true;
      } else if (!step.passes(fieldsOf(row))) return false;
    }
    return true;
  }

  document(row: Row): StoredDocument {
    const table = this.#plan.table!;
    return { id: encodeId(table.number, row.internal), table: table.name, json: row.json };
  }

  /** Whether another entry follows; what that depends on is recorded. */
  hasMore(): boolean {
    return !this.#done && this.#nextEntry() !== null;
  }

  stop(): void {
    this.#done = true;
    this.#walk?.stop();
    this.#owner.stopped(this);
  }

  #nextEntry(): Uint8Array | null {
    const key = this.#walk?.next() ?? null;
    const { from, to, reverse } = this.#plan;
    if (key === null) {
      this.#done = true;
      this.#range.from = from;
      this.#range.to = to;
      this.#range.through = null;
      return null;
    }
    const entry = bytesAfter(key, keyHead);
    if (reverse) {
      this.#range.from = entry;
      this.#range.to = to;
    } else this.#range.through = entry;
    return entry;
  }

  #read(entry: Uint8Array): Row {
    const internal = bytesAfter(entry, entry.length - internalIdLength);
    const table = this.#plan.table!;
    const json = readText(this.#view, table, internal);
    if (json === null)
      throw new DamagedStoreError(`Index ${this.#plan.index} names a document that is not there: the data is damaged`);
    this.#meter.readRow(json.length);
    return { entry, internal, json, fields: null };
  }
}

function fieldsOf(row: Row): Fields {
  return (row.fields ??= parseDocument(row.json));
}

/** The rows of a scan that its steps let through. */
export class Stream implements Iterator<StoredDocument> {
  readonly #scan: Scan;

  constructor(scan: Scan) {
    this.#scan = scan;
  }

  next(): IteratorResult<StoredDocument> {
    for (;;) {
      const row = this.#scan.row();
      if (row === null) {
        this.#scan.stop();
        return { done: true, value: undefined };
      }
      if (this.#scan.keeps(row)) return { done: false, value: this.#scan.document(row) };
    }
  }

  return(): IteratorResult<StoredDocument> {
    this.#scan.stop();
    return { done: true, value: undefined };
  }
}
