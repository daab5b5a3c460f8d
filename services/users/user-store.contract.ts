import { describe, expect, test } from "vitest";
import { firstPage, type OpenGround } from "../shared/ground.contract";
import type { UserId } from "./user";
import { newUser } from "./user-keys";
import type { UserStore } from "./user-store";

type Given = Partial<Parameters<typeof newUser>[0]>;
const someone = (name: string, more: Given = {}) =>
  newUser({
    tokenIdentifier: `t|${name}`,
    email: `${name.split(" ")[0]}@contract.example`,
    name,
    createdAt: 0,
    ...more,
  });

/** What every user store must do, whatever it is made of. */
export function userStoreContract(name: string, open: OpenGround<UserStore>) {
  const add = (store: UserStore, ...people: [string, Given?][]) =>
    Promise.all(people.map(([called, more]) => store.add(someone(called, more))));

  describe(`${name} keeps people`, () => {
    test("someone is found by id, by token and by address, however it is spelt", async () => {
      const { use } = await open();
      const id = await use((s) => s.add(someone("Zoë Zander", { email: "Zoe@Contract.example" })));
      const kept = await use((s) => s.byId(id));
      expect(kept).toMatchObject({ name: "Zoë Zander", nameKey: "zoë zander", role: "student", status: "active" });
      expect(await use((s) => s.byToken("t|Zoë Zander"))).toEqual(kept);
      expect(await use((s) => s.byEmail("zoe@contract.example", 5))).toEqual([kept]);
      expect(await use((s) => s.byIds([id, id]))).toEqual([kept]);
    });
    test("a text that is no id, an unknown token and an unknown address find nobody", async () => {
      const { use } = await open();
      expect(await use((s) => s.byId("nobody" as UserId))).toBeNull();
      expect(await use((s) => s.byToken("t|nobody"))).toBeNull();
      expect(await use((s) => s.byEmail("nobody@contract.example", 5))).toEqual([]);
    });
    test("the list is by name, and narrowed by beginning, role and status", async () => {
      const { use } = await open();
      await use((s) =>
        add(s, ["Zed Last"], ["Zara First", { role: "instructor" }], ["Zeb Mid", { status: "deactivated" }]),
      );
      const names = (filter: Parameters<UserStore["list"]>[0]) =>
        use(async (s) => (await s.list(filter, firstPage)).page.map((row) => row.name));
      expect(await names({ search: "z" })).toEqual(["Zara First", "Zeb Mid", "Zed Last"]);
      expect(await names({ search: "ZE" })).toEqual(["Zeb Mid", "Zed Last"]);
      expect(await names({ search: "mid" })).toEqual(["Zeb Mid"]);
      expect(await names({ search: "zara@" })).toEqual(["Zara First"]);
      expect(await names({ search: "z", role: "instructor" })).toEqual(["Zara First"]);
      expect(await names({ search: "z", status: "deactivated" })).toEqual(["Zeb Mid"]);
    });
    test("a deleted person is in no list and has no address, but is still found by token", async () => {
      const { use } = await open();
      const id = await use((s) => s.add(someone("Zoe Gone")));
      await use((s) => s.change(id, { deletedAt: 5, status: "deactivated" }));
      expect(await use((s) => s.byEmail("zoe@contract.example", 5))).toEqual([]);
      expect((await use((s) => s.list({ search: "zoe" }, firstPage))).page).toEqual([]);
      expect(await use((s) => s.byToken("t|Zoe Gone"))).toMatchObject({ deletedAt: 5 });
    });
    test("suggestions are active people, at most as many as asked for", async () => {
      const { use } = await open();
      await use((s) => add(s, ["Zed A"], ["Zed B"], ["Zed C", { status: "deactivated" }]));
      expect((await use((s) => s.beginningWith("zed", 8))).map((row) => row.name)).toEqual(["Zed A", "Zed B"]);
      expect(await use((s) => s.beginningWith("zed", 1))).toHaveLength(1);
      expect((await use((s) => s.beginningWith("b zed", 8))).map((row) => row.name)).toEqual(["Zed B"]);
    });
    test("an admin who is deactivated does not count as another admin", async () => {
      const { use } = await open();
      const [first] = await use((s) => add(s, ["Zed A", { role: "admin" }]));
      expect(await use((s) => s.hasActiveAdminBesides(first!))).toBe(false);
      await use((s) => add(s, ["Zed B", { role: "admin", status: "deactivated" }]));
      expect(await use((s) => s.hasActiveAdminBesides(first!))).toBe(false);
      await use((s) => add(s, ["Zed C", { role: "admin" }]));
      expect(await use((s) => s.hasActiveAdminBesides(first!))).toBe(true);
    });
  });
}
