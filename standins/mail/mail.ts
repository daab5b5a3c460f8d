import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { json, sendWebResponse, TooLarge, toWebRequest } from "../shared/node-http";
import { lastEvent, openMailEvents } from "./mail-events";
import { openMailFile, type Mail } from "./mail-file";
import { mailPage, outboxPage } from "./outbox-page";
import { outboxScript, outboxStyle } from "./outbox-style";

const addresses = z
  .union([z.string(), z.array(z.string()).max(50)])
  .transform((to) => (typeof to === "string" ? [to] : to));
const emailRequest = z.object({
  from: z.string().min(1),
  to: addresses.refine(
    (to) => to.length > 0 && to.every((one) => /^[^\s@<>]+@[^\s@<>]+$|<[^\s@<>]+@[^\s@<>]+>$/.test(one)),
  ),
  subject: z.string().max(998),
  text: z.string().optional(),
  html: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  tags: z
    .array(z.object({ name: z.string().regex(/^[\w-]{1,256}$/), value: z.string().regex(/^[\w-]{1,256}$/) }))
    .optional(),
});

export type MailOptions = {
  folder: string;
  /** What senders show as `Authorization: Bearer …`. */
  apiKey: string;
  /** Opens the outbox page to someone who is not at this machine. */
  outboxKey: string;
  /** Host names under which the page may be read at this machine without the key. */
  localHosts: string[];
  /** Where the school is told what became of its mails; absent where nobody listens. */
  webhook?: { url: string; secret: string };
  now?: () => number;
  log?: (line: string) => void;
  /** How webhooks travel, for tests. */
  send?: typeof fetch;
};

/** The path under which the service answers. */
export const MAIL_PATH = "/_svc/mail";

const LARGEST_BODY = 1_048_576;
const SHOWN = 100;
/** How long (ms) a sender's name for a request holds, as at Resend. */
const ONCE_HOLDS = 24 * 60 * 60_000;

const digest = (text: string) => createHash("sha256").update(text).digest();
const isSame = (given: string, expected: string) => timingSafeEqual(digest(given), digest(expected));
const hashSource = (text: string) => `'sha256-${digest(text).toString("base64")}'`;

/**
 * Takes mails by Resend's API and keeps them for reading instead of sending them, then tells the school by webhook what
 * became of each. A mail is answered for when the disk has it; the newest thousand are kept.
 */
export async function openMail(options: MailOptions) {
  const now = options.now ?? Date.now;
  const log = options.log ?? ((line: string) => console.error(`mail: ${line}`));
  const file = await openMailFile(options.folder, log);
  const events =
    options.webhook &&
    openMailEvents({
      file,
      ...options.webhook,
      now,
      log,
      send: options.send ?? fetch,
    });

  const isSender = (request: Request) => isSame(request.headers.get("authorization") ?? "", `Bearer ${options.apiKey}`);
  const keyMissing = () =>
    json(401, { name: "missing_api_key", message: "The API key is missing or wrong.", statusCode: 401 });

  async function accept(request: Request): Promise<Response> {
    if (!isSender(request)) return keyMissing();
    const said = await request.text();
    const body = emailRequest.safeParse(asJson(said));
    if (!body.success)
      return json(422, { name: "validation_error", message: z.prettifyError(body.error), statusCode: 422 });
    const key = request.headers.get("idempotency-key");
    const once = key && { key, said: digest(said).toString("hex") };
    const before = once && file.mails().find((one) => one.once?.key === once.key && one.at > now() - ONCE_HOLDS);
    if (once && before && before.once?.said !== once.said) {
      const message = "This idempotency key has been used with another body.";
      return json(409, { name: "invalid_idempotent_request", message, statusCode: 409 });
    }
    if (before) return json(200, { id: before.id });
    const { from, to, subject, text, html = "", headers = {}, tags = [] } = body.data;
    const mail: Mail = {
      ...{ id: randomUUID(), at: now(), from, to, subject, html, headers, once: once || null },
      text: text ?? html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, " "),
      tags: Object.fromEntries(tags.map(({ name, value }) => [name, value])),
    };
    await file.keep(mail);
    events?.add(mail);
    return json(200, { id: mail.id });
  }

  /** One mail by Resend's API. */
  function retrieve(request: Request, id: string): Response {
    if (!isSender(request)) return keyMissing();
    const mail = file.mails().find((one) => one.id === id);
    if (!mail) return json(404, { name: "not_found", message: "Email not found", statusCode: 404 });
    const { from, to, subject, html, text } = mail;
    const rest = { created_at: new Date(mail.at).toISOString(), last_event: lastEvent(mail) };
    return json(200, { object: "email", id, from, to, subject, html, text, ...rest });
  }

  function mayRead(request: Request, isLocal: boolean): boolean {
    const url = new URL(request.url);
    if (isLocal && options.localHosts.includes(url.hostname)) return true;
    return isSame(url.searchParams.get("key") ?? "", options.outboxKey);
  }

  /** The outbox for people: the list, one mail, and its HTML for the frame in which it is shown. */
  function read(url: URL, path: string): Response {
    const [, , id, form] = path.split("/");
    if (id) {
      const mail = file.mails().find((one) => one.id === id);
      if (!mail) return page(404, outboxPage([], url));
      return form === "html" ? framed(mail) : page(200, mailPage(mail, url));
    }
    const to = url.searchParams.get("to");
    const sought = (url.searchParams.get("q") ?? "").toLowerCase();
    const fitting = file
      .mails()
      .filter((one) => !to || one.to.includes(to))
      .filter((one) => `${one.to.join(" ")}\n${one.subject}\n${one.text}`.toLowerCase().includes(sought))
      .reverse();
    const last = Math.max(1, Math.ceil(fitting.length / SHOWN));
    const at = Math.min(last, Math.max(1, Math.trunc(Number(url.searchParams.get("page"))) || 1));
    const shown = fitting.slice((at - 1) * SHOWN, at * SHOWN);
    if (path === "/outbox.json") return json(200, { mails: shown });
    return page(200, outboxPage(shown, url, { at, last }));
  }

  /** What one asks Resend to find out whether a key is good. */
  function domains(request: Request): Response {
    if (!isSender(request))
      return json(401, { name: "invalid_api_key", message: "API key is invalid", statusCode: 401 });
    return json(200, { object: "list", has_more: false, data: [] });
  }

  async function answer(request: Request, isLocal: boolean): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname.slice(MAIL_PATH.length);
    if (path === "/emails" && request.method === "POST") return accept(request);
    if (path === "/domains" && request.method === "GET") return domains(request);
    const [, one] = /^\/emails\/([\w-]+)$/.exec(path) ?? [];
    if (one && request.method === "GET") return retrieve(request, one);
    const isOutbox = /^\/outbox(\.json|\/[\w-]+(\/html)?)?$/.test(path);
    if (request.method !== "GET" || !isOutbox) return json(404, { name: "not_found" });
    if (!mayRead(request, isLocal))
      return json(403, { name: "forbidden", message: "Open the address that the school printed when it started." });
    return read(url, path);
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
      await events?.close();
      await file.close();
    },
  };
}

function page(status: number, html: string): Response {
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "content-security-policy": `default-src 'none'; style-src ${hashSource(outboxStyle)}; script-src ${hashSource(outboxScript)}; connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    },
  });
}

/** The HTML of a mail by itself: it may load nothing and run nothing, and its links open elsewhere. */
function framed(mail: Mail): Response {
  const html = mail.html.replace(/<head>/i, '<head><base target="_blank">');
  return new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox",
    },
  });
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
