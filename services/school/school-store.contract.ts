import { describe, expect, test } from "vitest";
import type { OpenGround } from "../shared/ground.contract";
import type { SchoolStore } from "./school-store";

/** What every school store must do, whatever it is made of. */
export function schoolStoreContract(name: string, open: OpenGround<SchoolStore>) {
  describe(`${name} keeps the school's facts`, () => {
    test("a new school has a name and no past, and remembers what happens", async () => {
      const { use } = await open();
      expect(await use((s) => s.get())).toEqual({ name: "Doctrina", bootstrapUsedAt: null, seededAt: null });
      await use((s) => s.change({ bootstrapUsedAt: 5 }));
      await use((s) => s.change({ seededAt: 7 }));
      expect(await use((s) => s.get())).toEqual({ name: "Doctrina", bootstrapUsedAt: 5, seededAt: 7 });
    });
    test("a delivery is taken once until it is forgotten", async () => {
      const { use } = await open();
      expect(await use((s) => s.takeDelivery("d1", 10))).toBe(true);
      expect(await use((s) => s.takeDelivery("d1", 20))).toBe(false);
      await use((s) => s.takeDelivery("d2", 20));
      expect(await use((s) => s.forgetDeliveries(15, 5))).toBe(1);
      expect(await use((s) => s.takeDelivery("d2", 30))).toBe(false);
      expect(await use((s) => s.takeDelivery("d1", 30))).toBe(true);
    });
  });
}
