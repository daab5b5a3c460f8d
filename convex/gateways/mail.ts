import { Resend } from "resend";
import * as z from "zod";
import type { MailResult } from "../../services/mail/note-results";
import type { Prepared } from "../../services/mail/prepare-mails";
import { renderMail, sender } from "../../services/mail/render-mail";
import { schoolStyle } from "../../services/mail/school-style";
import { writeStopToken } from "../../services/mail/stop-link";
import type { SchoolCard } from "../../services/school/school";
import type { Outcome, Taken } from "../../services/outbox/outbox-item";
import { setting } from "../functions";

/** What the gateway needs of the school around it: what to do with each mail, and a place to note what came of it. */
export type MailDesk = {
  prepare: (mailIds: string[]) => Promise<{ school: SchoolCard; mails: Prepared[] }>;
  note: (results: MailResult[]) => Promise<null>;
};

const payload = z.object({ mailId: z.string() });
/** Longer (ms) than any answer takes; a vendor that is silent for so long is not asked for the rest of the batch. */
const patience = 20_000;

/** Sends what was taken, one after the other, by Resend or by whatever speaks its API at `RESEND_BASE_URL`. */
export async function deliverMail(items: readonly Taken[], desk: MailDesk): Promise<Outcome[]> {
  const read = items.map((item) => ({ item, mailId: payload.parse(item.payload).mailId }));
  const { school, mails } = await desk.prepare(read.map(({ mailId }) => mailId));
  const send = await openPost(school);
  const results: MailResult[] = [];
  const outcomes: Outcome[] = [];
  /** Why the vendor takes nothing at the moment. */
  let trouble: string | null = null;
  for (const [at, { item, mailId }] of read.entries()) {
    const mail = mails[at];
    if (!mail || mail.kind === "done") {
      outcomes.push(answerFor(item, "delivered", ""));
      continue;
    }
    if (mail.kind === "skip") {
      results.push({ result: "skipped", mailId, reason: mail.reason });
      outcomes.push(answerFor(item, "delivered", ""));
      continue;
    }
    const result: MailResult = trouble ? { result: "failed", mailId, error: trouble } : await send(item, mailId, mail);
    results.push(result);
    if (result.result === "failed") trouble = result.error;
    if (result.result === "sent") outcomes.push(answerFor(item, "delivered", ""));
    if (result.result === "failed" || result.result === "refused")
      outcomes.push(answerFor(item, result.result, result.error));
  }
  await desk.note(results);
  return outcomes;
}

type ToSend = Extract<Prepared, { kind: "send" }>;

/** The way to send one mail in the name of a school; refused whole when the school's settings lack something. */
async function openPost(
  school: SchoolCard,
): Promise<(item: Taken, mailId: string, mail: ToSend) => Promise<MailResult>> {
  const key = needed("RESEND_API_KEY");
  const origin = needed("SCHOOL_ORIGIN");
  const linkSecret = needed("MAIL_LINK_SECRET");
  const baseUrl = setting("RESEND_BASE_URL");
  const resend = new Resend(key, baseUrl ? { baseUrl } : {});
  const style = schoolStyle(school, origin);
  const from = sender(setting("MAIL_FROM") ?? "school@doctrina.invalid", school.name);

  return async (item, mailId, mail) => {
    const token = mail.stop && (await writeStopToken(mail.stop, linkSecret));
    const { subject, html, text } = renderMail({
      ...mail,
      params: JSON.parse(mail.params) as unknown,
      style,
      stopPath: token && `/unsubscribe?token=${token}`,
    });
    const letter = {
      ...{ from, to: [mail.to], subject, html, text },
      headers: token ? stopHeaders(`${style.origin}/unsubscribe/one-click?token=${token}`) : {},
      tags: [{ name: "mail", value: mailId }],
    };
    // Sent twice under one key, a mail is one mail: the answer to the first may have been lost.
    const once = { idempotencyKey: `${item.key}/${item.revision}` };
    let answer = await inTime(resend.emails.send(letter, once));
    if (answer.error?.statusCode === 429 && answer.error.name === "rate_limit_exceeded") {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      answer = await inTime(resend.emails.send(letter, once));
    }
    const { data, error } = answer;
    if (!error) return { result: "sent", mailId, vendorId: data.id, subject, to: mail.to };
    // The vendor has it under this key, in the words of an earlier attempt.
    if (error.name === "invalid_idempotent_request")
      return { result: "sent", mailId, vendorId: null, subject, to: mail.to };
    const isFinal = error.statusCode === 422 && error.name !== "invalid_from_address";
    return { result: isFinal ? "refused" : "failed", mailId, error: error.message };
  };
}

/** What lets a mail program end such letters without opening a page (RFC 2369 and 8058). */
const stopHeaders = (url: string) => ({
  "List-Unsubscribe": `<${url}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

function needed(name: "RESEND_API_KEY" | "SCHOOL_ORIGIN" | "MAIL_LINK_SECRET"): string {
  const value = setting(name);
  // The outbox writes it down as why nothing goes out, and tries again.
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The mail service does not answer")), patience);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

const answerFor = ({ key, revision }: Taken, result: Outcome["result"], error: string): Outcome => ({
  key,
  revision,
  result,
  error: error.slice(0, 2_000),
});
