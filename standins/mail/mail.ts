import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import * as z from "zod";
import { json, sendWebResponse, TooLarge, toWebRequest } from "../shared/node-http";
import { outboxPage, outboxStyle } from "./outbox-page";

/** "reader@example.com" or "A Reader <reader@example.com>". */
const address = z.string().refine((text) => z.email().safeParse(/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).success);
const addresses = z
  .union([address, z.array(address).min(1).max(50)])
  .transform((to) => (typeof to === "string" ? [to] : to));
const emailRequest = z.object({
  from: z.string(),
  to: addresses,
  subject: z.string().max(998),
  text: z.string().optional(),
  html: z.string().optional(),
});
const mail = z.object({
  id: z.string(),
  at: z.number(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  /** The sender's own name for this mail and a hash of what was asked: sent again under it, it is the same mail. */
  once: z.object({ key: z.string(), hash: z.string() }).optional(),
});

/** A mail that a real service would have sent; `at` in ms. */
export type Mail = z.infer<typeof mail>;

export type MailOptions = {
  folder: string;
  /** What senders show as `Authorization: Bearer …`. */
  apiKey: string;
  /** Opens the outbox page to someone who is not at this machine. */
  outboxKey: string;
  /** Host names under which the page may be read at this machine without the key. */
  localHosts: string[];
  now?: () => number;
};

/** The path under which the service answers. */
export const MAIL_PATH = "/_svc/mail";

const LARGEST_BODY = 1_048_576;
const KEPT = 1_000;
const SHOWN = 50;

const digest = (text: string) => createHash("sha256").update(text).digest();
const isSame = (given: string, expected: string) => timingSafeEqual(digest(given), digest(expected));

function readMails(file: string): Mail[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  // The last line of a process that was killed while writing is half a mail: nobody was told that it was taken.
  return lines.flatMap((line) => {
    try {
      return line ? [mail.parse(JSON.parse(line))] : [];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  });
}

/**
 * Takes mails by Resend's API and keeps them for reading instead of sending them. A mail is answered for when the disk
 * has it; the newest thousand are kept.
 */
export async function openMail(options: MailOptions) {
  const now = options.now ?? Date.now;
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const file = join(options.folder, "outbox.jsonl");
  let mails = readMails(file).slice(-KEPT);
  writeFileSync(`${file}.new`, mails.map((one) => `${JSON.stringify(one)}\n`).join(""), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  const handle: FileHandle = await open(file, "a", 0o600);
  // By the sender's key; what is kept on disk is known again after a restart.
  const sent = new Map(mails.flatMap(({ id, once }) => (once ? [[once.key, { id, hash: once.hash }] as const] : [])));
  let writing: Promise<void> = Promise.resolve();

  function keep(one: Mail): Promise<void> {
    writing = writing.then(async () => {
      await handle.appendFile(`${JSON.stringify(one)}\n`);
      await handle.datasync();
      mails = [...mails, one].slice(-KEPT);
    });
    return writing;
  }

  async function accept(request: Request): Promise<Response> {
    if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${options.apiKey}`)) {
      return json(401, { name: "missing_api_key", message: "The API key is missing or wrong.", statusCode: 401 });
    }
    const body = emailRequest.safeParse(await request.json().catch(() => null));
    if (!body.success)
      return json(422, { name: "validation_error", message: z.prettifyError(body.error), statusCode: 422 });
    const { from, to, subject, text, html } = body.data;
    const id = randomUUID();
    const key = request.headers.get("idempotency-key");
    const once = key ? { key, hash: createHash("sha256").update(JSON.stringify(body.data)).digest("base64url") } : null;
    if (once) {
      const before = sent.get(once.key);
      if (before && before.hash !== once.hash)
        return json(409, {
          name: "invalid_idempotent_request",
          message: "This idempotency key was used with another request.",
          statusCode: 409,
        });
      if (before) {
        // Answered for when the disk has it, whoever asked first.
        await writing;
        return json(200, { id: before.id });
      }
      sent.set(once.key, { id, hash: once.hash });
    }
    const words = text ?? (html ?? "").replace(/<[^>]*>/g, " ");
    await keep({ id, at: now(), from, to, subject, text: words, ...(once ? { once } : {}) });
    return json(200, { id });
  }

  function domains(request: Request): Response {
    const [, key = ""] = (request.headers.get("authorization") ?? "").split(" ");
    if (!isSame(key, options.apiKey))
      return json(401, { name: "invalid_api_key", message: "API key is invalid", statusCode: 401 });
    return json(200, { object: "list", has_more: false, data: [] });
  }

  function mayRead(request: Request, isLocal: boolean): boolean {
    const url = new URL(request.url);
    if (isLocal && options.localHosts.includes(url.hostname)) return true;
    return isSame(url.searchParams.get("key") ?? "", options.outboxKey);
  }

  async function answer(request: Request, isLocal: boolean): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname.slice(MAIL_PATH.length);
    if (path === "/emails" && request.method === "POST") return accept(request);
    // What one asks Resend to find out whether a key is good.
    if (path === "/domains" && request.method === "GET") return domains(request);
    if (request.method !== "GET" || (path !== "/outbox" && path !== "/outbox.json"))
      return json(404, { name: "not_found" });
    if (!mayRead(request, isLocal))
      return json(403, { name: "forbidden", message: "Open the address that the school printed when it started." });
    const to = url.searchParams.get("to");
    const newest = mails
      .filter((one) => !to || one.to.includes(to))
      .slice(-SHOWN)
      .reverse();
    if (path === "/outbox.json") return json(200, { mails: newest.map(({ once: _, ...shown }) => shown) });
    const styleHash = createHash("sha256").update(outboxStyle).digest("base64");
    return new Response(outboxPage(newest), {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'`,
      },
    });
  }

  return {
    /** Answers one request; `isLocal` says that it comes from this machine itself. */
    handle: answer,
    /** Answers one Node request whose path starts with `MAIL_PATH`. */
    async handleHttp(request: IncomingMessage, response: ServerResponse, isLocal: boolean): Promise<void> {
      try {
        const origin = `http://${request.headers.host ?? "localhost"}`;
        await sendWebResponse(await answer(await toWebRequest(request, origin, LARGEST_BODY), isLocal), response);
      } catch (error) {
        if (!(error instanceof TooLarge)) throw error;
        await sendWebResponse(json(413, { name: "too_large" }, { connection: "close" }), response);
      }
    },
    /** Ends the service. */
    async close() {
      await writing;
      await handle.close();
    },
  };
}

/** Hands mails to Resend, or to whatever speaks its API at `baseUrl`. */
export function mailer(options: { baseUrl: string; apiKey: string; from: string; send?: typeof fetch }) {
  const send = options.send ?? fetch;
  return async (message: { to: string; subject: string; text: string }): Promise<void> => {
    const response = await send(`${options.baseUrl}/emails`, {
      method: "POST",
      headers: { authorization: `Bearer ${options.apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({ from: options.from, ...message, to: [message.to] }),
      signal: AbortSignal.timeout(15_000),
    });
    await response.text();
    if (!response.ok) throw new Error(`The mail service answered ${response.status}`);
  };
}
