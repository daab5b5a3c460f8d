import { describe, expect, test } from "vitest";
import { firstPage, type OpenGround } from "../shared/ground.contract";
import type { Invitation, InvitationId } from "./invitation";
import type { InvitationStore } from "./invitation-store";

/** What every invitation store must do, whatever it is made of. */
export function invitationStoreContract(name: string, open: OpenGround<InvitationStore>) {
  const to = (emailKey: string, invitedBy: Invitation["invitedBy"], more: Partial<Invitation> = {}) => ({
    email: emailKey,
    emailKey,
    role: "instructor" as const,
    status: "pending" as const,
    invitedBy,
    invitedByName: "Ada",
    sentAt: 1,
    sentCount: 1,
    expiresAt: 9,
    endedAt: null,
    acceptedBy: null,
    ...more,
  });

  describe(`${name} keeps invitations`, () => {
    test("an invitation is found by id, and by its address while it is pending", async () => {
      const { use, userIds } = await open();
      const id = await use((s) => s.add(to("zoe@contract.example", userIds[0])));
      const kept = await use((s) => s.byId(id));
      expect(kept).toMatchObject({ email: "zoe@contract.example", role: "instructor", endedAt: null });
      expect(await use((s) => s.pendingOf("zoe@contract.example"))).toEqual(kept);
      await use((s) => s.change(id, { status: "accepted", acceptedBy: userIds[1], endedAt: 4 }));
      expect(await use((s) => s.pendingOf("zoe@contract.example"))).toBeNull();
      expect(await use((s) => s.ofAddress("zoe@contract.example", 5))).toMatchObject([{ acceptedBy: userIds[1] }]);
    });
    test("an unknown id, a text that is no id and an unknown address find nothing", async () => {
      const { use, userIds } = await open();
      const id = await use((s) => s.add(to("zoe@contract.example", userIds[0])));
      await use((s) => s.remove(id));
      expect(await use((s) => s.byId(id))).toBeNull();
      expect(await use((s) => s.byId("nothing" as InvitationId))).toBeNull();
      expect(await use((s) => s.pendingOf("zoe@contract.example"))).toBeNull();
      expect(await use((s) => s.ofAddress("zoe@contract.example", 5))).toEqual([]);
    });
    test("the list is newest first, all of them or those of one state", async () => {
      const { use, userIds } = await open();
      for (const [key, more] of [
        ["a@contract.example", {}],
        ["b@contract.example", { status: "revoked" as const, endedAt: 3 }],
        ["c@contract.example", {}],
      ] as const) {
        await use((s) => s.add(to(key, userIds[0], more)));
      }
      const listed = (filter: Parameters<InvitationStore["list"]>[0]) =>
        use(async (s) => (await s.list(filter, firstPage)).page.map((row) => row.email[0]));
      expect(await listed({})).toEqual(["c", "b", "a"]);
      expect(await listed({ status: "pending" })).toEqual(["c", "a"]);
      expect(await listed({ status: "revoked" })).toEqual(["b"]);
      expect(await listed({ status: "expired" })).toEqual([]);
    });
    test("an invitation brings courses, each with one role, and takes them along when it goes", async () => {
      const { use, userIds, courseIds } = await open();
      const [first, second] = courseIds;
      const id = await use((s) => s.add(to("zoe@contract.example", userIds[0])));
      const other = await use((s) => s.add(to("bo@contract.example", userIds[0])));
      await use((s) => s.bring({ invitationId: id, courseId: first, role: "grader" }));
      await use((s) => s.bring({ invitationId: id, courseId: first, role: "editor" }));
      await use((s) => s.bring({ invitationId: id, courseId: second, role: "grader" }));
      await use((s) => s.bring({ invitationId: other, courseId: first, role: "grader" }));
      const courses = async (of: InvitationId) => (await use((s) => s.coursesOf(of))).map((row) => row.role).sort();
      expect(await courses(id)).toEqual(["editor", "grader"]);
      expect(await use((s) => s.bringing(first, 5))).toHaveLength(2);
      expect(await use((s) => s.bringing(first, 1))).toHaveLength(1);
      await use((s) => s.leaveOut(id, second));
      expect(await use((s) => s.coursesOf(id))).toMatchObject([{ courseId: first, role: "editor" }]);
      await use((s) => s.remove(id));
      expect(await courses(id)).toEqual([]);
      expect(await use((s) => s.bringing(first, 5))).toMatchObject([{ invitationId: other }]);
    });
    test("those that ended before a time are found, and no pending one", async () => {
      const { use, userIds } = await open();
      const ended = (endedAt: number | null) =>
        use((s) => s.add(to(`${endedAt}@contract.example`, userIds[0], { endedAt })));
      for (const endedAt of [null, 2, 5, 3]) await ended(endedAt);
      const found = await use((s) => s.endedBefore(5, 5));
      expect(found.map((row) => row.endedAt).sort()).toEqual([2, 3]);
      expect(await use((s) => s.endedBefore(5, 1))).toHaveLength(1);
    });
  });
}
