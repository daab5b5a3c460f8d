import type { Mail } from "./mail";

const STYLE = `
:root { color-scheme: light dark; --paper: #fbf9f5; --ink: #2b2822; --muted: #6f695e; --line: #e4dfd5; --accent: #1f6b4f; }
@media (prefers-color-scheme: dark) { :root { --paper: #0f1516; --ink: #e6e9e8; --muted: #98a3a3; --line: #263032; --accent: #7cc6a6; } }
body { margin: 0 auto; max-width: 44rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
h1 { font: 600 1.6rem/1.2 Georgia, serif; margin: 0 0 .25rem; }
.lead { color: var(--muted); margin: 0 0 2rem; }
article { border-top: 1px solid var(--line); padding: 1.1rem 0 .4rem; }
h2 { font-size: 1rem; margin: 0; }
.meta { color: var(--muted); font-size: .85rem; margin: .1rem 0 .6rem; }
.code { font: 600 1.7rem/1 ui-monospace, monospace; letter-spacing: .18em; color: var(--accent); margin: .5rem 0; user-select: all; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: 0; }
`;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as it may stand in HTML. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => escapes[char] ?? char);

function article(mail: Mail): string {
  const code = /\b\d{6}\b/.exec(mail.text)?.[0];
  return `<article><h2>${escapeHtml(mail.subject)}</h2>
<p class="meta">To ${escapeHtml(mail.to.join(", "))} · <time>${new Date(mail.at).toISOString().replace("T", " ").slice(0, 19)} UTC</time></p>
${code ? `<p class="code">${code}</p>` : ""}<pre>${escapeHtml(mail.text)}</pre></article>`;
}

/** The outbox as a page that needs no script: newest mail first, codes large enough to type from. */
export function outboxPage(mails: Mail[]): string {
  const list =
    mails.map(article).join("\n") ||
    "<p>Nothing has been sent yet. Codes for new accounts and new passwords appear here.</p>";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="5"><title>Outbox</title><style>${STYLE}</style></head>
<body><main><h1>Outbox</h1><p class="lead">This school sends no mail: what it would have sent is kept here.</p>
${list}</main></body></html>`;
}

/** The page's style is the only thing it may load. */
export const outboxStyle = STYLE;
