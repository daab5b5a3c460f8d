import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Write } from "../store/key-value-store";
import { MemoryStore } from "../store/memory-store";
import { parseDocument } from "../values/documents";
import type { QueryJson, Reader } from "./database";
import { openDatabase } from "./open-database";
import { realWorld } from "../world";

/** A disk that takes its time and sometimes refuses, as the generated plan says. */
class UnreliableStore extends MemoryStore {
  readonly plan: { turns: number; outcome: "kept" | "refused" | "kept, but answered with an error" }[] = [];

  override async commit(batch: readonly Write[]): Promise<void> {
    const { turns, outcome } = this.plan.shift() ?? { turns: 0, outcome: "kept" };
    for (let turn = 0; turn < turns; turn++) await nextTurn();
    if (outcome === "refused") throw new Error("the disk is full");
    await super.commit(batch);
    if (outcome !== "kept") throw new Error("the disk answered too late");
  }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
const lists: QueryJson = { source: { type: "FullTableScan", tableName: "lists", order: null }, operators: [] };

function readLists(reader: Reader): Record<string, { id: string; items: number[] }> {
  const found: Record<string, { id: string; items: number[] }> = {};
  const stream = reader.stream(lists);
  for (let step = stream.next(); !step.done; step = stream.next()) {
    const { key, items } = parseDocument(step.value.json);
    found[key as string] = { id: step.value.id, items: items as number[] };
  }
  return found;
}

const itemsOf = (found: ReturnType<typeof readLists>) =>
  Object.fromEntries(Object.entries(found).map(([key, { items }]) => [key, items]));

const step = fc.record({
  kind: fc.constantFrom<"append" | "throw" | "look" | "read">(
    "append",
    "append",
    "append",
    "throw",
    "look",
    "read",
    "read",
  ),
  key: fc.constantFrom("a", "b", "c"),
  turnsBefore: fc.nat(12),
  turnsInside: fc.nat(3),
});
const outcome = fc.constantFrom<UnreliableStore["plan"][number]["outcome"]>(
  "kept",
  "kept",
  "kept",
  "refused",
  "kept, but answered with an error",
);

describe("histories", () => {
  it("[TX6] [TX13] [TX14] any interleaving of writers, readers and a failing disk is one serial history in timestamp order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.array(fc.record({ turns: fc.nat(8), outcome }), { maxLength: 12 }),
        async (steps, plan) => {
          const store = new UnreliableStore();
          const database = await openDatabase({ store, world: { ...realWorld, now: () => 1_000 } });
          store.plan.push(...plan);
          const told: bigint[] = [];
          database.onCommit((commits) => told.push(...commits.map(({ ts }) => ts)));
          type Acknowledged = { ts: bigint; item: number; key: string; saw: Record<string, number[]> };
          const acknowledged: Acknowledged[] = [];
          const failed: number[] = [];
          const reads: { ts: bigint; saw: Record<string, number[]> }[] = [];

          await Promise.all(
            steps.map(async ({ kind, key, turnsBefore, turnsInside }, item) => {
              for (let turn = 0; turn < turnsBefore; turn++) await nextTurn();
              if (kind === "read") {
                const reader = database.read();
                reads.push({ ts: reader.ts, saw: itemsOf(readLists(reader)) });
                reader.end();
                return;
              }
              const write = database.mutate(async (tx) => {
                const found = readLists(tx);
                for (let turn = 0; turn < turnsInside; turn++) await nextTurn();
                if (kind === "look") return itemsOf(found);
                const nested = tx.child();
                const list = found[key];
                if (list === undefined) nested.insert("lists", { key, items: [item] });
                else nested.patch(list.id, { items: [...list.items, item] });
                nested.keep();
                if (kind === "throw") throw new Error("changed my mind");
                return itemsOf(found);
              });
              try {
                const { value, ts } = await write;
                if (kind === "look") reads.push({ ts, saw: value });
                else {
                  expect(told).toContain(ts);
                  acknowledged.push({ ts, item, key, saw: value });
                }
              } catch (error) {
                expect((error as Error).message).toMatch(/changed my mind|could not be saved/);
                failed.push(item);
              }
            }),
          );

          // The history that the timestamps tell, replayed one after the other.
          const inOrder = [...acknowledged].sort((a, b) => (a.ts < b.ts ? -1 : 1));
          expect([...told]).toEqual(inOrder.map(({ ts }) => ts));
          const replayed: Record<string, number[]> = {};
          const text = (some: Record<string, number[]>) => JSON.stringify(Object.entries(some).sort());
          const states: { ts: bigint; lists: string }[] = [{ ts: 0n, lists: text({}) }];
          for (const { ts, item, key, saw } of inOrder) {
            expect(text(saw)).toBe(text(replayed));
            replayed[key] = [...(replayed[key] ?? []), item];
            states.push({ ts, lists: text(replayed) });
          }
          for (const { ts, saw } of reads) {
            expect(text(saw)).toBe(states.filter((state) => state.ts <= ts).at(-1)!.lists);
          }
          const reader = database.read();
          const final = itemsOf(readLists(reader));
          expect(reader.ts).toBe(inOrder.at(-1)?.ts ?? reader.ts);
          reader.end();
          expect(text(final)).toBe(text(replayed));
          expect(
            Object.values(final)
              .flat()
              .filter((item) => failed.includes(item)),
          ).toEqual([]);
          await database.close();
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);
});
