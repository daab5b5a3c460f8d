import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "../../database/database";
import { readRecord, writeRecord } from "../host-records";
import type { Push } from "./push-request";

/** What is kept of a push: enough to serve it again without the folder that it came from. */
export type KeptPush = Pick<Push, "definitions" | "functions" | "udfServerVersion">;

const record = "pushed-project";

/** The pushed project in the data folder: its file first, then the row that names it. */
export class PushStore {
  readonly #db: Database;
  readonly #folder: string;

  constructor(db: Database, folder: string) {
    this.#db = db;
    this.#folder = folder;
  }

  /** The push that is in force; null when nothing was pushed. Rejects when its file is damaged. */
  async read(): Promise<KeptPush | null> {
    const reader = this.#db.read();
    let hash: string | null;
    try {
      hash = readRecord(reader, record);
    } finally {
      reader.end();
    }
    if (hash === null) return null;
    const text = await readFile(this.#file(hash), "utf8");
    if (sha256(text) !== hash)
      throw new Error("The pushed project is damaged: push it again, or restore a backup of the data folder.");
    return JSON.parse(text) as KeptPush;
  }

  /** Keeps a push in the place of the one before; once this resolves a restart serves it. */
  async write({ definitions, functions, udfServerVersion }: KeptPush): Promise<void> {
    const text = JSON.stringify({ definitions, functions, udfServerVersion });
    const hash = sha256(text);
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const draft = join(this.#folder, "draft");
    const file = await open(draft, "w", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, this.#file(hash));
    await this.#db.mutate(async (tx) => writeRecord(tx, record, hash));
    for (const name of await readdir(this.#folder))
      if (name !== `${hash}.json`) await rm(join(this.#folder, name), { force: true });
  }

  #file(hash: string): string {
    return join(this.#folder, `${hash}.json`);
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
