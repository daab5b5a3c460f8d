import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resend } from "resend";
import { afterAll, beforeAll, describe } from "vitest";
import { MAIL_PATH, openMail } from "./mail";
import { KNOWN_DIFFERENCES, mailContract, type MailService } from "./mail.contract";

describe("the stand-in keeps Resend's contract", () => {
  let service: MailService;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const apiKey = "re_contract_key_of_the_stand_in";
    const folder = mkdtempSync(join(tmpdir(), "mail-"));
    const mail = await openMail({ folder, apiKey, outboxKey: "open-sesame", localHosts: [] });
    const server = createServer((request, response) => void mail.handleHttp(request, response, false));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}${MAIL_PATH}`;
    ends.push(
      async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
      () => mail.close(),
    );
    service = {
      name: "stand-in",
      resend: new Resend(apiKey, { baseUrl }),
      stranger: new Resend("re_nobody_was_given_this_one", { baseUrl }),
      from: "Doctrina <school@doctrina.invalid>",
      to: "reader@example.com",
      async taken(subject) {
        const answer = await fetch(`${baseUrl}/outbox.json?key=open-sesame`);
        const { mails } = (await answer.json()) as { mails: { subject: string }[] };
        return mails.filter((one) => one.subject === subject).length;
      },
    };
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });

  mailContract(() => service);
});

const { TEST_VENDORS, RESEND_API_KEY: apiKey, DOCTRINA_MAIL_FROM: from } = process.env;

// Only by `npm run test:vendors`, and only with a key: it sends mail, to the address that Resend keeps for tests.
if (TEST_VENDORS === "1" && apiKey) {
  describe("Resend keeps the contract that the stand-in keeps", { timeout: 60_000 }, () => {
    beforeAll(() => console.log(["Known differences:", ...KNOWN_DIFFERENCES].join("\n- ")));
    mailContract(() => ({
      name: "Resend",
      resend: new Resend(apiKey),
      stranger: new Resend("re_nobody_was_given_this_one"),
      from: from ?? "Doctrina <onboarding@resend.dev>",
      to: "delivered@resend.dev",
      taken: null,
    }));
  });
}
