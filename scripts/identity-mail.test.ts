import { expect, it } from "vitest";
import { identityMail } from "./identity-mail";

type Sent = { from: string; to: string; subject: string; html: string; text: string };

async function written(locale: string | null): Promise<Sent> {
  const sent: Sent[] = [];
  const write = identityMail({
    // Nobody answers there: a code goes out all the same, in the name that every school begins with.
    convexUrl: "http://127.0.0.1:9",
    origin: "https://school.example",
    from: "post@school.example",
    send: async (letter) => void sent.push(letter as Sent),
    log: () => undefined,
  });
  await write({ letter: "verification", to: "nia@example.com", code: "123456", minutes: 10, locale });
  if (!sent[0]) throw new Error("nothing was sent");
  return sent[0];
}

it("a code comes in the language of the pages that it was asked for on, and in English where that is not known", async () => {
  expect((await written("ar-XB")).html).toContain('dir="rtl"');
  for (const unknown of [null, "tlh", "../en"]) {
    const { html, subject } = await written(unknown);
    expect(html).not.toContain('dir="rtl"');
    expect(subject).toBe("123456 is your code for Doctrina");
  }
});
