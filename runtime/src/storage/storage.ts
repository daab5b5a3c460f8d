import type { Readable } from "node:stream";
import type { JSONValue } from "convex/values";
import type { Database, Reader, Writer } from "../database/database";
import { componentOfTable } from "../database/table-names";
import type { Call } from "../functions/call";
import type { Files } from "../functions/syscalls";
import type { FileStore, SavedFile } from "./file-store";
import { realWorld, type World } from "../world";
import type { UploadTokens } from "./upload-tokens";

/** What is known about a stored file. */
export type StoredFile = { storageId: string; uuid: string; sha256: string; size: number; contentType: string | null };

const storageTable = "_storage";
const fileTable = "_files";
const system = { system: true };

function findFile(
  reader: Reader,
  index: "by_uuid" | "by_storage",
  value: string,
): { rowId: string; uuid: string; storageId: string } | null {
  const fieldPath = index === "by_uuid" ? "uuid" : "storageId";
  const range = [{ type: "Eq", fieldPath, value }] as const;
  const source = { type: "IndexRange", indexName: `${fileTable}.${index}`, range, order: null } as const;
  const rows = reader.stream({ source, operators: [{ limit: 1 }] }, system);
  const row = rows.next();
  rows.return?.();
  if (row.done) return null;
  const { uuid, storageId } = JSON.parse(row.value.json) as { uuid: string; storageId: string };
  return { rowId: row.value.id, uuid, storageId };
}

const isUuid = (id: string) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id);

/** The component that a file belongs to. */
function homeOf(reader: Reader, storageId: string): string {
  return componentOfTable(reader.tableOfId(storageId) ?? "");
}

/** Finds a file by its document id, or by the name in its URL; of one component, when that is given. */
export function lookUpFile(reader: Reader, id: string, component?: string): StoredFile | null {
  const found = findFile(reader, isUuid(id) ? "by_uuid" : "by_storage", id);
  if (found === null) return null;
  const home = homeOf(reader, found.storageId);
  if (component !== undefined && component !== home) return null;
  const row = reader.get(found.storageId, storageTable, { system: true, component: home });
  if (row === null) return null;
  const { sha256, size, contentType } = JSON.parse(row.json) as { sha256: string; size: number; contentType?: string };
  return { storageId: found.storageId, uuid: found.uuid, sha256, size, contentType: contentType ?? null };
}

/** Files for functions: bytes on the disk first, then the rows that name them, in the caller's transaction. */
export class Storage implements Files {
  readonly #db: Database;
  readonly #files: FileStore;
  readonly #tokens: UploadTokens;
  readonly #largest: number;
  readonly #onError: (error: unknown) => void;
  readonly #onLost: (sentence: string) => void;
  readonly #world: World;

  constructor(
    db: Database,
    files: FileStore,
    tokens: UploadTokens,
    options: {
      largest: number;
      onError: (error: unknown) => void;
      onLost?: (sentence: string) => void;
      world?: World;
    },
  ) {
    this.#db = db;
    this.#files = files;
    this.#tokens = tokens;
    this.#largest = options.largest;
    this.#onError = options.onError;
    this.#onLost = options.onLost ?? options.onError;
    this.#world = options.world ?? realWorld;
  }

  async url(call: Call, storageId: string): Promise<string | null> {
    const found = this.#reading(call, (reader) => lookUpFile(reader, storageId, call.component));
    return found === null ? null : `${call.request.publicUrl}/api/storage/${found.uuid}`;
  }

  async metadata(call: Call, storageId: string): Promise<JSONValue> {
    const found = this.#reading(call, (reader) => lookUpFile(reader, storageId, call.component));
    if (found === null) return null;
    const { sha256, size, contentType } = found;
    return { storageId: found.storageId, sha256, size, contentType };
  }

  uploadUrl(call: Call): string {
    if (call.kind === "query") throw new Error("storage.generateUploadUrl is not available in queries.");
    return `${call.request.publicUrl}/api/storage/upload?token=${this.#tokens.create(call.component)}`;
  }

  async remove(call: Call, storageId: string): Promise<void> {
    await this.#writing(call, "storage.delete", (tx) => {
      const found = lookUpFile(tx, storageId, call.component);
      if (found === null) throw new Error(`storage id ${storageId} not found`);
      const row = findFile(tx, "by_uuid", found.uuid);
      if (row !== null) tx.remove(row.rowId, fileTable, system);
      tx.remove(found.storageId, storageTable, { system: true, component: call.component });
      const erase = () => this.#erase(found.uuid);
      if (call.writer !== null) call.effects.afterCommit.push(erase);
      else this.#world.soon(erase);
    });
  }

  async store(call: Call, blob: Blob, sha256: string | undefined): Promise<string> {
    if (call.kind === "query") throw new Error("storage.store is not available in queries.");
    const saved = await this.#files.save(blob.stream(), this.#largest);
    try {
      checkDigest(saved, sha256);
      return await this.#writing(call, "storage.store", (tx) => this.#name(tx, saved, blob.type, call.component));
    } catch (error) {
      await this.#files.remove(saved.uuid);
      throw error;
    }
  }

  async read(call: Call, storageId: string): Promise<Blob | null> {
    const found = this.#reading(call, (reader) => lookUpFile(reader, storageId, call.component));
    return found === null ? null : new Blob([await this.#files.read(found.uuid)], { type: found.contentType ?? "" });
  }

  /** Takes an upload for a component; `sha256` is what its sender says it is, in hex or base64. */
  async upload(
    body: Readable,
    contentType: string | null,
    sha256: string | undefined,
    component: string,
  ): Promise<string> {
    const saved = await this.#files.save(body, this.#largest);
    try {
      checkDigest(saved, sha256);
      const { value } = await this.#db.mutate(async (tx) => this.#name(tx, saved, contentType ?? "", component));
      return value;
    } catch (error) {
      await this.#files.remove(saved.uuid);
      throw error;
    }
  }

  /** The component that a token allows an upload for now, "" for the app; null when it allows none. */
  allows(token: string): string | null {
    return this.#tokens.read(token);
  }

  /** A file by the name in its URL, with its bytes between two places. */
  find(uuid: string): StoredFile | null {
    const reader = this.#db.read();
    try {
      return isUuid(uuid) ? lookUpFile(reader, uuid) : null;
    } finally {
      reader.end();
    }
  }

  /** Whether a file's bytes are all on the disk; the host is told of one that somebody else has removed or cut off. */
  async isWhole({ uuid, size }: StoredFile): Promise<boolean> {
    const has = await this.#files.sizeOf(uuid);
    if (has === size) return true;
    const how = has === null ? "is missing" : `is damaged: it has ${has} of ${size} bytes`;
    this.#onLost(`The stored file ${uuid} ${how}. Restore it from a backup.`);
    return false;
  }

  bytes(uuid: string, start: number, end: number): Readable {
    return this.#files.stream(uuid, start, end);
  }

  /** Removes files that no row names and that are older than an hour. */
  async sweep(nowMs: number): Promise<void> {
    await this.#files.removeUnnamed((uuid) => this.find(uuid) !== null, nowMs - 60 * 60 * 1000);
  }

  #name(tx: Writer, saved: SavedFile, contentType: string, component: string): string {
    const { sha256, size, uuid } = saved;
    const known = { sha256, size, ...(contentType === "" ? {} : { contentType }) };
    const storageId = tx.insert(storageTable, known, { system: true, component });
    tx.insert(fileTable, { uuid, storageId }, system);
    return storageId;
  }

  #erase(uuid: string): void {
    if (this.find(uuid) !== null) return;
    this.#files.remove(uuid).catch((error: unknown) => this.#onError(error));
  }

  #reading<T>(call: Call, work: (reader: Reader) => T): T {
    if (call.reader !== null) return work(call.reader);
    const reader = this.#db.read();
    try {
      return work(reader);
    } finally {
      reader.end();
    }
  }

  async #writing<T>(call: Call, op: string, work: (tx: Writer) => T): Promise<T> {
    if (call.writer !== null) {
      call.effects.writes += 1;
      return work(call.writer);
    }
    if (call.kind === "query") throw new Error(`${op} is not available in queries.`);
    const { value } = await this.#db.mutate(async (tx) => work(tx));
    return value;
  }
}

function checkDigest(saved: SavedFile, given: string | undefined): void {
  if (given === undefined || given === "") return;
  const right = [saved.sha256, Buffer.from(saved.sha256, "hex").toString("base64")];
  if (!right.includes(given)) throw new Error(`The file's sha256 is ${right[1]}, not ${given} as its sender says.`);
}
