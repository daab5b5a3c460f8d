import { inspect } from "node:util";
import type { Database } from "./database/database";
import { DamagedStoreError } from "./store/key-value-store";

/**
 * What is known of the data. It is checked, for a limited time and beside the other work, when whoever held it before has
 * not closed it; "damaged" says what was found, and everything that is not damaged is still served.
 */
export type DataHealth =
  | { readonly state: "closed" | "checking" | "checked" | "partly checked" }
  | { readonly state: "damaged"; readonly message: string };

/** How long data is checked after an unclean stop. */
const checkForMs = 60_000;
/** So many kinds of damage are told one by one. */
const mostTold = 100;

/** Keeps what is known of the data, and tells every damage once. */
export class DataWatch {
  readonly #log: (line: string) => void;
  readonly #told = new Set<string>();
  #health: DataHealth = { state: "closed" };

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  get health(): DataHealth {
    return this.#health;
  }

  /** Tells of an error that no caller is told of; damage changes the health. */
  readonly onError = (error: unknown): void => {
    const damage = damageIn(error);
    if (damage === null) this.#log(inspect(error));
    else this.#met(damage);
  };

  /** Reads what it can in a minute, beside the other work. */
  async check(db: Database): Promise<void> {
    this.#become({ state: "checking" });
    this.#log("The data was not closed properly, by a crash or a power cut: it is being checked.");
    const { documents, isWhole } = await db.verify(checkForMs).catch((error: unknown) => {
      // What cannot be read as what it should be is damaged, whatever the reader calls it.
      const message = error instanceof Error ? error.message : String(error);
      throw damageIn(error) ?? new DamagedStoreError(message, { cause: error });
    });
    this.#become({ state: isWhole ? "checked" : "partly checked" });
    this.#log(
      isWhole
        ? `The data is whole: ${documents} documents and their indexes were checked.`
        : `No damage was found in the first ${documents} documents; the check has ended after its time.`,
    );
  }

  /** Damage that was met is not forgotten by a check that has not come to it. */
  #become(health: DataHealth): void {
    if (this.#health.state !== "damaged") this.#health = health;
  }

  #met({ message }: DamagedStoreError): void {
    this.#health = { state: "damaged", message };
    if (this.#told.has(message) || this.#told.size >= mostTold) return;
    this.#told.add(message);
    this.#log(`THE DATA IS DAMAGED. ${message}`);
  }
}

function damageIn(error: unknown): DamagedStoreError | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof DamagedStoreError) return at;
  return null;
}
