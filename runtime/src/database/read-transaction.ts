import { decodeId, encodeId, internalIdLength } from "../values/ids";
import { afterKey, afterPrefix, bytesAfter, compareBytes, joinBytes, noBytes } from "../values/bytes";
import { parseDocument, type Fields } from "../values/documents";
import { DamagedStoreError } from "../store/key-value-store";
import type {
  Access,
  KeyRange,
  Page,
  PageRequest,
  QueryJson,
  Reader,
  ReadSet,
  StoredDocument,
  TableSummary,
} from "./database";
import { isSystemTable, type Catalog, type TableInfo } from "./catalog";
import { countKey, documentKey, keyHead } from "./keys";
import type { CursorCodec, Position } from "./page-cursor";
import { checkTableAccess, planQuery, type QueryPlan } from "./query-plan";
import { rankText, concernOf, textLimits, type TextQuery } from "../search/text-query";
import { componentOfTable, fullName, shortTableName } from "./table-names";
import { Meter, type Usage } from "./usage";
import type { View, Walk } from "./view";

/** How far a page may read when its caller sets no limit of its own; beyond, it asks to be split. */
const softPageLimits = { rows: 16_000, bytes: 8 << 20 };

/** A range being read; `through` is the last key read so far, when that is not the end. */
type OpenRange = { readonly index: string; from: Uint8Array; to: Uint8Array | null; through: Uint8Array | null };

/** What was read, in ranges that grow while a query is read. */
export class ReadLog {
  readonly #ranges: OpenRange[] = [];

  open(index: string, from: Uint8Array, to: Uint8Array | null): OpenRange {
    const range = { index, from, to, through: null };
    this.#ranges.push(range);
    return range;
  }

  readSet(): ReadSet {
    return this.#ranges
      .map(({ index, from, to, through }): KeyRange => ({ index, from, to: through === null ? to : afterKey(through) }))
      .filter(({ from, to }) => to === null || compareBytes(from, to) < 0);
  }
}

/** Reads one view of the data: a durable snapshot for queries, with the newer writes over it for mutations. */
export class ReadTransaction implements Reader {
  readonly ts: bigint;
  protected readonly view: View;
  protected readonly reads: ReadLog;
  protected readonly meter: Meter;
  readonly #cursors: CursorCodec;
  readonly #catalog: () => Catalog;
  readonly #scans = new OpenScans();

  constructor(options: {
    ts: bigint;
    view: View;
    catalog: () => Catalog;
    cursors: CursorCodec;
    reads?: ReadLog;
    meter?: Meter;
  }) {
    this.ts = options.ts;
    this.view = options.view;
    this.#catalog = options.catalog;
    this.#cursors = options.cursors;
    this.reads = options.reads ?? new ReadLog();
    this.meter = options.meter ?? new Meter();
  }

  protected get catalog(): Catalog {
    return this.#catalog();
  }

  protected get cursors(): CursorCodec {
    return this.#cursors;
  }

  /** Ends the transaction; a stream that nobody finished would otherwise hold on to an old state of the store. */
  protected finish(): void {
    this.#scans.end();
  }

  /** Refuses work after the end, so that a forgotten promise cannot read or write later. */
  protected checkOpen(): void {
    this.#scans.check();
  }

  get(id: string, table?: string, access?: Access): StoredDocument | null {
    this.checkOpen();
    const place = this.locate(id, table, access);
    const json = this.readDocument(place.table, place.internal);
    return json === null ? null : { id, table: place.table.name, json };
  }

  stream(query: QueryJson, access?: Access): Iterator<StoredDocument> {
    this.checkOpen();
    return new Stream(this.openScan(planQuery(this.catalog, query, access)));
  }

  page(request: PageRequest, access?: Access): Page {
    this.checkOpen();
    const plan = planQuery(this.catalog, request.query, access);
    const fingerprint = this.#cursors.fingerprint(request.query);
    const write = (position: Position) => this.#cursors.write(fingerprint, position);
    const read = (cursor: string) => this.#cursors.read(fingerprint, cursor);
    const start = request.cursor === null ? undefined : read(request.cursor);
    const end = request.endCursor === null ? undefined : read(request.endCursor);
    if (start === null)
      return { page: [], isDone: true, continueCursor: write(null), splitCursor: null, pageStatus: null };

    let { from, to } = plan;
    if (start !== undefined) {
      if (plan.reverse) to = start;
      else from = afterKey(start);
    }
    if (end !== undefined && end !== null) {
      if (plan.reverse) from = end;
      else to = afterKey(end);
    }
    const scan = this.openScan({ ...plan, from, to, isPage: true });
    const rowsLimit = request.maximumRowsRead ?? softPageLimits.rows;
    const bytesLimit = request.maximumBytesRead ?? softPageLimits.bytes;
    const page: StoredDocument[] = [];
    const passed: Uint8Array[] = [];
    let bytes = 0;
    let full = false;
    let reachedLimit = false;
    try {
      while (!full && !reachedLimit) {
        full = end === undefined && page.length >= request.pageSize;
        if (full) break;
        const row = scan.row();
        if (row === null) break;
        passed.push(row.entry);
        bytes += row.json.length;
        if (scan.keeps(row)) page.push(scan.document(row));
        reachedLimit = passed.length >= rowsLimit || bytes >= bytesLimit;
      }
      const exhausted = reachedLimit ? false : !full || !scan.hasMore();
      const last = passed[passed.length - 1] ?? start ?? (plan.reverse ? new Uint8Array([0xff]) : noBytes);
      const position: Position = reachedLimit || !exhausted ? last : (end ?? null);
      return {
        page,
        isDone: position === null,
        continueCursor: write(position),
        splitCursor:
          passed.length > 1 && (reachedLimit || end !== undefined) ? write(passed[(passed.length - 1) >> 1]!) : null,
        pageStatus: reachedLimit ? "SplitRequired" : passed.length > rowsLimit * 0.75 ? "SplitRecommended" : null,
      };
    } finally {
      scan.stop();
    }
  }

  count(table: string, access?: Access): number {
    this.checkOpen();
    const name = fullName(table, access);
    checkTableAccess(name, access);
    this.reads.open(`${name}.count`, noBytes, null);
    const info = this.catalog.table(name);
    return info === undefined ? 0 : this.countOf(info);
  }

  tables(): readonly TableSummary[] {
    return this.catalog.record.tables.map((table) => ({
      name: table.name,
      number: table.number,
      count: this.countOf(table),
    }));
  }

  normalizeId(table: string, id: string, access?: Access): string | null {
    if (isSystemTable(table) && access?.system !== true) return null;
    return this.tableOfId(id) === fullName(table, access) ? id : null;
  }

  readSet(): ReadSet {
    return this.reads.readSet();
  }

  metrics(): Usage {
    return { ...this.meter.used };
  }

  /** The table that an id belongs to; null for a text that is no id of a known table. */
  tableOfId(id: string): string | null {
    const decoded = decodeId(id);
    return decoded === null ? null : (this.catalog.tableByNumber(decoded.tableNumber)?.name ?? null);
  }

  protected countOf(table: TableInfo): number {
    return Number(this.view.get(countKey(table.number)) ?? 0);
  }

  /** Finds whom an id means, or says like Convex why it means nobody here. */
  protected locate(
    id: string,
    table: string | undefined,
    access: Access | undefined,
  ): { table: TableInfo; internal: Uint8Array } {
    if (typeof id !== "string")
      throw new Error(`Invalid argument \`id\`, expected string but got '${typeof id}': ${String(id)}`);
    const decoded = decodeId(id);
    const info = decoded === null ? undefined : this.catalog.tableByNumber(decoded.tableNumber);
    if (decoded === null || info === undefined || componentOfTable(info.name) !== (access?.component ?? ""))
      throw new Error(`Invalid argument \`id\`, expected ID value but got '${id}'`);
    const name = shortTableName(info.name);
    if (table !== undefined && table !== name)
      throw new Error(`Invalid argument \`id\`, expected ID in table '${table}' but got ID in table '${name}'`);
    checkTableAccess(info.name, access);
    return { table: info, internal: decoded.internal };
  }

  /** Reads a document's text and records that it was asked for, also when it is absent. */
  protected readDocument(table: TableInfo, internal: Uint8Array): string | null {
    this.meter.readRange();
    this.reads.open(`${table.name}.by_id`, internal, afterKey(internal));
    const json = this.view.get(documentKey(table.number, internal));
    if (json !== null) this.meter.readRow(json.length);
    return json;
  }

  protected openScan(plan: QueryPlan): Scan {
    this.meter.readRange();
    return this.#scans.add(new Scan(plan, this.view, this.meter, this.reads, this.#scans));
  }
}

/** The scans of a transaction that nobody has finished, and whether it has ended itself. */
class OpenScans {
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

/** A query being read row by row; what it records grows with each row, and no further. */
class Scan {
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
    this.#done = plan.steps.some((step) => "limit" in step && step.limit <= 0);
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
      if ("limit" in step) {
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
    const json = this.#view.get(documentKey(table.number, internal));
    if (json === null)
      throw new DamagedStoreError(`Index ${this.#plan.index} names a document that is not there: the data is damaged`);
    this.#meter.readRow(json.length);
    return { entry, internal, json, fields: null };
  }
}

function fieldsOf(row: Row): Fields {
  return (row.fields ??= parseDocument(row.json));
}

class Stream implements Iterator<StoredDocument> {
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
