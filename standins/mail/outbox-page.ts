import { escapeHtml } from "../../services/mail/escape-html";
import type { Mail } from "./mail-file";
import { outboxScript, outboxStyle } from "./outbox-style";

const OUTBOX = "/_svc/mail/outbox";

/** A link within the outbox, which keeps the key that opened it. */
function linkTo(url: URL, path: string, more: Record<string, string> = {}): string {
  const key = url.searchParams.get("key");
  const query = new URLSearchParams({ ...more, ...(key ? { key } : {}) }).toString();
  return escapeHtml(path + (query ? `?${query}` : ""));
}

const when = (at: number) => {
  const text = new Date(at).toISOString();
  return `<time datetime="${text}">${text.replace("T", " ").slice(0, 19)} UTC</time>`;
};

function row(mail: Mail, url: URL): string {
  const code = /\b\d{6}\b/.exec(mail.subject)?.[0];
  const to = mail.to.map((one) => `<a href="${linkTo(url, OUTBOX, { to: one })}">${escapeHtml(one)}</a>`).join(", ");
  return `<li><a href="${linkTo(url, `${OUTBOX}/${mail.id}`)}">${escapeHtml(mail.subject)}</a>${code ? `<span class="code">${code}</span>` : when(mail.at)}
<span class="meta">To ${to}${code ? ` · ${when(mail.at)}` : ""}</span></li>`;
}

/** Ways to the newer and the older mails of the same search. */
function ways(url: URL, { at, last }: Pages): string {
  if (last === 1) return "";
  const given = Object.fromEntries(["q", "to"].flatMap((name) => [[name, url.searchParams.get(name) ?? ""]]));
  const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  const way = (page: number, label: string) =>
    page < 1 || page > last ? "" : `<a href="${linkTo(url, OUTBOX, { ...kept, page: String(page) })}">${label}</a>`;
  return `<nav aria-label="Pages">${way(at - 1, "Newer")}<span class="meta">Page ${at} of ${last}</span>${way(at + 1, "Older")}</nav>`;
}

export type Pages = { at: number; last: number };

/** The outbox as a page: newest mail first, codes large enough to type from, a search over everything in it. */
export function outboxPage(mails: readonly Mail[], url: URL, pages: Pages = { at: 1, last: 1 }): string {
  const sought = url.searchParams.get("q") ?? "";
  const to = url.searchParams.get("to");
  const key = url.searchParams.get("key");
  const isPart = sought !== "" || to !== null;
  const lead = to
    ? `Mail to ${escapeHtml(to)}. <a href="${linkTo(url, OUTBOX)}">All mail</a>`
    : "This school sends no mail: what it would have sent is kept here, the newest thousand.";
  const empty = isPart
    ? `Nothing here fits. <a href="${linkTo(url, OUTBOX)}">All mail</a>`
    : "Nothing has been sent yet. Codes for new accounts and new passwords appear here.";
  return frame(
    "Outbox",
    `<h1>Outbox</h1><p class="lead">${lead}</p>
<form role="search" method="get" action="${OUTBOX}"><input type="search" name="q" aria-label="Search in mail" placeholder="Address, subject or words" value="${escapeHtml(sought)}">${key ? `<input type="hidden" name="key" value="${escapeHtml(key)}">` : ""}<button>Search</button></form>
<div data-newest="${mails[0]?.id ?? ""}">${mails.length > 0 ? `<ul>${mails.map((mail) => row(mail, url)).join("\n")}</ul>` : `<p class="empty">${empty}</p>`}</div>${ways(url, pages)}`,
  );
}

/** One mail: who, when, as HTML in a frame that can do nothing, and as text. */
export function mailPage(mail: Mail, url: URL): string {
  const facts: [string, string][] = [
    ["From", escapeHtml(mail.from)],
    ["To", escapeHtml(mail.to.join(", "))],
    ["At", when(mail.at)],
    ...Object.entries(mail.headers).map(([name, value]): [string, string] => [escapeHtml(name), escapeHtml(value)]),
  ];
  const html = mail.html
    ? `<h2>As HTML</h2><iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="${linkTo(url, `${OUTBOX}/${mail.id}/html`)}"></iframe>`
    : "";
  return frame(
    mail.subject,
    `<p class="lead"><a href="${linkTo(url, OUTBOX)}">Outbox</a></p><h1>${escapeHtml(mail.subject)}</h1>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join("")}</dl>${html}
<h2>As text</h2><pre>${escapeHtml(mail.text)}</pre>`,
  );
}

const frame = (title: string, main: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>${outboxStyle}</style></head><body><main>${main}</main><script>${outboxScript}</script></body></html>`;
