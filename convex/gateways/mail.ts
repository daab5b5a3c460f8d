import { Resend } from "resend";
import * as z from "zod";
import type { Outcome, Taken } from "../../services/outbox/outbox-item";
import { setting } from "../functions";

/** A mail as it goes out. */
const message = z.object({ to: z.email(), subject: z.string(), text: z.string(), html: z.string().optional() });

/** Sends what was taken, one after the other, by Resend or by whatever speaks its API at `RESEND_BASE_URL`. */
export async function deliverMail(items: readonly Taken[]): Promise<Outcome[]> {
  const key = setting("RESEND_API_KEY");
  if (!key) return items.map((item) => answerFor(item, "failed", "RESEND_API_KEY is not set"));
  const baseUrl = setting("RESEND_BASE_URL");
  const resend = new Resend(key, baseUrl ? { baseUrl } : {});
  const outcomes: Outcome[] = [];
  for (const item of items) outcomes.push(await send(resend, item));
  return outcomes;
}

async function send(resend: Resend, item: Taken): Promise<Outcome> {
  const read = message.safeParse(item.payload);
  if (!read.success) return answerFor(item, "refused", z.prettifyError(read.error));
  const from = setting("MAIL_FROM") ?? "Doctrina <school@doctrina.invalid>";
  // Sent twice under one key, a mail is one mail: the answer to the first may have been lost.
  const { error } = await resend.emails.send(
    { from, ...read.data },
    { idempotencyKey: `${item.key}/${item.revision}` },
  );
  if (!error) return answerFor(item, "delivered", "");
  const isFinal = error.statusCode === 422;
  return answerFor(item, isFinal ? "refused" : "failed", error.message);
}

const answerFor = ({ key, revision }: Taken, result: Outcome["result"], error: string): Outcome => ({
  key,
  revision,
  result,
  error: error.slice(0, 2_000),
});
