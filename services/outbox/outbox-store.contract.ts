import { describe, expect, test } from "vitest";
import type { OpenGround } from "../shared/ground.contract";
import { idleChannel } from "./idle-channel";
import type { OutboxItem } from "./outbox-item";
import type { OutboxStore } from "./outbox-store";

const someItem = (key: string, more: Partial<OutboxItem> = {}): Omit<OutboxItem, "_id"> => ({
  ...{ channel: "mail", key, payload: { to: key }, revision: 1, attempts: 0, dueAt: 10, createdAt: 1, lastError: null },
  ...more,
});

/** What every outbox must do, whatever it is made of. */
export function outboxStoreContract(name: string, open: OpenGround<OutboxStore>) {
  describe(`${name} keeps an outbox`, () => {
    test("what is due comes longest waiting first, and what was refused never", async () => {
      const { use } = await open();
      await use((s) => s.add(someItem("late", { dueAt: 30 })));
      await use((s) => s.add(someItem("second", { dueAt: 20 })));
      await use((s) => s.add(someItem("first", { dueAt: 10 })));
      await use((s) => s.add(someItem("refused", { dueAt: null, lastError: "no such address" })));
      expect((await use((s) => s.due("mail", 20, 5))).map((row) => row.key)).toEqual(["first", "second"]);
      expect((await use((s) => s.due("mail", 20, 1))).map((row) => row.key)).toEqual(["first"]);
      expect(await use((s) => s.nextDueAt("mail"))).toBe(10);
      expect((await use((s) => s.refused("mail", 5))).map((row) => row.key)).toEqual(["refused"]);
      expect(await use((s) => s.waiting("mail", 10))).toBe(3);
      expect(await use((s) => s.waiting("mail", 2))).toBe(2);
    });
    test("an item is found by its key, changed and removed", async () => {
      const { use } = await open();
      await use((s) => s.add(someItem("a")));
      const row = await use((s) => s.byKey("mail", "a"));
      await use((s) => s.change(row!._id, { payload: { to: "b" }, revision: 2 }));
      expect(await use((s) => s.byKey("mail", "a"))).toMatchObject({ payload: { to: "b" }, revision: 2 });
      await use((s) => s.remove(row!._id));
      expect(await use((s) => s.byKey("mail", "a"))).toBeNull();
      expect(await use((s) => s.nextDueAt("mail"))).toBeNull();
    });
    test("a channel is idle until something is known of it", async () => {
      const { use } = await open();
      expect(await use((s) => s.state("mail"))).toEqual(idleChannel("mail"));
      await use((s) => s.changeState("mail", { lease: "a", leasedUntil: 5 }));
      await use((s) => s.changeState("mail", { delivered: 3 }));
      expect(await use((s) => s.state("mail"))).toEqual({
        ...idleChannel("mail"),
        lease: "a",
        leasedUntil: 5,
        delivered: 3,
      });
    });
  });
}
