import { SortedMap } from "../store/sorted-map";
import type { Snapshot, Write } from "../store/key-value-store";
import { TextIndexEditor } from "../search/text-index";
import { vectorEntry } from "../search/vector-index";
import { bytesAfter } from "../values/bytes";
import { parseDocument } from "../values/documents";
import { decodeId, encodeId } from "../values/ids";
import { findMismatch, type ValidatorJSON } from "../values/validators";
import { Catalog, noIndexes, type ComponentSchemas, type IndexSet, type TableInfo } from "./catalog";
import type { Commit } from "./database";
import { afterDocument, documentKey, entriesOf, indexKey, keyHead, wholeSpan } from "./keys";
import {
  beginning,
  changeTo,
  givenUp,
  numbersOf,
  parseSchemas,
  validatorsOf,
  type Schema,
  type SchemaChange,
  type Scope,
} from "./schema";
import { componentOfTable, shortTableName, tableNameIn } from "./table-names";
import { View, type Layer } from "./view";

/** What a schema change needs of the database. */
export type ChangeSupport = {
  readonly catalog: () => Catalog;
  /** Makes a catalog durable, then present for writers and readers. */
  readonly saveCatalog: (catalog: Catalog) => Promise<void>;
  /** Makes a catalog present for writers; it becomes durable with the next write. */
  readonly useCatalog: (catalog: Catalog) => void;
  /** Runs work in the queue of mutations, when nothing waits for the disk: it may write to the store itself. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Whether mutations wait for work that runs alone. */
  readonly isAwaited: () => boolean;
  readonly snapshot: () => Snapshot;
  readonly commit: (writes: readonly Write[]) => Promise<void>;
  readonly onCommit: (listener: (commits: readonly Commit[]) => void) => () => void;
  readonly breathe: () => Promise<void>;
  readonly onFatal: (error: unknown) => void;
  /** Tables that every component has beside those of its schema. */
  readonly ofComponents: Schema["tables"];
};

/** The schemas of a project, as given and as understood. */
type ProjectSchema = { readonly app: unknown; readonly components: ComponentSchemas; readonly schema: Schema };

/** Documents between two breaths of the event loop, and in one batch of the disk when nobody waits: whole blocks of a text index. */
const rowsPerStep = 128;
const rowsPerBatch = 1_024;
/** How many documents may be checked again while mutations wait. */
const mostWhileWaiting = 1_000;

type Row = { readonly json: string; readonly internal: Uint8Array };

/**
 * Changes tables, validators and indexes while the database goes on serving. New indexes take every write from the beginning
 * on and are filled in steps between the mutations; stored documents are checked meanwhile, and those that change are checked
 * again at the end. Then the new schema holds at once, or the old one stays and what was filled is cleared away.
 */
export class SchemaChanger {
  readonly #support: ChangeSupport;
  #last: Promise<void> = Promise.resolve();

  constructor(support: ChangeSupport) {
    this.#support = support;
  }

  /** Takes the schemas of a project's app and components, all or none; one change after the other. */
  change(app: unknown, components: ComponentSchemas): Promise<void> {
    return this.#inTurn(async () => {
      const schema = parseSchemas(app, components, this.#support.ofComponents);
      const scope = new Set(["", ...Object.keys(components)]);
      await this.#run(schema.tables, scope, { app, components, schema });
    });
  }

  /** Rejects when a stored document does not fit a project's schemas; changes nothing. */
  check(app: unknown, components: ComponentSchemas): Promise<void> {
    return this.#inTurn(async () => {
      const snapshot = this.#support.snapshot();
      try {
        const schema = parseSchemas(app, components, []);
        for (const [name, validator] of unchecked(schema, this.#support.catalog()))
          await this.#checkTable(name, validator, snapshot);
      } finally {
        snapshot.close();
      }
    });
  }

  /** Declares the host's own tables and their indexes. */
  changeSystem(tables: Schema["tables"]): Promise<void> {
    return this.#inTurn(() => this.#run(tables, "host", null));
  }

  /** Removes the entries of dropped and half-filled indexes. */
  async clearGarbage(): Promise<void> {
    const { catalog, alone, saveCatalog } = this.#support;
    for (const number of catalog().record.garbage) await this.#clear(wholeSpan(indexKey(number)));
    const cleared = new Set(catalog().record.garbage);
    if (cleared.size === 0) return;
    await alone(async () => {
      const { record, validators } = catalog();
      const garbage = record.garbage.filter((number) => !cleared.has(number));
      await saveCatalog(new Catalog({ ...record, garbage }, validators));
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.catch(() => undefined).then(work);
    this.#last = turn;
    return turn;
  }

  async #run(tables: Schema["tables"], scope: Scope, project: ProjectSchema | null): Promise<void> {
    const { alone, catalog, saveCatalog } = this.#support;
    const toCheck = new Map<string, ValidatorJSON>();
    const touched = new Map<string, Map<string, Uint8Array>>();
    let stopListening = () => undefined as unknown;
    let before: Snapshot | null = null;
    try {
      const change = await alone(async () => {
        const found = changeTo(tables, catalog().record, scope);
        for (const [name, validator] of unchecked(project?.schema ?? null, catalog())) {
          toCheck.set(name, validator);
          touched.set(name, new Map());
        }
        if (found.fill.length === 0 && toCheck.size === 0) {
          await this.#finish(tables, scope, project);
          return null;
        }
        if (found.fill.length > 0)
          await saveCatalog(new Catalog(beginning(catalog().record, found), catalog().validators));
        stopListening = this.#support.onCommit((commits) => noteTouched(commits, touched));
        before = this.#support.snapshot();
        return found;
      });
      if (change !== null) {
        for (const [name, validator] of toCheck) await this.#checkTable(name, validator, before!);
        await this.#fill(change);
        while ([...touched.values()].reduce((sum, ids) => sum + ids.size, 0) > mostWhileWaiting) {
          await this.#checkTouched(toCheck, touched);
        }
        await alone(async () => {
          await this.#checkTouched(toCheck, touched);
          await this.#finish(tables, scope, project);
        });
      }
    } catch (error) {
      await alone(async () => this.#support.useCatalog(new Catalog(givenUp(catalog().record), catalog().validators)));
      try {
        await this.clearGarbage();
      } catch {
        // The disk is at fault, and `error` says so. What is left is cleared when the folder is opened again.
      }
      throw error;
    } finally {
      stopListening();
      (before as Snapshot | null)?.close();
    }
    // The new schema holds already; entries that could not be removed now are removed when the folder is opened again.
    await this.clearGarbage().catch(this.#support.onFatal);
  }

  /** Lets the change hold: what was being filled is there, what is no longer declared is garbage. */
  async #finish(tables: Schema["tables"], scope: Scope, project: ProjectSchema | null): Promise<void> {
    const present = this.#support.catalog();
    const { record, drop } = changeTo(tables, present.record, scope);
    const filled = new Set(
      present.record.tables.flatMap(({ building }) => (building === null ? [] : numbersOf(building))),
    );
    const garbage = [...present.record.garbage.filter((number) => !filled.has(number)), ...drop];
    const schemas = project === null ? {} : { schema: project.app, components: project.components };
    const next = { ...record, garbage, ...schemas };
    if (JSON.stringify(next) === JSON.stringify(present.record)) return;
    await this.#support.saveCatalog(
      new Catalog(next, project === null ? present.validators : validatorsOf(project.schema)),
    );
  }

  async #checkTable(name: string, validator: ValidatorJSON, snapshot: Snapshot): Promise<void> {
    const table = this.#support.catalog().table(name);
    if (table === undefined) return;
    let count = 0;
    const rows = snapshot.range({ ...wholeSpan(documentKey(table.number)), reverse: false });
    try {
      for (let row = rows.next(); !row.done; row = rows.next()) {
        this.#check(table, validator, { json: row.value.value, internal: bytesAfter(row.value.key, keyHead) });
        if (++count % rowsPerStep === 0) await this.#support.breathe();
      }
    } finally {
      rows.return?.();
    }
  }

  async #checkTouched(
    validators: ReadonlyMap<string, ValidatorJSON>,
    touched: ReadonlyMap<string, Map<string, Uint8Array>>,
  ): Promise<void> {
    const snapshot = this.#support.snapshot();
    try {
      for (const [name, ids] of touched) {
        const table = this.#support.catalog().table(name);
        if (table === undefined) continue;
        const some = [...ids.values()];
        ids.clear();
        for (const internal of some) {
          const json = snapshot.get(documentKey(table.number, internal));
          if (json !== undefined) this.#check(table, validators.get(name)!, { json, internal });
        }
      }
    } finally {
      snapshot.close();
    }
  }

  #check(table: TableInfo, validator: ValidatorJSON, { json, internal }: Row): void {
    const { _id, _creationTime, ...fields } = parseDocument(json);
    const component = componentOfTable(table.name);
    const tableOfId = (id: string) => {
      const decoded = decodeId(id);
      const found = decoded === null ? undefined : this.#support.catalog().tableByNumber(decoded.tableNumber);
      return tableNameIn(component, found?.name ?? null);
    };
    const mismatch = findMismatch(validator, fields, tableOfId);
    if (mismatch === null) return;
    throw new Error(
      `Schema validation failed.\nDocument with ID "${encodeId(table.number, internal)}" in table "${shortTableName(table.name)}"${component === "" ? "" : ` of component "${component}"`} does not match the schema: ${mismatch.message}`,
    );
  }

  /** Writes the entries of new indexes in batches; until the catalog names them they count as garbage, also after a crash. */
  async #fill(change: SchemaChange): Promise<void> {
    for (const { table, added } of change.fill) {
      for (let from: Uint8Array | null = documentKey(table.number); from !== null;) {
        const start: Uint8Array = from;
        from = await this.#support.alone(() => this.#fillSome(table, added, start));
      }
    }
  }

  /** Fills from one document on as long as nobody waits; returns where to go on, or null at the end. */
  async #fillSome(table: TableInfo, added: IndexSet, start: Uint8Array): Promise<Uint8Array | null> {
    const { breathe, commit, isAwaited } = this.#support;
    const snapshot = this.#support.snapshot();
    const layer: Layer = new SortedMap();
    const filling = { ...table, ...noIndexes, indexes: {}, building: { ...noIndexes, indexes: added.indexes } };
    const view = new View(snapshot, [layer]);
    const editors = Object.values(added.texts).map(
      (index) =>
        new TextIndexEditor(index, { get: (key) => view.get(key), set: (key, value) => layer.set(key, value) }),
    );
    const rows = snapshot.range({ from: start, to: wholeSpan(documentKey(table.number)).to, reverse: false });
    let next: Uint8Array | null = null;
    try {
      for (let count = 1; ; count++) {
        const row = rows.next();
        if (row.done) break;
        const internal = row.value.key.slice(keyHead);
        const fields = parseDocument(row.value.value);
        for (const { index, entry } of entriesOf(filling, fields, internal))
          if (index !== table.byCreationTime) layer.set(indexKey(index.number, entry), "");
        for (const editor of editors) editor.fill(internal, fields);
        for (const index of Object.values(added.vectors)) {
          const entry = vectorEntry(index, fields);
          if (entry !== null) layer.set(indexKey(index.number, internal), entry);
        }
        if (count % rowsPerStep !== 0) continue;
        await breathe();
        if (count < rowsPerBatch && !isAwaited()) continue;
        next = afterDocument(table.number, internal);
        break;
      }
      for (const editor of editors) await editor.writeInSteps(breathe);
    } finally {
      rows.return?.();
      snapshot.close();
    }
    const writes: Write[] = [];
    for (const [key, value] of layer.entries()) writes.push({ key, value });
    if (writes.length > 0) await commit(writes);
    return next;
  }

  async #clear(span: { from: Uint8Array; to: Uint8Array }): Promise<void> {
    for (let isEmpty = false; !isEmpty;) {
      isEmpty = await this.#support.alone(async () => {
        const snapshot = this.#support.snapshot();
        const writes: Write[] = [];
        const rows = snapshot.range({ ...span, reverse: false });
        for (let row = rows.next(); !row.done && writes.length < rowsPerBatch; row = rows.next()) {
          writes.push({ key: row.value.key.slice(), value: null });
        }
        rows.return?.();
        snapshot.close();
        if (writes.length > 0) await this.#support.commit(writes);
        return writes.length < rowsPerBatch;
      });
    }
  }
}

/** The validators that stored documents are not known to fit. */
function unchecked(schema: Schema | null, { validators }: Catalog): [string, ValidatorJSON][] {
  return [...validatorsOf(schema)].filter(
    ([name, documentType]) => JSON.stringify(validators.get(name)) !== JSON.stringify(documentType),
  );
}

function noteTouched(commits: readonly Commit[], touched: ReadonlyMap<string, Map<string, Uint8Array>>): void {
  for (const { keys } of commits) {
    for (const { index, key } of keys) {
      if (!index.endsWith(".by_id")) continue;
      touched.get(index.slice(0, -".by_id".length))?.set(Buffer.from(key).toString("latin1"), key);
    }
  }
}
