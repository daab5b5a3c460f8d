import { describe, expect, test } from "vitest";
import { firstPage, type OpenGround } from "../shared/ground.contract";
import type { NotificationStore } from "./notification-store";

/** What every notification store must do, whatever it is made of. */
export function notificationStoreContract(name: string, open: OpenGround<NotificationStore>) {
  describe(`${name} keeps notifications`, () => {
    test("news is unread until it is read, once", async () => {
      const { use, userIds } = await open();
      const [userId, other] = userIds;
      const told = { userId, kind: "courseCompleted" as const, params: { course: "Knots" }, href: "/courses/knots" };
      await use((s) => s.add({ ...told, createdAt: 1 }));
      await use((s) => s.add({ ...told, createdAt: 2 }));
      expect(await use((s) => s.unread(userId))).toBe(2);
      expect(await use((s) => s.unread(other))).toBe(0);

      const { page } = await use((s) => s.list(userId, firstPage));
      expect(page.map((row) => row.createdAt)).toEqual([2, 1]);
      const [newest] = page;
      await use((s) => s.markRead([newest!], 9));
      await use((s) => s.markRead([newest!], 10));
      expect(await use((s) => s.byId(newest!._id))).toEqual({ ...newest, readAt: 9 });
      expect(await use((s) => s.unread(userId))).toBe(1);
      expect((await use((s) => s.someUnread(userId, 5))).map((row) => row.createdAt)).toEqual([1]);
    });
    test("some unread are at most as many as asked for", async () => {
      const { use, userIds } = await open();
      const told = { userId: userIds[0], kind: "roleChanged" as const, params: { role: "admin" }, href: "/account" };
      for (let createdAt = 0; createdAt < 3; createdAt++) await use((s) => s.add({ ...told, createdAt }));
      expect(await use((s) => s.someUnread(userIds[0], 2))).toHaveLength(2);
    });
    test("what someone chose is one row, and theirs alone", async () => {
      const { use, userIds } = await open();
      const [userId, other] = userIds;
      expect(await use((s) => s.choices(userId))).toBeNull();
      const quiet = { topics: [{ topic: "teaching" as const, inApp: false, mail: "off" as const }], digest: null };
      await use((s) => s.saveChoices(userId, quiet));
      await use((s) => s.saveChoices(userId, { ...quiet, digest: "weekly" }));
      expect(await use((s) => s.choices(userId))).toEqual({ ...quiet, digest: "weekly" });
      expect(await use((s) => s.choices(other))).toBeNull();
      await use((s) => s.forgetChoices(userId));
      expect(await use((s) => s.choices(userId))).toBeNull();
    });
    test("digests that are due come in the order of their time", async () => {
      const { use, userIds } = await open();
      const [userId, other] = userIds;
      const items = [
        { notificationId: null, kind: "courseCompleted" as const, params: { course: "Knots" }, href: "/courses/knots" },
      ];
      await use((s) => s.saveDigest({ userId, dueAt: 9, items, more: 0 }));
      await use((s) => s.saveDigest({ userId: other, dueAt: 5, items, more: 2 }));
      await use((s) => s.saveDigest({ userId, dueAt: 8, items, more: 1 }));
      expect(await use((s) => s.digest(userId))).toEqual({ userId, dueAt: 8, items, more: 1 });
      expect((await use((s) => s.digestsDue(8, 5))).map((row) => row.userId)).toEqual([other, userId]);
      expect((await use((s) => s.digestsDue(8, 1))).map((row) => row.userId)).toEqual([other]);
      expect(await use((s) => s.digestsDue(4, 5))).toEqual([]);
      await use((s) => s.dropDigest(other));
      expect(await use((s) => s.digest(other))).toBeNull();
    });
  });
}
