import { RealClient } from "./real-client";
import { ask } from "./server";

const inFlight = 24;
const rowsPerLook = 1_500;

type Marked = { token: string; serial: number; parts: number[] };

/** Clients that write without a pause, each write in three rows, and remember what they were told. */
export class Markers {
  readonly acknowledged = new Map<string, number>();
  readonly wrong: string[] = [];
  readonly #clients: RealClient[];
  #next = 0;
  #isOver = false;
  #open = 0;
  #onAcknowledged: () => void = () => undefined;

  constructor(url: string, count: number) {
    const watch = { seen: () => undefined, wrong: (what: string) => void this.wrong.push(what) };
    this.#clients = Array.from({ length: count }, () => new RealClient(url, watch));
    for (const client of this.#clients) for (let i = 0; i < inFlight; i++) void this.#write(client);
  }

  /** Resolves when so many writes are acknowledged. */
  reached(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#onAcknowledged = () => {
        if (this.acknowledged.size >= count) resolve();
      };
      this.#onAcknowledged();
    });
  }

  /** Begins no more writes; resolves when all that were begun have been answered. */
  async finish(): Promise<void> {
    this.#isOver = true;
    await new Promise<void>((resolve) => {
      this.#onAcknowledged = () => {
        if (this.#open === 0) resolve();
      };
      this.#onAcknowledged();
    });
    for (const client of this.#clients) client.leave();
  }

  /** Reads everything back: nothing lost, nothing doubled, nothing half done. */
  async judge(url: string): Promise<string[]> {
    const wrong = [...this.wrong];
    const serials = new Map<string, number>();
    for (let from = 0; ;) {
      const rows = await ask<Marked[]>(url, "work:marked", { from, count: rowsPerLook });
      if (rows.length === 0) break;
      for (const { token, serial, parts } of rows) {
        if (serial !== from++) wrong.push(`write ${from - 1} has the serial ${serial}`);
        if (serials.has(token)) wrong.push(`${token} is there twice`);
        if (parts.join() !== "0,1") wrong.push(`${token} has the parts ${parts.join()}`);
        serials.set(token, serial);
      }
    }
    for (const [token, serial] of this.acknowledged)
      if (serials.get(token) !== serial)
        wrong.push(`${token} was acknowledged as ${serial} and is ${serials.get(token) ?? "lost"}`);
    return wrong;
  }

  async #write(client: RealClient): Promise<void> {
    this.#open += 1;
    while (!this.#isOver) {
      const token = `m${this.#next++}`;
      const { success, result } = await client.protocol.mutate("work:mark", { token });
      if (!success) this.wrong.push(`${token} failed: ${JSON.stringify(result)}`);
      else this.acknowledged.set(token, (result as { serial: number }).serial);
      this.#onAcknowledged();
    }
    this.#open -= 1;
    this.#onAcknowledged();
  }
}
