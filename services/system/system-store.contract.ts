import { describe, expect, test } from "vitest";
import type { OpenGround } from "../shared/ground.contract";
import { unknownPart } from "./part";
import type { SystemStore } from "./system-store";

/** What every store of the system's health must do, whatever it is made of. */
export function systemStoreContract(name: string, open: OpenGround<SystemStore>) {
  describe(`${name} keeps how the parts are`, () => {
    test("a part is unknown until something is known of it, and one part is not another", async () => {
      const { use } = await open();
      expect(await use((s) => s.health("search"))).toEqual(unknownPart("search"));
      await use((s) => s.change("search", { isUp: true, checkedAt: 5, tookMs: 12 }));
      await use((s) => s.change("search", { isUp: false, lastError: { kind: "unreachable", status: null } }));
      expect(await use((s) => s.health("search"))).toEqual({
        ...unknownPart("search"),
        ...{ isUp: false, checkedAt: 5, tookMs: 12, lastError: { kind: "unreachable", status: null } },
      });
      expect(await use((s) => s.health("video"))).toEqual(unknownPart("video"));
    });
  });
}
