import { expect, test } from "vitest";
import { MemoryStore } from "../src/store/memory-store";
import { api } from "./fixture/convex/_generated/api";
import { serve, type Served } from "./support/harness";

const entries = { from: new Uint8Array([2]), to: new Uint8Array([3]), reverse: false };

async function until(served: Served, state: string): Promise<void> {
  while (served.runtime.health().data.state !== state) await new Promise((resolve) => setImmediate(resolve));
}

test("[ST11] data that nobody has closed is checked beside the serving, and damage is told by name", async () => {
  const store = new MemoryStore();
  const first = await serve({ store });
  expect(first.runtime.health().data).toEqual({ state: "closed" });
  await first.http().mutation(api.notes.addMany, { list: "a", count: 300 });
  const crashed = store.reopened();
  const damaged = store.reopened();
  await first.stop();

  const second = await serve({ store: crashed });
  await until(second, "checked");
  expect(second.logs.join("\n")).toContain("The data is whole");
  await second.stop();

  const snapshot = damaged.snapshot();
  const pairs = snapshot.range({ ...entries, reverse: true });
  // The newest index entry: one of a note's.
  await damaged.commit([{ key: pairs.next().value!.key, value: null }]);
  snapshot.close();
  const third = await serve({ store: damaged });
  await until(third, "damaged");
  expect(third.logs.join("\n")).toContain("THE DATA IS DAMAGED. Index ");
  expect(await third.http().query(api.notes.inList, { list: "none" })).toEqual([]);
  await third.stop();
});
