import { createReadStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Value } from "convex/values";
import type { Database } from "../../database/database";
import { HttpRefusal } from "../../http/respond";
import type { FileStore } from "../../storage/file-store";
import type { World } from "../../world";
import { writeArchive } from "./write-archive";

/** The host's table of exports: the newest one is what the command line asks for. */
export const exportTable = { tableName: "_exports", indexes: [] };

/** What exporting needs of its host. */
export type ExportParts = {
  readonly db: Database;
  readonly files: FileStore;
  /** Where archives are kept; only the newest one is. */
  readonly folder: string;
  readonly world: World;
  readonly onError: (error: unknown) => void;
};

type State = Record<string, Value>;

const system = { system: true };
const unfinished = ".part";

/** Makes archives of everything, one at a time, and hands them out. */
export class Exports {
  readonly #parts: ExportParts;
  #running: Promise<void> | null = null;

  constructor(parts: ExportParts) {
    this.#parts = parts;
  }

  /** Marks exports that an earlier process did not end. */
  async start(): Promise<void> {
    const { db } = this.#parts;
    await db.mutate(async (tx) => {
      const source = { type: "FullTableScan", tableName: exportTable.tableName, order: "desc" } as const;
      const rows = tx.stream({ source, operators: [{ limit: 1 }] }, system);
      const row = rows.next();
      rows.return?.();
      if (row.done) return;
      const { state } = (JSON.parse(row.value.json) as { state: { state: string } }).state;
      if (state === "requested" || state === "in_progress")
        tx.patch(row.value.id, { state: { state: "failed" } }, exportTable.tableName, system);
    });
  }

  /** Begins an export; refuses while another one is under way. */
  async request(includesFiles: boolean): Promise<void> {
    if (this.#running !== null)
      throw new HttpRefusal(400, "ExportInProgress", "There is an export in progress already.");
    let id = "";
    const requested = this.#parts.db.mutate(async (tx) => {
      id = tx.insert(exportTable.tableName, { state: { state: "requested" } }, system);
    });
    this.#running = requested
      .then(() => this.#run(id, includesFiles))
      .catch((error: unknown) => this.#parts.onError(error))
      .finally(() => {
        this.#running = null;
      });
    await requested;
  }

  /** Sends the archive of a moment; refuses when it is not kept. */
  async send(ts: string, res: ServerResponse): Promise<void> {
    const path = join(this.#parts.folder, `${ts}.zip`);
    const found = /^\d{1,20}$/.test(ts) ? await stat(path).catch(() => null) : null;
    if (found === null) throw new HttpRefusal(404, "NoSuchExport", "This export is not kept here any more.");
    res.writeHead(200, {
      "Content-Type": "application/zip",
      "Content-Length": found.size,
      "Content-Disposition": `attachment; filename=snapshot_${ts}.zip`,
    });
    await pipeline(createReadStream(path), res);
  }

  /** Resolves when nothing is being exported. */
  async close(): Promise<void> {
    await this.#running;
  }

  async #run(id: string, includesFiles: boolean): Promise<void> {
    const { db, files, folder, world } = this.#parts;
    try {
      await this.#set(id, { state: "in_progress" });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const reader = db.readWhole();
      const name = `${reader.ts}.zip`;
      try {
        const breathe = () => new Promise<void>((resolve) => world.soon(resolve));
        await writeArchive(join(folder, name + unfinished), { reader, files, includesFiles, breathe });
      } finally {
        reader.end();
      }
      await rename(join(folder, name + unfinished), join(folder, name));
      for (const other of await readdir(folder)) if (other !== name) await rm(join(folder, other), { force: true });
      const state = { state: "completed", start_ts: reader.ts, complete_ts: db.durableTs, zip_object_key: name };
      await this.#set(id, state);
    } catch (error) {
      await this.#set(id, { state: "failed" });
      throw error;
    }
  }

  async #set(id: string, state: State): Promise<void> {
    await this.#parts.db.mutate(async (tx) => tx.patch(id, { state }, exportTable.tableName, system));
  }
}
