import type { Catalog, VectorIndexInfo } from "../database/catalog";
import type { Commit } from "../database/database";
import { checkTableAccess } from "../database/query-plan";
import type { Snapshot } from "../store/key-value-store";
import { encodeId } from "../values/ids";
import { parseVectorQuery, type VectorRequest } from "./vector-query";
import { VectorTable } from "./vector-index";

/** A document found by its vector; the score is the cosine, from -1 to 1. */
export type VectorHit = { readonly _id: string; readonly _score: number };

/** A durable state that is held until it is let go. */
type Held = { readonly catalog: Catalog; readonly snapshot: Snapshot; letGo(): void };

type Support = {
  /** The newest durable state; whoever asks lets it go. */
  readonly newest: () => Held;
  readonly onCommit: (listener: (commits: readonly Commit[]) => void) => () => void;
  readonly breathe: () => Promise<void>;
};

type Loaded = { readonly table: VectorTable; readonly changed: Map<string, Uint8Array>; busy: Promise<unknown> };

/** Searches vectors by comparing all of them. An index is read into memory when it is first asked for, and follows the commits. */
export class VectorSearch {
  readonly #support: Support;
  readonly #loaded = new Map<number, Loaded>();
  /** Which loaded index has that name now. */
  readonly #names = new Map<string, number>();

  constructor(support: Support) {
    this.#support = support;
    support.onCommit((commits) => this.#note(commits));
  }

  async search(request: VectorRequest): Promise<VectorHit[]> {
    const held = this.#support.newest();
    try {
      const dot = request.indexName.indexOf(".");
      const [tableName, shortName] = [request.indexName.slice(0, dot), request.indexName.slice(dot + 1)];
      checkTableAccess(tableName, undefined);
      const table = held.catalog.table(tableName);
      const index = table?.vectors[shortName];
      if (table === undefined || index === undefined)
        throw new Error(
          `Cannot use vector index "${shortName}" for table "${tableName}" because it is not declared in the schema.`,
        );
      const { vector, limit, filter } = parseVectorQuery(index, request);
      const loaded = this.#load(index, held.snapshot);
      // One search of an index after the other: while one breathes, the vectors it compares stay as they are.
      const work = loaded.busy.then(() => {
        this.#refresh(loaded);
        return loaded.table.nearest(vector, limit, filter, this.#support.breathe);
      });
      loaded.busy = work.catch(() => undefined);
      return (await work).map(({ internal, score }) => ({ _id: encodeId(table.number, internal), _score: score }));
    } finally {
      held.letGo();
    }
  }

  #load(index: VectorIndexInfo, snapshot: Snapshot): Loaded {
    let loaded = this.#loaded.get(index.number);
    if (loaded === undefined) {
      const before = this.#names.get(index.name);
      if (before !== undefined) this.#loaded.delete(before);
      loaded = { table: new VectorTable(index, snapshot), changed: new Map(), busy: Promise.resolve() };
      this.#loaded.set(index.number, loaded);
      this.#names.set(index.name, index.number);
    }
    return loaded;
  }

  #refresh({ table, changed }: Loaded): void {
    if (changed.size === 0) return;
    const held = this.#support.newest();
    try {
      table.refresh(changed.values(), held.snapshot);
      changed.clear();
    } finally {
      held.letGo();
    }
  }

  #note(commits: readonly Commit[]): void {
    if (this.#names.size === 0) return;
    for (const { keys } of commits) {
      for (const { index, key } of keys) {
        const number = this.#names.get(index);
        if (number !== undefined) this.#loaded.get(number)?.changed.set(Buffer.from(key).toString("latin1"), key);
      }
    }
  }
}
