import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DamagedFileError, openLmdbFile } from "../shared/lmdb-file";
import { sealOf } from "../shared/seal";
import type { SearchRecord } from "./record";

/** The first key of everything that is not a record. */
export type Section = "index" | "key" | "searches";

const SWEPT_AT_ONCE = 1000;

/**
 * Keeps records and everything about them in one LMDB file. A change is whole or not at all, and `written` resolves
 * when the disk has it. Records live in numbered sets; an index points to one, so that moving an index is one write.
 * What is kept here can be told again: a damaged file is cleared away, which `log` is told.
 */
export function openStore(folder: string, log: (line: string) => void) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "search.mdb");
  const openFile = () => openLmdbFile(path, "the search index", { encoding: "string", maxDbs: 2 });
  const wasThere = existsSync(path);
  let isDamaged = false;
  let file: ReturnType<typeof openLmdbFile>;
  try {
    file = openFile();
  } catch (error) {
    if (!(error instanceof DamagedFileError)) throw error;
    log(`${path} is damaged and begins anew: what can be found is written again, what was searched for is forgotten.`);
    for (const part of [path, `${path}-lock`, sealOf(path)]) rmSync(part, { force: true });
    isDamaged = true;
    file = openFile();
  }
  const root = file.env;
  const records = root.openDB<string, [number, string]>({ name: "records", encoding: "string" });
  const about = root.openDB<string, string[]>({ name: "about", encoding: "string" });

  return {
    /** Whether nothing was kept here before, or what was kept is lost: it has to be told everything. */
    isNew: !wasThere || isDamaged,
    /** Makes changes together; inside it, what was changed reads changed. */
    change(work: () => void): void {
      root.transactionSync(() => {
        work();
      });
    },
    /** Resolves when everything that was changed so far is on the disk. */
    async written(): Promise<void> {
      await root.flushed;
    },
    record(set: number, objectID: string): SearchRecord | null {
      const text = records.get([set, objectID]);
      return text === undefined ? null : (JSON.parse(text) as SearchRecord);
    },
    putRecord(set: number, objectID: string, text: string): void {
      records.putSync([set, objectID], text);
    },
    removeRecord(set: number, objectID: string): void {
      records.removeSync([set, objectID]);
    },
    /** Up to so many records of a set, in the order of their ids, after the one named. */
    recordsAfter(set: number, after: string | null, limit: number): { objectID: string; text: string }[] {
      const start: [number, string] = [set, after ?? ""];
      const found: { objectID: string; text: string }[] = [];
      for (const { key, value } of records.getRange({ start, end: [set + 1, ""], limit: limit + 1 })) {
        if (key[1] !== after && found.length < limit) found.push({ objectID: key[1], text: value });
      }
      return found;
    },
    /** Removes some records of a set; tells whether there may be more. */
    sweep(set: number): boolean {
      const keys = [...records.getKeys({ start: [set, ""], end: [set + 1, ""], limit: SWEPT_AT_ONCE })];
      root.transactionSync(() => {
        for (const key of keys) records.removeSync(key);
      });
      return keys.length === SWEPT_AT_ONCE;
    },
    /** The numbers of all sets that have records. */
    sets(): number[] {
      const found: number[] = [];
      for (;;) {
        const start: [number, string] = [(found.at(-1) ?? -1) + 1, ""];
        const [key] = [...records.getKeys({ start, limit: 1 })];
        if (!key) return found;
        found.push(key[0]);
      }
    },
    get(section: Section, ...path: string[]): unknown {
      const text = about.get([section, ...path]);
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    put(value: unknown, section: Section, ...path: string[]): void {
      about.putSync([section, ...path], JSON.stringify(value));
    },
    remove(section: Section, ...path: string[]): void {
      about.removeSync([section, ...path]);
    },
    /** Everything under a path, from `first` to `last` of its next part, both included. */
    all(section: Section, path: string[] = [], first = "", last = "\u{10ffff}"): { path: string[]; value: unknown }[] {
      const range = about.getRange({ start: [section, ...path, first], end: [section, ...path, `${last}\u{10ffff}`] });
      return [...range].map(({ key, value }) => ({ path: key.slice(1), value: JSON.parse(value) as unknown }));
    },
    async close(): Promise<void> {
      await file.close();
    },
  };
}

export type Store = ReturnType<typeof openStore>;
