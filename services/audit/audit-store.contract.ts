import { describe, expect, test } from "vitest";
import { firstPage, type OpenGround } from "../shared/ground.contract";
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
      await use((s) => s.hideTarget("user", "a", 5));
      expect((await use((s) => s.list(firstPage))).page.map((row) => [row.at, row.targetLabel])).toEqual([
        [3, "–"],
        [2, "Bo"],
        [1, "–"],
      ]);
    });
  });
}
