import { decodeId } from "../values/ids";
import { afterKey, noBytes } from "../values/bytes";
import type { Access, Page, PageRequest, QueryJson, Reader, ReadSet, StoredDocument, TableSummary } from "./database";
import { isSystemTable, type Catalog, type TableInfo } from "./catalog";
import { countKey } from "./keys";
import type { CursorCodec, Position } from "./page-cursor";
import { checkTableAccess, planQuery, type QueryPlan } from "./query-plan";
import { ReadLog } from "./read-log";
import { OpenScans, readText, Scan, Stream } from "./scan";
import { componentOfTable, fullName, shortTableName } from "./table-names";
import { Meter, type Usage } from "./usage";
import type { View } from "./view";

/** How far a page may read when its caller sets no limit of its own; beyond, it asks to be split. */
const softPageLimits = { rows: 16_000, bytes: 8 << 20 };

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
    reads?: ReadLog | undefined;
    meter?: Meter | undefined;
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
    const json = readText(this.view, table, internal);
    if (json !== null) this.meter.readRow(json.length);
    return json;
  }

  protected openScan(plan: QueryPlan): Scan {
    this.meter.readRange();
    return this.#scans.add(new Scan(plan, this.view, this.meter, this.reads, this.#scans));
  }
}
