import type { Journal, JournalRecord } from "../src/store/journal";
import { JournaledStore, type JournalSizes } from "../src/store/journaled-store";
import { DamagedStoreError, type KeyValueStore, type Snapshot, type Write } from "../src/store/key-value-store";
import { MemoryStore } from "../src/store/memory-store";
import type { Chance } from "./chance";
import type { SimulatedMachine } from "./simulated-world";

/** Lies that a disk or a store could tell; each must be noticed. */
export type Sabotage = "acknowledge before the flush" | "forget a batch" | "serve damaged records";

type Flush = { readonly machine: SimulatedMachine; readonly keep: () => void };

/** So small that moving, turning and large batches happen all the time. */
const sizes: JournalSizes = { keys: 60, bytes: 9_000, largestRecord: 4_000, keysPerMove: 15 };

/**
 * A disk below the runtime: a journal, and the pages that batches are moved to. Writing takes time; when the power goes,
 * what is under way is on the disk or it is not, as chance has it. It can be full, and a record on it can lose a bit.
 */
export class SimulatedDisk {
  readonly #chance: Chance;
  readonly #note: (what: string) => void;
  readonly #sabotage: Sabotage | null;
  readonly #underWay = new Set<Flush>();
  readonly #journal = new Map<number, { readonly batch: readonly Write[]; isNeeded: boolean; file: 0 | 1 }>();
  readonly #pages = new MemoryStore();
  #damagedKey: string | null = null;
  /** What refuses to be written: everything, or only what makes a file longer. */
  full: "no" | "pages" | "everything" = "no";
  /** How often a batch was given to the pages while another one was under way: their contract forbids it. */
  overlaps = 0;

  constructor(chance: Chance, note: (what: string) => void, sabotage: Sabotage | null = null) {
    this.#chance = chance;
    this.#note = note;
    this.#sabotage = sabotage;
  }

  /** What one run of a machine sees of the disk; throws DamagedStoreError as opening the real one does. */
  attach(machine: SimulatedMachine): KeyValueStore {
    return new JournaledStore(this.#openPages(machine), this.#openJournal(machine), sizes);
  }

  /** The power goes. */
  cut(): void {
    for (const flush of this.#underWay) {
      if (this.full === "no" && this.#chance.happens(0.5)) flush.keep();
      else this.#note("disk: lost what was under way");
    }
    this.#underWay.clear();
    // What a file held before it was used again may still lie behind what was written since.
    for (const [number, { isNeeded }] of this.#journal)
      if (!isNeeded && this.#chance.happens(0.5)) this.#journal.delete(number);
  }

  /** One stored record loses a bit: reading it must tell, never serve it. */
  damage(): void {
    const snapshot = this.#pages.snapshot();
    const keys: string[] = [];
    const often: string[] = [];
    const rows = snapshot.range({ from: new Uint8Array(), to: new Uint8Array(32).fill(255), reverse: false });
    for (let row = rows.next(); !row.done; row = rows.next()) {
      const key = Buffer.from(row.value.key).toString("hex");
      const isReadOften = /"_id"/.test(row.value.value) && /"(items|balance|next)"/.test(row.value.value);
      (isReadOften ? often : keys).push(key);
    }
    // Most records are never read again; the damage should be met.
    this.#damagedKey = this.#chance.pick(often.length > 0 && this.#chance.happens(0.7) ? often : keys) ?? null;
    this.#note(`disk: damaged ${this.#damagedKey}`);
  }

  /** The damaged record is restored from a backup. */
  repair(): void {
    this.#damagedKey = null;
  }

  #write(machine: SimulatedMachine, keep: () => void, isFull: () => boolean, lies = false): Promise<void> {
    return new Promise((resolve, reject) => {
      // Nothing reaches the disk from a machine that is off.
      if (!machine.isOn) return;
      if (lies) resolve();
      const flush: Flush = { machine, keep };
      this.#underWay.add(flush);
      const takesMs = this.#chance.between(0.1, this.#chance.happens(0.05) ? 80 : 3);
      machine.after(takesMs * (lies ? 5_000 : 1), () => {
        this.#underWay.delete(flush);
        if (isFull()) {
          this.#note("disk: full");
          reject(new Error("the disk is full"));
          return;
        }
        if (this.#sabotage !== "forget a batch" || !this.#chance.happens(0.05)) keep();
        resolve();
      });
    });
  }

  #openJournal(machine: SimulatedMachine): Journal {
    const records = this.#journal;
    let current: 0 | 1 = 0;
    let length = 0;
    return {
      get length() {
        return length;
      },
      recordsAfter(position) {
        const found = [...records]
          .filter(([number]) => number > position)
          .sort(([a], [b]) => a - b)
          .map(([number, { batch }]): JournalRecord => ({ number, batch }));
        found.forEach(({ number }, i) => {
          if (number !== position + 1 + i)
            throw new DamagedStoreError(`The journal has lost record ${position + 1 + i}.`);
        });
        return found;
      },
      append: ({ number, batch }) => {
        const file = current;
        const isFirst = length === 0;
        const keep = () => {
          this.#note(`disk: journal ${number} of ${batch.length}`);
          // A file that is used again is written over from its beginning: only from then on may what lay there be gone.
          if (isFirst) for (const record of records.values()) if (record.file === file) record.isNeeded = false;
          records.set(number, { batch, isNeeded: true, file });
        };
        const lies = this.#sabotage === "acknowledge before the flush";
        return this.#write(machine, keep, () => this.full === "everything", lies).then(() => {
          for (const { key, value } of batch) length += key.length + (value?.length ?? 0);
        });
      },
      turn() {
        current = current === 0 ? 1 : 0;
        length = 0;
      },
      restart() {
        length = 0;
      },
      close: () => undefined,
    };
  }

  #openPages(machine: SimulatedMachine): KeyValueStore {
    let isBusy = false;
    return {
      snapshot: () => this.#watched(this.#pages.snapshot()),
      commit: async (batch) => {
        if (isBusy) this.overlaps += 1;
        isBusy = true;
        const keep = () => {
          this.#note(`disk: pages ${batch.length}`);
          // The store applies a batch before its promise resolves.
          void this.#pages.commit(batch);
        };
        try {
          await this.#write(machine, keep, () => this.full !== "no");
        } finally {
          isBusy = false;
        }
      },
      close: async () => undefined,
    };
  }

  #watched(snapshot: Snapshot): Snapshot {
    const read = (key: Uint8Array, value: string): string => {
      if (this.#damagedKey === null || Buffer.from(key).toString("hex") !== this.#damagedKey) return value;
      if (this.#sabotage === "serve damaged records")
        return value.replace(/\d(?=\D*$)/, (digit) => `${9 - Number(digit)}`);
      throw new DamagedStoreError("A record does not match its checksum.");
    };
    return {
      get(key) {
        const value = snapshot.get(key);
        return value === undefined ? undefined : read(key, value);
      },
      *range(span) {
        const rows = snapshot.range(span);
        for (let row = rows.next(); !row.done; row = rows.next()) {
          const { key, value } = row.value;
          yield { key, value: read(key, value) };
        }
        return undefined;
      },
      close: () => snapshot.close(),
    };
  }
}
