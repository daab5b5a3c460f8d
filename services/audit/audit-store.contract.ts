import { describe, expect, test } from "vitest";
import { firstPage, type OpenGround } from "../shared/ground.contract";
import type { AuditEntry } from "./audit-entry";
import type { AuditStore } from "./audit-store";

/** What every audit store must do, whatever it is made of. */
export function auditStoreContract(name: string, open: OpenGround<AuditStore>) {
  describe(`${name} keeps the audit log`, () => {
    test("entries come newest first, all of them or those about one thing", async () => {
      const { use, userIds } = await open();
      const act = (targetId: string, at: number) => ({
        actorId: userIds[0],
        actorName: "Amy",
        action: "user.deactivated" as const,
        targetKind: "user" as const,
        targetId,
        targetLabel: "Bo",
        before: '{"status":"active"}',
        after: null,
        at,
      });
      for (const [targetId, at] of [
        ["a", 1],
        ["b", 2],
        ["a", 3],
      ] as const) {
        await use((s) => s.add(act(targetId, at)));
      }
      expect((await use((s) => s.list(firstPage))).page.map((row) => row.at)).toEqual([3, 2, 1]);
      expect((await use((s) => s.about("user", "a", 5))).map((row) => row.at)).toEqual([3, 1]);
      expect(await use((s) => s.about("user", "a", 1))).toHaveLength(1);
      expect(await use((s) => s.about("course", "a", 5))).toEqual([]);
      const timesDone = (since: number, most: number, action: AuditEntry["action"] = "user.deactivated") =>
        use((s) => s.timesDone(userIds[0], action, since, most));
      expect([await timesDone(1, 9), await timesDone(2, 9), await timesDone(1, 2)]).toEqual([3, 2, 2]);
      expect(await timesDone(1, 9, "user.reactivated")).toBe(0);
      expect(await use((s) => s.timesDone(userIds[1], "user.deactivated", 1, 9))).toBe(0);
      await use((s) => s.hideTarget("user", "a", 5));
      expect((await use((s) => s.list(firstPage))).page.map((row) => [row.at, row.targetLabel])).toEqual([
        [3, "–"],
        [2, "Bo"],
        [1, "–"],
      ]);
    });
  });
}
