import { describe, expect, test } from "vitest";
import { firstPage, type OpenGround } from "../shared/ground.contract";
import type { Mail } from "./mail";
import type { MailStore } from "./mail-store";

const someMail = (more: Partial<Omit<Mail, "_id">>): Omit<Mail, "_id"> => ({
  key: "a",
  template: "welcome",
  userId: null,
  to: "ada@example.com",
  locale: null,
  params: "{}",
  unlessRead: null,
  isTest: false,
  causedBy: null,
  state: "waiting",
  reason: null,
  error: null,
  subject: null,
  vendorId: null,
  createdAt: 1,
  sentAt: null,
  ...more,
});

/** What every mail store must do, whatever it is made of. */
export function mailStoreContract(name: string, open: OpenGround<MailStore>) {
  describe(`${name} keeps mails`, () => {
    test("a mail is found by its id, by its occasion and by the vendor's name for it", async () => {
      const { use } = await open();
      const _id = await use((s) => s.add(someMail({})));
      await use((s) => s.change(_id, { state: "sent", vendorId: "v1", params: null }));
      const expected = { ...someMail({ state: "sent", vendorId: "v1", params: null }), _id };
      expect(await use((s) => s.byId(_id))).toMatchObject(expected);
      expect(await use((s) => s.byKey("a"))).toMatchObject(expected);
      expect(await use((s) => s.byVendorId("v1"))).toMatchObject(expected);
      expect(await use((s) => s.byVendorId("v2"))).toBeNull();
      expect(await use((s) => s.byId("no id at all"))).toBeNull();
      await use((s) => s.remove(_id));
      expect(await use((s) => s.byId(_id))).toBeNull();
    });
    test("mails are listed newest first, by state and by the beginning of the address", async () => {
      const { use } = await open();
      await use((s) => s.add(someMail({ key: "a", createdAt: 1 })));
      await use((s) => s.add(someMail({ key: "b", createdAt: 2, state: "sent" })));
      await use((s) => s.add(someMail({ key: "c", createdAt: 3, to: "bo@example.com" })));
      const keys = async (filter: Parameters<MailStore["list"]>[0]) =>
        (await use((s) => s.list(filter, firstPage))).page.map((row) => row.key);
      expect(await keys({})).toEqual(["c", "b", "a"]);
      expect(await keys({ state: "waiting" })).toEqual(["c", "a"]);
      expect(await keys({ to: "bo" })).toEqual(["c"]);
      expect(await keys({ to: "ada@", state: "sent" })).toEqual(["b"]);
      expect((await use((s) => s.inState("waiting", 3, 5))).map((row) => row.key)).toEqual(["a"]);
      expect((await use((s) => s.madeBefore(3, 1))).map((row) => row.key)).toEqual(["a"]);
    });
    test("mails to someone and mails by someone are counted, no further than asked", async () => {
      const { use, userIds } = await open();
      const [userId, other] = userIds;
      for (let at = 1; at <= 3; at++) await use((s) => s.add(someMail({ key: `to-${at}`, userId, createdAt: at })));
      await use((s) => s.add(someMail({ key: "by", causedBy: other, createdAt: 3 })));
      expect(await use((s) => s.sentTo(userId, 0, 9))).toBe(3);
      expect(await use((s) => s.sentTo(userId, 1, 9))).toBe(2);
      expect(await use((s) => s.sentTo(userId, 0, 2))).toBe(2);
      expect(await use((s) => s.causedBy(other, 0, 9))).toBe(1);
      expect(await use((s) => s.causedBy(other, 3, 9))).toBe(0);
      expect(await use((s) => s.someOf(userId, 2))).toHaveLength(2);
      expect(await use((s) => s.someOf(other, 2))).toEqual([]);
    });
    test("an address has one state, and only those in trouble are listed", async () => {
      const { use } = await open();
      const ada = {
        address: "ada@example.com",
        state: "bounced" as const,
        detail: "no such person",
        at: 1,
        confirmedAt: null,
      };
      const bo = { address: "bo@example.com", state: "complained" as const, detail: "", at: 2, confirmedAt: null };
      await use((s) => s.saveAddress(ada));
      await use((s) => s.saveAddress(bo));
      const listed = async () => (await use((s) => s.troubled(firstPage))).page.map((row) => row.address);
      expect(await listed()).toEqual(["bo@example.com", "ada@example.com"]);
      await use((s) => s.saveAddress({ ...ada, state: "fine", at: 3 }));
      expect(await use((s) => s.address("ada@example.com"))).toMatchObject({ state: "fine", at: 3 });
      expect(await listed()).toEqual(["bo@example.com"]);
      await use((s) => s.forgetAddress("bo@example.com"));
      expect(await use((s) => s.address("bo@example.com"))).toBeNull();
    });
  });
}
