import type { Resend } from "resend";
import { describe, expect, it } from "vitest";

/** A service that speaks Resend's API, and what the suite needs to know of it. */
export type MailService = {
  name: "stand-in" | "Resend";
  /** Its client with a good key, and with one that nobody was given. */
  resend: Resend;
  stranger: Resend;
  from: string;
  /** An address at which mail may end. */
  to: string;
  /** How many mails with a subject were taken; null where nobody can look. */
  taken: ((subject: string) => Promise<number>) | null;
};

/** Where the stand-in knowingly does otherwise than Resend; a run against Resend prints them beside what it finds. */
export const KNOWN_DIFFERENCES = [
  "The stand-in keeps the newest thousand mails for reading and sends none. Everything but sending and the list of domains, which is empty, is not there.",
  "Any sender is taken by the stand-in; Resend wants a domain that was proven.",
  "Resend limits calls to a few a second and mails to the plan; the stand-in limits neither.",
];

/** What the school relies on in its mail service, asked through Resend's own client. Each name is a fact about it. */
export function mailContract(open: () => MailService): void {
  const run = `${Date.now()}-${Math.floor(Math.random() * 1e6)}`;
  const mail = (subject: string, more: object = {}) => ({
    from: open().from,
    to: open().to,
    subject: `${subject} ${run}`,
    text: "Hello",
    ...more,
  });
  const keyOf = (name: string) => ({ idempotencyKey: `contract/${run}/${name}` });

  describe("a mail", () => {
    it("is taken and known by an id", async () => {
      const { data, error } = await open().resend.emails.send(mail("Plain"));
      expect(error).toBeNull();
      expect(data?.id).toMatch(/^[\w-]{10,}$/);
    });
    it("may have a page beside its text, several readers, a reply address and headers to unsubscribe by", async () => {
      const more = {
        to: [open().to, open().to.replace("@", "+second@")],
        html: "<p>Hello</p>",
        replyTo: open().to,
        headers: { "List-Unsubscribe": "<https://school.example/unsubscribe>" },
      };
      const { error } = await open().resend.emails.send(mail("Whole", more));
      expect(error).toBeNull();
    });
    it("sent twice under one key is one mail with one id", async () => {
      const { resend, taken } = open();
      const first = await resend.emails.send(mail("Once"), keyOf("once"));
      const second = await resend.emails.send(mail("Once"), keyOf("once"));
      expect(first.error).toBeNull();
      expect(second.data?.id).toBe(first.data?.id);
      // At Resend nobody can count what was sent: there, one id is the proof.
      if (taken) expect(await taken(`Once ${run}`)).toBe(1);
    });
    it("of other content under the same key is refused", async () => {
      const { resend } = open();
      await resend.emails.send(mail("First"), keyOf("other"));
      const { data, error } = await resend.emails.send(mail("Second"), keyOf("other"));
      expect(data).toBeNull();
      expect(error).toMatchObject({ name: "invalid_idempotent_request", statusCode: 409 });
    });
    it.each(["nobody", "a b@example.com", "@example.com"])("to %j is refused for good", async (to) => {
      const { data, error } = await open().resend.emails.send(mail("Nowhere", { to }));
      expect(data).toBeNull();
      expect(error).toMatchObject({ name: "validation_error", statusCode: 422 });
    });
  });

  describe("a key that nobody was given", () => {
    it("sends nothing", async () => {
      const { data, error } = await open().stranger.emails.send(mail("Forged"));
      expect(data).toBeNull();
      // Resend has answered all three over the years; to the school they mean the same.
      expect([400, 401, 403]).toContain(error?.statusCode);
    });
    it("is noticed by asking for the domains, and a good one is not", async () => {
      const { resend, stranger } = open();
      expect([400, 401, 403]).toContain((await stranger.domains.list()).error?.statusCode);
      const { error } = await resend.domains.list();
      // A key that may only send says so.
      expect([undefined, "restricted_api_key"]).toContain(error?.name);
    });
  });
}
