import { createHmac } from "node:crypto";
import type { Mail, openMailFile } from "./mail-file";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** About a day of trying. */
const MOST_ATTEMPTS = 1_440;

export type MailEvent = { id: string; body: string };

/**
 * What becomes of a mail, as Resend's own addresses for tests have it: bounced@resend.dev bounces,
 * complained@resend.dev is called spam, both also with +anything before the @; everyone else gets their mail.
 */
export function lastEvent(mail: Mail): "bounced" | "complained" | "delivered" {
  const [, fate] = /^(bounced|complained)(?:\+[^@]*)?@resend\.dev$/i.exec(mail.to[0] ?? "") ?? [];
  return fate === "bounced" || fate === "complained" ? fate : "delivered";
}

/** The events of a mail in Resend's shape, in the order in which they happen; the id says which mail's it is. */
export function eventsOf(mail: Mail): MailEvent[] {
  const fate = lastEvent(mail);
  const kinds = fate === "complained" ? ["sent", "delivered", "complained"] : ["sent", fate];
  return kinds.map((kind, order) => {
    const at = new Date(mail.at + order).toISOString();
    const bounce = { message: "The address is made for bouncing.", type: "Permanent", subType: "General" };
    const data = {
      email_id: mail.id,
      message_id: `<${mail.id}@outbox.invalid>`,
      created_at: new Date(mail.at).toISOString(),
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      tags: mail.tags,
      ...(kind === "bounced" ? { bounce } : {}),
    };
    return { id: `${mail.id}/${order}`, body: JSON.stringify({ type: `email.${kind}`, created_at: at, data }) };
  });
}

type Options = {
  file: Awaited<ReturnType<typeof openMailFile>>;
  url: string;
  /** Signs deliveries as svix does: "whsec_" and base64. */
  secret: string;
  now: () => number;
  log: (line: string) => void;
  send: typeof fetch;
};

/** Tells the school what became of its mails, in order, until it listens; also of those of an earlier start. */
export function openMailEvents({ file, url, secret, now, log, send }: Options) {
  const waiting = file
    .mails()
    .flatMap(eventsOf)
    .filter(({ id }) => !file.isTold(id));
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isClosed = false;
  let working: Promise<void> = Promise.resolve();

  const later = (pause: number) => {
    if (isClosed || timer) return;
    timer = setTimeout(() => {
      timer = null;
      working = tell();
    }, pause);
    timer.unref();
  };

  async function tell(): Promise<void> {
    for (let event = waiting[0]; event && !isClosed; event = waiting[0]) {
      attempts += 1;
      const trouble = await deliver(event);
      if (trouble && attempts < MOST_ATTEMPTS) {
        return later(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 8)));
      }
      if (trouble) log(`what became of a mail could not be told: ${trouble}`);
      waiting.shift();
      attempts = 0;
      await file.noteTold(event.id);
    }
  }

  async function deliver({ id, body }: MailEvent): Promise<string | null> {
    try {
      const headers = { "content-type": "application/json", ...signature(`msg_${id.replace("/", "_")}`, body) };
      const response = await send(url, { method: "POST", body, headers, signal: AbortSignal.timeout(10_000) });
      await response.arrayBuffer();
      return response.ok ? null : `the school answered ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  function signature(id: string, body: string): Record<string, string> {
    const seconds = Math.floor(now() / 1000);
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    const mac = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
    return { "svix-id": id, "svix-timestamp": String(seconds), "svix-signature": `v1,${mac}` };
  }

  if (waiting.length > 0) later(FIRST_PAUSE_MS);
  return {
    /** A mail was taken: what becomes of it is told soon. */
    add(mail: Mail): void {
      waiting.push(...eventsOf(mail));
      if (waiting.length > 0 && attempts === 0) later(50);
    },
    async close(): Promise<void> {
      isClosed = true;
      if (timer) clearTimeout(timer);
      await working;
    },
  };
}
