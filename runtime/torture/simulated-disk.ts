import { DamagedStoreError, type KeyValueStore, type Snapshot, type Write } from "../src/store/key-value-store";
import { MemoryStore } from "../src/store/memory-store";
import type { Chance } from "./chance";
import type { SimulatedMachine } from "./simulated-world";

/** Lies that a disk or a store could tell; each must be noticed. */
export type Sabotage = "acknowledge before the flush" | "forget a batch" | "serve damaged records";

type Flush = { readonly batch: readonly Write[]; readonly machine: SimulatedMachine };

/**
 * A disk below the runtime. A batch takes time to reach it; when the power goes, one that is under way is on the disk
 * or it is not, as chance has it. It can be full, and a record on it can lose a bit.
 */
export class SimulatedDisk {
  readonly #chance: Chance;
  readonly #note: (what: string) => void;
  #records = new MemoryStore();
  #underWay: Flush | null = null;
  #damagedKey: string | null = null;
  readonly #sabotage: Sabotage | null;
  /** What is on the disk really, when more has been acknowledged. */
  #beforeLies: MemoryStore | null = null;
  isFull = false;
  /** How many batches are on the disk. */
  flushes = 0;
  /** How often a batch was given while another one was under way: the store's contract forbids it. */
  overlaps = 0;

  constructor(chance: Chance, note: (what: string) => void, sabotage: Sabotage | null = null) {
    this.#chance = chance;
    this.#note = note;
    this.#sabotage = sabotage;
  }

  /** What one run of a machine sees of the disk. */
  attach(machine: SimulatedMachine): KeyValueStore {
    return {
      snapshot: () => this.#watched(this.#records.snapshot()),
      commit: (batch) =>
        new Promise((resolve, reject) => {
          // Nothing reaches the disk from a machine that is off.
          if (!machine.isOn) return;
          if (this.#sabotage === "acknowledge before the flush") {
            this.#keepForNow({ batch, machine });
            resolve();
            return;
          }
          if (this.#underWay !== null) this.overlaps += 1;
          const flush = { batch, machine };
          this.#underWay = flush;
          machine.after(this.#chance.between(0.1, this.#chance.happens(0.05) ? 80 : 3), () => {
            this.#underWay = null;
            if (this.isFull) {
              this.#note("disk: full");
              reject(new Error("the disk is full"));
              return;
            }
            if (this.#sabotage !== "forget a batch" || !this.#chance.happens(0.02)) this.#keep(flush);
            // Some disks tell of an error after the work is done.
            if (this.#chance.happens(0.005)) reject(new Error("the disk answered too late"));
            else resolve();
          });
        }),
      close: async () => undefined,
    };
  }

  /** The power goes. */
  cut(): void {
    if (this.#beforeLies !== null) this.#records = this.#beforeLies;
    this.#beforeLies = null;
    const flush = this.#underWay;
    this.#underWay = null;
    if (flush !== null && !this.isFull && this.#chance.happens(0.5)) this.#keep(flush);
    else if (flush !== null) this.#note(`disk: lost a batch of ${flush.batch.length}`);
  }

  /** One stored record loses a bit: reading it must tell, never serve it. */
  damage(): void {
    const snapshot = this.#records.snapshot();
    const keys: string[] = [];
    const often: string[] = [];
    const rows = snapshot.range({ from: new Uint8Array(), to: new Uint8Array(32).fill(255), reverse: false });
    for (let row = rows.next(); !row.done; row = rows.next()) {
      const key = Buffer.from(row.value.key).toString("hex");
      (/"(items|balance|next)"/.test(row.value.value) ? often : keys).push(key);
    }
    // Most records are never read again; the damage should be met.
    this.#damagedKey = this.#chance.pick(often.length > 0 && this.#chance.happens(0.7) ? often : keys) ?? null;
    this.#note(`disk: damaged ${this.#damagedKey}`);
  }

  /** The damaged record is restored from a backup. */
  repair(): void {
    this.#damagedKey = null;
  }

  #keep({ batch }: Flush): void {
    // The store applies a batch before its promise resolves.
    void this.#records.commit(batch);
    this.flushes += 1;
    this.#note(`disk: kept a batch of ${batch.length}`);
  }

  #keepForNow(flush: Flush): void {
    const before = this.#records.reopened();
    this.#beforeLies ??= before;
    this.#keep(flush);
    flush.machine.after(500, () => (this.#beforeLies = null));
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
