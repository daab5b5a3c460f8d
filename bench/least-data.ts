import { AsyncLocalStorage } from "node:async_hooks";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { open } from "lmdb";
import { inSectors, openDurableFile, sectorBuffer } from "../runtime/src/store/durable-file";
import { scratch } from "./parts";
import * as school from "./project/convex/school";
import schema from "./project/convex/schema";

/**
 * The data of a server that does the least (bench/least.ts): transactions that are serialisable because whoever read something
 * that has changed since runs again, arguments and results checked, indexes kept, and one record with a checksum for each commit,
 * flushed by another thread for all that wait meanwhile. What reached the journal is put into LMDB a thousand at a time, without
 * another flush. Nothing is ever read again from the journal, nothing is forgotten, and only one value of one field can be looked
 * up in an index, because the project that is measured asks for nothing else.
 */
const folder = scratch("least");
const journalBytes = 1 << 24;
const file = openDurableFile(join(folder, "journal"), journalBytes);
const block = sectorBuffer(1 << 20);
const db = open<string>({ path: join(folder, "data"), noSync: true });
process.once("exit", () => {
  file.close();
  rmSync(folder, { recursive: true, force: true });
});

let waiting: { record: Buffer; done: () => void }[] = [];
let isFlushing = false;
let journalAt = 0;

/** Calls `done` once the record has been written and flushed. */
function whenDurable(record: Buffer, done: () => void): void {
  waiting.push({ record, done });
  if (!isFlushing) flush();
}

function flush(): void {
  const taken = waiting;
  waiting = [];
  isFlushing = true;
  let length = 0;
  for (const { record } of taken) length += record.copy(block, length);
  const whole = inSectors(length);
  if (journalAt + whole > journalBytes) journalAt = 0;
  const written = file.write(block.subarray(0, whole), journalAt);
  journalAt += whole;
  void written.then(() => {
    isFlushing = false;
    if (waiting.length > 0) flush();
    for (const { done } of taken) done();
  });
}

type Key = string;
/** A run of a function: what it has read and written, and the commits that it can know of. */
type Run = { since: number; reads: Set<Key>; writes: Map<string, string>; row: string | null };
const current = new AsyncLocalStorage<Run>();

/** Documents and index entries that were committed and are not in LMDB yet. */
const written = new Map<Key, string>();
/** The commit that changed a key last. */
const changedBy = new Map<Key, number>();
let commits = 0;
let rows = 0;

/** The first field of each index of each table. */
const indexes = Object.fromEntries(
  Object.entries(schema.tables).map(([name, table]) => [
    name,
    (
      JSON.parse(JSON.stringify((table as unknown as { export(): unknown }).export())) as {
        indexes: { indexDescriptor: string; fields: string[] }[];
      }
    ).indexes.map(({ indexDescriptor, fields }) => ({ name: indexDescriptor, field: fields[0]! })),
  ]),
);

const indexKey = (table: string, index: string, value: unknown): Key => `${table}.${index}/${String(value)}`;
const stored = (key: Key): string | undefined => written.get(key) ?? db.get(key);

type Args = {
  query: { source: { indexName: string; range: readonly { value: string }[] } };
  table: string;
  id: string;
  value: Record<string, unknown>;
};
const answers: Record<string, (run: Run, args: Args) => string> = {
  "1.0/queryStream": (run, { query }) => {
    const key = `${query.source.indexName}/${query.source.range[0]!.value}`;
    run.reads.add(key);
    run.row = run.writes.get(key) ?? stored(key) ?? null;
    return '{"queryId":1}';
  },
  "1.0/queryStreamNext": (run) => {
    const { row } = run;
    run.row = null;
    if (row === null) return '{"value":null,"done":true}';
    run.reads.add(row);
    return `{"value":${run.writes.get(row) ?? stored(row) ?? "null"},"done":false}`;
  },
  "1.0/insert": (run, { table, value }) => {
    rows += 1;
    const _id = `${table}|${String(rows).padStart(31, "0")}`;
    run.writes.set(_id, JSON.stringify({ ...value, _creationTime: rows, _id }));
    for (const { name, field } of indexes[table]!) run.writes.set(indexKey(table, name, value[field]), _id);
    return JSON.stringify({ _id });
  },
  "1.0/shallowMerge": (run, { id, value }) => {
    run.reads.add(id);
    const before = JSON.parse(run.writes.get(id) ?? stored(id)!) as Record<string, unknown>;
    const after = { ...before, ...value };
    run.writes.set(id, JSON.stringify(after));
    const table = id.slice(0, id.indexOf("|"));
    for (const { name, field } of indexes[table]!) {
      if (before[field] !== after[field]) run.writes.set(indexKey(table, name, after[field]), id);
    }
    return "null";
  },
};
const syscall = (op: string, args: string): string =>
  answers[op]?.(current.getStore()!, JSON.parse(args) as Args) ?? "null";
Object.assign(globalThis, {
  Convex: { syscall, asyncSyscall: (op: string, args: string) => Promise.resolve(syscall(op, args)) },
});

type Shape = { type: string; value?: Record<string, { fieldType: Shape; optional: boolean }> };

/** Refuses what a function does not take or give, as far as the measured functions say. */
function check(shape: Shape, value: unknown): void {
  switch (shape.type) {
    case "object": {
      const fields = shape.value!;
      for (const name in fields) check(fields[name]!.fieldType, (value as Record<string, unknown>)[name]);
      for (const name in value as object) if (!(name in fields)) throw new Error(`Unknown field ${name}`);
      return;
    }
    case "string":
    case "number":
      if (typeof value !== shape.type) throw new Error(`Not a ${shape.type}`);
  }
}

/** A function as the `convex` package makes it: text goes in and comes out. */
type Made = {
  invokeMutation(args: string): Promise<string>;
  invokeQuery(args: string): Promise<string>;
  exportArgs(): string;
  exportReturns(): string;
};
const functions = new Map(
  Object.entries(school as unknown as Record<string, Made>).map(([name, made]) => [
    `school:${name}`,
    { made, takes: JSON.parse(made.exportArgs()) as Shape, gives: JSON.parse(made.exportReturns()) as Shape },
  ]),
);

async function run(kind: "invokeMutation" | "invokeQuery", path: string, args: readonly unknown[]) {
  const { made, takes, gives } = functions.get(path)!;
  check(takes, args[0]);
  const text = JSON.stringify(args);
  for (;;) {
    const own: Run = { since: commits, reads: new Set(), writes: new Map(), row: null };
    const result = await current.run(own, () => made[kind](text));
    // Nobody else may have changed what was read here.
    let isStale = false;
    for (const key of own.reads) isStale ||= (changedBy.get(key) ?? 0) > own.since;
    if (isStale) continue;
    check(gives, JSON.parse(result));
    return { result, own };
  }
}

/** Runs a query; `reads` is what its result depends on. */
export async function ask(path: string, args: readonly unknown[]): Promise<{ result: string; reads: Set<Key> }> {
  const { result, own } = await run("invokeQuery", path, args);
  return { result, reads: own.reads };
}

/** The answers that were given, so that none of them is asked for twice. */
const given = new Map<string, string>();

/** Runs a mutation once for its request, and resolves when its effect and its answer are on the disk. */
export async function change(
  path: string,
  args: readonly unknown[],
  request: string,
): Promise<{ result: string; keys: Iterable<Key> }> {
  const before = given.get(request);
  if (before !== undefined) return { result: before, keys: [] };
  const { result, own } = await run("invokeMutation", path, args);
  commits += 1;
  for (const [key, value] of own.writes) {
    written.set(key, value);
    changedBy.set(key, commits);
  }
  given.set(request, result);
  const body = Buffer.from(JSON.stringify([commits, request, result, ...own.writes]));
  const head = Buffer.allocUnsafe(8);
  head.writeUInt32LE(body.length, 0);
  head.writeUInt32LE(crc32(body), 4);
  await new Promise<void>((done) => whenDurable(Buffer.concat([head, body]), done));
  if (written.size > 1_000) {
    db.transactionSync(() => {
      for (const [key, value] of written) db.putSync(key, value);
    });
    written.clear();
  }
  return { result, keys: own.writes.keys() };
}
