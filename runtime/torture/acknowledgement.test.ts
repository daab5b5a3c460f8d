import { afterEach, describe, expect, it } from "vitest";
import { serve, type Served } from "../conformance/support/harness";
import type { KeyValueStore, Write } from "../src/store/key-value-store";
import { MemoryStore } from "../src/store/memory-store";
import { readTrace } from "./flush-order";
import { api } from "../conformance/fixture/convex/_generated/api";

/** A store whose disk waits for our word. */
class Held implements KeyValueStore {
  readonly #store = new MemoryStore();
  #isHeld = false;
  #given: (() => void)[] = [];
  #asked: () => void = () => undefined;
  snapshot = () => this.#store.snapshot();
  close = () => this.#store.close();

  /** From now on nothing reaches the disk; resolves when something is about to. */
  hold(): Promise<void> {
    this.#isHeld = true;
    return new Promise((resolve) => (this.#asked = resolve));
  }

  /** Everything that waits reaches the disk, or is refused by it. */
  release(refusal?: Error): void {
    this.#isHeld = false;
    this.#refusal = refusal ?? null;
    for (const go of this.#given.splice(0)) go();
    this.#refusal = null;
  }
  #refusal: Error | null = null;

  async commit(batch: readonly Write[]): Promise<void> {
    if (this.#isHeld) {
      const refusal = new Promise<Error | null>((resolve) => this.#given.push(() => resolve(this.#refusal)));
      this.#asked();
      const reason = await refusal;
      if (reason !== null) throw reason;
    }
    await this.#store.commit(batch);
  }
}

let served: Served;
afterEach(() => served.stop());

describe("before the disk has it", () => {
  it("[ST12] [TX13] a write is neither answered nor shown to anyone; afterwards it is both", async () => {
    const store = new Held();
    served = await serve({ store });
    const [writer, reader] = [served.client(), served.http()];
    await writer.mutation(api.counters.add, { name: "n", by: 1 });

    const reaching = store.hold();
    let isAnswered = false;
    const answer = writer.mutation(api.counters.add, { name: "n", by: 1 }).then(() => (isAnswered = true));
    await reaching;
    // Whatever a server could say too early it would have said before it answers these.
    for (let i = 0; i < 5; i++) expect(await reader.query(api.counters.read, { name: "n" })).toBe(1);
    expect(isAnswered).toBe(false);

    store.release();
    await answer;
    expect(await reader.query(api.counters.read, { name: "n" })).toBe(2);
  });

  it("[TX14] a refusal of the disk is told in the log with its reason, and the write is done when there is room", async () => {
    const store = new Held();
    served = await serve({ store });
    const client = served.client();
    await client.mutation(api.counters.add, { name: "n", by: 1 });
    const reaching = store.hold();
    const answer = client.mutation(api.counters.add, { name: "n", by: 1 });
    await reaching;
    store.release(new Error("ENOSPC: no space left on device"));
    expect(await answer).toBe(2);
    expect(served.logs.join("\n")).toContain("ENOSPC: no space left on device");
    expect(await served.http().query(api.counters.read, { name: "n" })).toBe(2);
  });
});

describe("the reading of a trace", () => {
  it("[ST12] finds an answer that left before its flush", () => {
    const flush = "12 fdatasync(20) = 0";
    const begun = "12 fdatasync(20 <unfinished ...>";
    const ended = "12 <... fdatasync resumed>)            = 0";
    const failed = "12 fdatasync(20) = -1 EIO (Input/output error)";
    const answer = '11 write(25, "\\201~\\0{\\"type\\":\\"MutationResponse\\"", 90) = 90';
    const read = (...lines: string[]) => readTrace(lines.join("\n"), [31]);
    expect(read(flush, answer, begun, ended, answer)).toEqual({ answers: 2, unflushed: 0 });
    expect(read(begun, answer, ended, failed, answer, answer)).toEqual({ answers: 3, unflushed: 2 });

    const whole = '12 pwrite64(31, "JRNL\\274\\0"..., 512, 764416) = 512';
    const direct = '12 pwrite64(31, "JRNL\\274\\0"..., 512, 764416 <unfinished ...>';
    const done = "12 <... pwrite64 resumed>)              = 512";
    const short = "12 <... pwrite64 resumed>)              = 100";
    const refused = '12 pwrite64(31, "JRNL", 512, 0) = -1 ENOSPC (No space left on device)';
    const cached = '12 pwrite64(30, "JRNL\\274\\0"..., 512, 0) = 512';
    const ofOther = "13 <... pwrite64 resumed>)              = 512";
    expect(read(whole, answer, direct, done, answer)).toEqual({ answers: 2, unflushed: 0 });
    expect(read(direct, answer, done, answer)).toEqual({ answers: 2, unflushed: 1 });
    for (const lines of [[refused], [cached], [direct, short], [direct, ofOther], [direct]])
      expect([lines, read(...lines, answer)]).toEqual([lines, { answers: 1, unflushed: 1 }]);
  });
});
