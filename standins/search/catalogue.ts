import { setImmediate as pause } from "node:timers/promises";
import { badRequest, Fault } from "./fault";
import { readSettings, type IndexSettings, type Parameters } from "./parameters";
import { recordText, withChanges, type SearchRecord } from "./record";
import { findIds, type Restrictions, type Searched } from "./run-query";
import { shapeOf, sortPaths } from "./shape";
import type { Store } from "./store";
import { readSynonym, replacements, type Replacement, type Synonym } from "./synonyms";
import { Table } from "./table";

/** An index as it is kept: its records are those of a set; a replica's are its primary's. Times in ms. */
export type Entry = {
  name: string;
  set: number;
  settings: IndexSettings;
  synonyms: Record<string, Synonym>;
  rules: Record<string, Record<string, unknown>>;
  createdAt: number;
  updatedAt: number;
  primary?: string;
  isVirtual?: boolean;
};

export type Write = { action: string; body: Record<string, unknown> };

const SLICE_MS = 10;
const READ_AT_ONCE = 250;
const MOST_WRITES_AT_ONCE = 1000;
const FEWEST_DEAD = 2000;
const MOST_INDICES = 500;

const isVirtualName = (name: string) => /^virtual\((.+)\)$/.exec(name);
const bareName = (name: string) => isVirtualName(name)?.[1] ?? name;

/**
 * The indices: what is kept of them in the store, and the tables in memory that are searched. A change is in the table
 * and in the store's transaction in the same turn of the event loop, so nobody sees one without the other. Changes are
 * made one after the other; tables are filled in the background, and a search finds what is there so far.
 */
export function openCatalogue(store: Store, now: () => number, log: (line: string) => void) {
  const entries = new Map(store.all("index").map(({ value }) => [(value as Entry).name, value as Entry]));
  /** By set: a table for each shape that its indices ask for. */
  const tables = new Map<number, Map<string, Table>>();
  const replacing = new Map<string, Replacement[]>();
  let nextSet = Math.max(0, ...store.sets(), ...[...entries.values()].map(({ set }) => set)) + 1;
  let isClosing = false;

  const settingsOf = (entry: Entry): IndexSettings => {
    const primary = entry.isVirtual && entry.primary ? entries.get(entry.primary) : undefined;
    return primary ? { ...primary.settings, ...entry.settings } : entry.settings;
  };
  const shapeKey = (entry: Entry) => JSON.stringify(shapeOf(settingsOf(entry)));
  const family = (set: number) => [...entries.values()].filter((entry) => entry.set === set);
  const sortsOf = (set: number) => [...new Set(family(set).flatMap((entry) => sortPaths(settingsOf(entry))))].sort();

  function tablesOf(set: number): Map<string, Table> {
    const found = tables.get(set) ?? new Map<string, Table>();
    tables.set(set, found);
    return found;
  }

  async function filled(table: Table, set: number): Promise<Table> {
    let after: string | null = null;
    let started = performance.now();
    while (!isClosing) {
      const batch = store.recordsAfter(set, after, READ_AT_ONCE);
      for (const { text } of batch) table.add(JSON.parse(text) as SearchRecord);
      if (batch.length < READ_AT_ONCE) break;
      after = batch.at(-1)!.objectID;
      if (performance.now() - started < SLICE_MS) continue;
      await pause();
      started = performance.now();
    }
    return table;
  }

  /** Brings the tables of a set to the shapes that its indices ask for; old ones answer until the new are full. */
  async function reshape(set: number, isFresh = false): Promise<void> {
    const sorts = sortsOf(set);
    const held = tablesOf(set);
    const wanted = new Map(family(set).map((entry) => [shapeKey(entry), shapeOf(settingsOf(entry))]));
    for (const [key, shape] of wanted) {
      const table = held.get(key);
      const fits = table && sorts.every((path) => table.sorts.has(path));
      if (!fits || isFresh) held.set(key, await filled(new Table(shape, sorts), set));
    }
    for (const key of [...held.keys()]) if (!wanted.has(key)) held.delete(key);
    if (wanted.size === 0) tables.delete(set);
  }

  function emptyTables(set: number) {
    const sorts = sortsOf(set);
    for (const entry of family(set)) {
      const held = tablesOf(set);
      if (!held.has(shapeKey(entry))) held.set(shapeKey(entry), new Table(shapeOf(settingsOf(entry)), sorts));
    }
  }

  // At the start the tables are searched while they fill.
  async function fillAll() {
    const sets = [...new Set([...entries.values()].map(({ set }) => set))];
    for (const set of sets) emptyTables(set);
    for (const set of sets) for (const table of tablesOf(set).values()) await filled(table, set);
    for (const set of store.sets()) if (family(set).length === 0) await sweep(set);
  }

  async function sweep(set: number) {
    tables.delete(set);
    while (!isClosing && family(set).length === 0 && store.sweep(set)) await pause();
  }

  let queue: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(async () => {
      if (isClosing) throw new Fault(503, "The search service is closing");
      const value = await work();
      await store.written();
      return value;
    });
    queue = result.catch(() => undefined);
    return result;
  }
  const filling = fillAll();
  queue = filling.catch(() => undefined);

  function keep(entry: Entry) {
    entry.updatedAt = now();
    replacing.delete(entry.name);
    entries.set(entry.name, entry);
    store.put(entry, "index", entry.name);
  }

  function required(name: string): Entry {
    const entry = entries.get(name);
    if (!entry) throw new Fault(404, `Index ${name} does not exist`);
    return entry;
  }

  function made(name: string): Entry {
    const found = entries.get(name);
    if (found) return found;
    if (!name || Buffer.byteLength(name) > 256) throw badRequest("indexName is not valid");
    if (entries.size >= MOST_INDICES) throw new Fault(429, `Too many indices (more than ${MOST_INDICES})`);
    const at = now();
    const entry: Entry = { name, set: nextSet++, settings: {}, synonyms: {}, rules: {}, createdAt: at, updatedAt: at };
    keep(entry);
    emptyTables(entry.set);
    return entry;
  }

  function refuseReplica(entry: Entry) {
    if (entry.primary) throw badRequest(`${entry.name} is a replica of ${entry.primary}: change its primary`);
  }

  function writeOne({ set }: Entry, { action, body }: Write): string {
    const held = tablesOf(set);
    const objectID = idOf(body);
    const put = (record: SearchRecord) => {
      store.putRecord(set, record.objectID, recordText(record));
      for (const table of held.values()) table.add(record);
    };
    switch (action) {
      case "addObject":
      case "updateObject": {
        const record: SearchRecord = { ...body, objectID: objectID || crypto.randomUUID() };
        put(record);
        return record.objectID;
      }
      case "partialUpdateObject":
      case "partialUpdateObjectNoCreate": {
        const known = store.record(set, objectID);
        if (!known && action === "partialUpdateObjectNoCreate") return objectID;
        put(withChanges(known ?? { objectID }, body));
        return objectID;
      }
      case "deleteObject":
        store.removeRecord(set, objectID);
        for (const table of held.values()) table.remove(objectID);
        return objectID;
      default:
        throw badRequest(`Invalid batch action: ${action}`);
    }
  }

  /** Points an index and its replicas to another set of records. */
  function repoint(entry: Entry, set: number) {
    for (const member of family(entry.set)) keep({ ...member, set });
  }

  function clear(entry: Entry) {
    refuseReplica(entry);
    const old = entry.set;
    store.change(() => repoint(entry, nextSet++));
    emptyTables(entries.get(entry.name)!.set);
    return sweep(old);
  }

  async function remove(name: string) {
    const entry = entries.get(name);
    if (!entry) return;
    if (entry.primary) throw new Fault(403, `Cannot delete the replica ${name}: unlink it from ${entry.primary} first`);
    store.change(() => {
      for (const member of family(entry.set)) {
        if (member.name === name) continue;
        // Replicas outlive their primary as empty indices of their own.
        keep({ ...member, set: nextSet++, primary: undefined, isVirtual: undefined });
      }
      entries.delete(name);
      store.remove("index", name);
    });
    for (const { set } of entries.values()) emptyTables(set);
    await sweep(entry.set);
  }

  async function copyRecords(from: number, to: number) {
    let after: string | null = null;
    for (;;) {
      const batch = store.recordsAfter(from, after, READ_AT_ONCE);
      store.change(() => {
        for (const { objectID, text } of batch) store.putRecord(to, objectID, text);
      });
      if (batch.length < READ_AT_ONCE) return;
      after = batch.at(-1)!.objectID;
      await pause();
    }
  }

  function checkReplicas(entry: Entry, names: string[]) {
    if (entry.primary && names.length > 0) throw badRequest(`${entry.name} is a replica and cannot have replicas`);
    for (const name of names.map(bareName)) {
      const other = entries.get(name);
      if (name === entry.name || (other?.primary && other.primary !== entry.name)) {
        throw badRequest(`${name} cannot be a replica of ${entry.name}`);
      }
    }
  }

  /** Makes, keeps and unlinks replicas as the setting says; returns sets that nobody needs any more. */
  async function linkReplicas(entry: Entry, names: string[]): Promise<number[]> {
    const left: number[] = [];
    const wanted = new Map(names.map((name) => [bareName(name), isVirtualName(name) !== null]));
    for (const member of family(entry.set)) {
      if (member.primary !== entry.name || wanted.has(member.name)) continue;
      const set = nextSet++;
      if (!member.isVirtual) await copyRecords(entry.set, set);
      store.change(() => keep({ ...member, set, primary: undefined, isVirtual: undefined }));
      await reshape(set);
    }
    store.change(() => {
      for (const [name, isVirtual] of wanted) {
        const known = entries.get(name);
        const at = now();
        const { replicas: _replicas, ...inherited } = entry.settings;
        const fresh: Entry = {
          ...{ name, set: entry.set, createdAt: at, updatedAt: at, rules: {} },
          ...{ settings: isVirtual ? {} : inherited, synonyms: isVirtual ? {} : entry.synonyms },
        };
        if (known && known.set !== entry.set) left.push(known.set);
        keep({ ...(known ?? fresh), set: entry.set, primary: entry.name, isVirtual });
      }
    });
    return left;
  }

  async function setSettings(name: string, given: Record<string, unknown>, toReplicas: boolean) {
    const changes = readSettings(given);
    const isReplicasGiven = Object.hasOwn(changes, "replicas");
    const replicas = (changes.replicas as string[] | null | undefined) ?? [];
    checkReplicas(entries.get(name) ?? made(name), replicas);
    const apply = (settings: IndexSettings, all: Record<string, unknown>): IndexSettings =>
      Object.fromEntries(Object.entries({ ...settings, ...all }).filter(([, value]) => value !== null));
    const { replicas: _replicas, ...shared } = changes;
    store.change(() => {
      const entry = required(name);
      keep({ ...entry, settings: apply(entry.settings, changes) });
      if (!toReplicas) return;
      for (const member of family(entry.set)) {
        if (member.primary === name && !member.isVirtual) keep({ ...member, settings: apply(member.settings, shared) });
      }
    });
    const entry = required(name);
    const left = isReplicasGiven ? await linkReplicas(entry, replicas) : [];
    await reshape(entry.set);
    for (const set of left) await sweep(set);
  }

  async function operate(name: string, operation: string, destination: string, scope: string[] | null) {
    if (operation !== "copy" && operation !== "move") throw badRequest(`Invalid operation: ${operation}`);
    if (!destination || destination === name) throw badRequest("destination must be another index");
    const source = required(name);
    refuseReplica(source);
    const target = entries.get(destination);
    if (target) refuseReplica(target);
    const takes = (part: string) => scope === null || operation === "move" || scope.includes(part);
    const isWhole = scope === null || operation === "move" || scope.includes("records");
    const { replicas: _replicas, ...settings } = source.settings;
    const own = target?.settings.replicas;
    const base: Entry = target ?? {
      ...{ name: destination, set: nextSet++, settings: {}, synonyms: {}, rules: {} },
      ...{ createdAt: now(), updatedAt: now() },
    };
    let set = base.set;
    if (isWhole) {
      set = operation === "move" ? source.set : nextSet++;
      if (operation === "copy") await copyRecords(source.set, set);
    }
    const next: Entry = {
      ...base,
      set,
      settings: takes("settings") ? { ...settings, ...(own ? { replicas: own } : {}) } : base.settings,
      synonyms: takes("synonyms") ? source.synonyms : base.synonyms,
      rules: takes("rules") ? source.rules : base.rules,
    };
    const members = target ? family(target.set) : [];
    // The tables of the coming set are full before anyone is pointed to it.
    const held = tablesOf(set);
    const sorts = [...new Set([next, ...members].flatMap((entry) => sortPaths(entry.settings)))];
    for (const entry of [next, ...members.filter((one) => one.name !== destination)]) {
      const own = entry.isVirtual ? { ...next.settings, ...entry.settings } : entry.settings;
      const key = JSON.stringify(shapeOf(own));
      const table = held.get(key);
      if (!table || !sorts.every((path) => table.sorts.has(path))) {
        held.set(key, await filled(new Table(shapeOf(own), sorts), set));
      }
    }
    const old = base.set;
    store.change(() => {
      if (target && set !== old) repoint(target, set);
      keep(next);
      if (operation === "move") {
        for (const member of family(set)) {
          if (member.primary === name) keep({ ...member, set: nextSet++, primary: undefined, isVirtual: undefined });
        }
        entries.delete(name);
        store.remove("index", name);
      }
    });
    for (const { set: each } of entries.values()) emptyTables(each);
    await reshape(set);
    if (set !== old) await sweep(old);
  }

  /** Makes tables anew when half of them is dead documents. */
  function compactSoon(set: number) {
    const isWorn = [...tablesOf(set).values()].some(
      (table) => table.size - table.liveCount > Math.max(FEWEST_DEAD, table.liveCount),
    );
    if (isWorn) {
      inTurn(() => reshape(set, true)).catch((error: unknown) => {
        if (!isClosing) log(`A table could not be made anew: ${String(error)}`);
      });
    }
  }

  // What was not kept must not be found: the store says how things are.
  function repair(writes: readonly { name: string; write: Write }[]) {
    for (const { name, write } of writes) {
      const entry = entries.get(name);
      const objectID = idOf(write.body);
      if (!entry || !objectID) continue;
      const record = store.record(entry.set, objectID);
      for (const table of tablesOf(entry.set).values()) {
        if (record) table.add(record);
        else table.remove(objectID);
      }
    }
  }

  function searched(name: string): Searched {
    const entry = required(name);
    const settings = settingsOf(entry);
    const held = tablesOf(entry.set);
    const table = held.get(shapeKey(entry)) ?? [...held.values()][0] ?? new Table(shapeOf(settings), []);
    let list = replacing.get(name);
    if (!list) {
      const own = entry.isVirtual && entry.primary ? entries.get(entry.primary) : entry;
      list = Object.values(own?.synonyms ?? {}).flatMap(replacements);
      replacing.set(name, list);
    }
    return {
      ...{ name, table, settings, replacements: list, isVirtual: entry.isVirtual === true },
      record: (objectID) => store.record(entry.set, objectID),
    };
  }

  function changeEntry(name: string, change: (entry: Entry) => Partial<Entry>) {
    return inTurn(async () =>
      store.change(() => {
        const entry = made(name);
        keep({ ...entry, ...change(entry) });
        // A virtual replica has its primary's synonyms.
        replacing.clear();
      }),
    );
  }

  return {
    /** Resolves when every record that was kept is searched. */
    filled: filling,
    searched,
    entry: required,
    list: () => [...entries.values()],
    record: (name: string, objectID: string) => store.record(required(name).set, objectID),
    recordsAfter: (name: string, after: string | null, limit: number) =>
      store.recordsAfter(required(name).set, after, limit),
    /** Makes changes to records, each whole or none of them; gives their objectIDs. */
    write: (writes: readonly { name: string; write: Write }[]) =>
      inTurn(async () => {
        for (const { name } of writes) {
          const entry = entries.get(name);
          if (entry) refuseReplica(entry);
        }
        // Whatever cannot be taken is found before anything is.
        for (const { write } of writes) checkWrite(write);
        const ids: string[] = [];
        for (let from = 0; from < writes.length; from += MOST_WRITES_AT_ONCE) {
          const some = writes.slice(from, from + MOST_WRITES_AT_ONCE);
          try {
            store.change(() => {
              for (const { name, write } of some) ids.push(writeOne(made(name), write));
            });
          } catch (error) {
            repair(some);
            throw error;
          }
          for (const name of new Set(writes.map((one) => one.name))) {
            const entry = required(name);
            entry.updatedAt = now();
            compactSoon(entry.set);
          }
          await pause();
        }
        return ids;
      }),
    deleteBy: (name: string, parameters: Parameters, restrictions: Restrictions) =>
      inTurn(async () => {
        const entry = required(name);
        refuseReplica(entry);
        const ids = findIds(searched(name), parameters, restrictions);
        for (let from = 0; from < ids.length; from += MOST_WRITES_AT_ONCE) {
          store.change(() => {
            for (const objectID of ids.slice(from, from + MOST_WRITES_AT_ONCE)) {
              writeOne(entry, { action: "deleteObject", body: { objectID } });
            }
          });
          await pause();
        }
        compactSoon(entry.set);
      }),
    clear: (name: string) => inTurn(async () => clear(made(name))),
    remove: (name: string) => inTurn(() => remove(name)),
    setSettings: (name: string, given: Record<string, unknown>, toReplicas: boolean) =>
      inTurn(() => setSettings(name, given, toReplicas)),
    operate: (name: string, operation: string, destination: string, scope: string[] | null) =>
      inTurn(() => operate(name, operation, destination, scope)),
    saveSynonyms: (name: string, given: readonly Record<string, unknown>[], isAll: boolean) => {
      const read = given.map(readSynonym);
      return changeEntry(name, ({ synonyms }) => ({
        synonyms: { ...(isAll ? {} : synonyms), ...Object.fromEntries(read.map((one) => [one.objectID, one])) },
      }));
    },
    removeSynonym: (name: string, objectID: string) =>
      changeEntry(name, ({ synonyms }) => ({
        synonyms: Object.fromEntries(Object.entries(synonyms).filter(([id]) => id !== objectID)),
      })),
    saveRules: (name: string, given: readonly Record<string, unknown>[], isAll: boolean) =>
      changeEntry(name, ({ rules }) => ({
        rules: { ...(isAll ? {} : rules), ...Object.fromEntries(given.map((one) => [String(one.objectID), one])) },
      })),
    removeRule: (name: string, objectID: string) =>
      changeEntry(name, ({ rules }) => ({
        rules: Object.fromEntries(Object.entries(rules).filter(([id]) => id !== objectID)),
      })),
    async close(): Promise<void> {
      isClosing = true;
      await filling;
      await queue;
    },
  };
}

const idOf = ({ objectID }: Record<string, unknown>): string =>
  typeof objectID === "string" || typeof objectID === "number" ? String(objectID) : "";

function checkWrite({ action, body }: Write) {
  const isDelete = action === "deleteObject";
  const isPartial = action.startsWith("partialUpdateObject");
  if (isDelete || isPartial || action === "updateObject") {
    if (!idOf(body)) throw badRequest("Missing objectID");
  }
  if (!isDelete && !isPartial) recordText({ ...body, objectID: idOf(body) || "new" });
}

export type Catalogue = ReturnType<typeof openCatalogue>;
