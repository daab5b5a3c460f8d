import { rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import type { Value } from "convex/values";
import { HttpRefusal } from "../../http/respond";
import type { World } from "../../world";
import { applyImport, type ImportSupport } from "./apply-import";
import { effectsOf, planImport, summaryOf, type ImportMode, type ImportPlan, type ImportRequest } from "./import-plan";
import { ImportError } from "./rows";
import { Uploads } from "./uploads";
import { ZipError } from "./zip-reader";

/** The host's table of imports: what the command line watches. */
export const importTable = { tableName: "_imports", indexes: [] };

/** What importing needs of its host. */
export type ImportParts = ImportSupport & {
  readonly folder: string;
  readonly world: World;
  readonly onError: (error: unknown) => void;
};

type Waiting = { readonly path: string; readonly plan: ImportPlan };

const system = { system: true };
const modes = new Set<string>(["requireEmpty", "append", "replace", "replaceAll"]);
const formats = new Set<string>(["csv", "jsonLines", "jsonArray", "zip"]);
const mostWaiting = 4;

function readRequest(input: unknown): ImportRequest {
  const { tableName, componentPath, mode, format } = (input ?? {}) as Record<string, unknown>;
  if (typeof mode !== "string" || !modes.has(mode) || typeof format !== "string" || !formats.has(format))
    throw new HttpRefusal(400, "BadImport", "The mode or the format of the import is not known.");
  return {
    tableName: typeof tableName === "string" ? tableName : null,
    component: typeof componentPath === "string" ? componentPath : "",
    mode: mode as ImportMode,
    format: format as ImportRequest["format"],
  };
}

/** Takes files with documents, says what they would change, and brings them in when that is confirmed. */
export class Imports {
  readonly #parts: ImportParts;
  readonly #uploads: Uploads;
  readonly #waiting = new Map<string, Waiting>();
  #running: Promise<void> = Promise.resolve();

  constructor(parts: ImportParts) {
    this.#parts = parts;
    this.#uploads = new Uploads(parts.folder, parts.world);
  }

  /** Marks imports that an earlier process did not end, and removes their files. */
  async start(): Promise<void> {
    await this.#uploads.clear();
    await this.#parts.db.mutate(async (tx) => {
      const source = { type: "FullTableScan", tableName: importTable.tableName, order: "desc" } as const;
      const rows = tx.stream({ source, operators: [{ limit: 50 }] }, system);
      const unfinished: string[] = [];
      for (let row = rows.next(); !row.done; row = rows.next()) {
        const { state } = (JSON.parse(row.value.json) as { state: { state: string } }).state;
        if (state !== "completed" && state !== "failed") unfinished.push(row.value.id);
      }
      const state = { state: "failed", error_message: "The server was stopped before the import had ended." };
      for (const id of unfinished) tx.patch(id, { state }, importTable.tableName, system);
    });
  }

  startUpload(): Promise<string> {
    return this.#uploads.start();
  }

  takePart(token: string, number: number, req: IncomingMessage): Promise<string> {
    return this.#uploads.take(token, number, req);
  }

  /** Ends an upload and begins to read it; returns the id of the import. */
  async finishUpload(body: Record<string, unknown>): Promise<string> {
    const request = readRequest(body.import);
    const parts = Array.isArray(body.partTokens) ? (body.partTokens as unknown[]) : [];
    const path = this.#uploads.finish(String(body.uploadToken), parts);
    const { value: id } = await this.#parts.db.mutate(async (tx) =>
      tx.insert(importTable.tableName, { state: { state: "uploaded" } }, system),
    );
    this.#inTurn(id, () => this.#read(id, path, request));
    return id;
  }

  /** Brings in what an import has planned. */
  async perform(id: string): Promise<void> {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined)
      throw new HttpRefusal(400, "NoSuchImport", "This import does not wait for confirmation.");
    this.#waiting.delete(id);
    await this.#set(id, { state: "in_progress", progress_message: "Importing", checkpoint_messages: [] });
    this.#inTurn(id, () => this.#apply(id, waiting));
  }

  /** Resolves when nothing is being imported. */
  async close(): Promise<void> {
    await this.#running;
    for (const { plan } of this.#waiting.values()) await plan.close();
    this.#waiting.clear();
  }

  async #read(id: string, path: string, request: ImportRequest): Promise<void> {
    const plan = await planImport(path, request).catch(async (error: unknown) => {
      await rm(path, { force: true });
      throw error;
    });
    for (const [oldest, waiting] of this.#waiting) {
      if (this.#waiting.size < mostWaiting) break;
      this.#waiting.delete(oldest);
      await this.#fail(oldest, "Too many imports wait for confirmation.");
      await this.#discard(waiting);
    }
    const reader = this.#parts.db.read();
    let message: string;
    let removes: boolean;
    try {
      const effects = effectsOf(plan, reader);
      removes = effects.some(({ remove }) => remove > 0);
      const files = plan.files.reduce((sum, component) => sum + component.files.length, 0);
      message = summaryOf(effects, files);
    } catch (error) {
      await this.#discard({ path, plan });
      throw error;
    } finally {
      reader.end();
    }
    this.#waiting.set(id, { path, plan });
    await this.#set(id, {
      state: "waiting_for_confirmation",
      message_to_confirm: message,
      require_manual_confirmation: removes,
    });
  }

  async #apply(id: string, waiting: Waiting): Promise<void> {
    try {
      const reader = this.#parts.db.read();
      const effects = effectsOf(waiting.plan, reader);
      reader.end();
      const written = await applyImport(waiting.plan, effects, this.#parts);
      await this.#set(id, { state: "completed", num_rows_written: BigInt(written) });
    } finally {
      await this.#discard(waiting);
    }
  }

  async #discard({ path, plan }: Waiting): Promise<void> {
    await plan.close();
    await rm(path, { force: true });
  }

  /** One import after the other; what is wrong with one is noted in its row. */
  #inTurn(id: string, work: () => Promise<void>): void {
    this.#running = this.#running.then(work).catch(async (error: unknown) => {
      const isExpected = error instanceof ImportError || error instanceof ZipError;
      if (!isExpected) this.#parts.onError(error);
      const message = error instanceof Error ? error.message : String(error);
      await this.#fail(id, message).catch((failure: unknown) => this.#parts.onError(failure));
    });
  }

  #fail(id: string, message: string): Promise<void> {
    return this.#set(id, { state: "failed", error_message: message });
  }

  async #set(id: string, state: Record<string, Value>): Promise<void> {
    await this.#parts.db.mutate(async (tx) => tx.patch(id, { state }, importTable.tableName, system));
  }
}
