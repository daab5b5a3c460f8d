/** The outbox's style; with the script below the only thing that its pages may use. */
export const outboxStyle = `
:root { color-scheme: light dark; --paper: #fbf9f5; --raised: #fffdf9; --ink: #2b2822; --muted: #6b655a; --line: #e4dfd5; --accent: #1f6b4f; --soft: #e7f0ea; }
@media (prefers-color-scheme: dark) { :root { --paper: #0f1516; --raised: #161e1f; --ink: #e6e9e8; --muted: #9eaaaa; --line: #2a3537; --accent: #7cc6a6; --soft: #17281f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 15px/1.55 "Instrument Sans Variable", system-ui, sans-serif; }
a { color: inherit; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h1 { font: 500 1.9rem/1.2 Newsreader, Georgia, serif; margin: 0 0 .25rem; overflow-wrap: anywhere; }
.lead { color: var(--muted); margin: 0 0 1.25rem; }
form { display: flex; gap: .5rem; margin: 0 0 1.25rem; }
input, button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--muted); border-radius: 6px; padding: .4rem .7rem; }
input { flex: 1; min-width: 0; }
button { cursor: pointer; }
ul { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 10px; background: var(--raised); overflow: hidden; }
li + li { border-top: 1px solid var(--line); }
li { display: grid; gap: .1rem .9rem; grid-template-columns: minmax(0, 1fr) auto; padding: .75rem 1rem; align-items: baseline; }
li:hover { background: var(--soft); }
li > a { font-weight: 600; text-decoration: none; overflow-wrap: anywhere; }
li > a:hover { text-decoration: underline; }
.meta { color: var(--muted); font-size: .87rem; overflow-wrap: anywhere; }
time { color: var(--muted); font-size: .87rem; white-space: nowrap; }
.code { grid-row: span 2; font: 600 1.35rem/1 ui-monospace, monospace; letter-spacing: .14em; color: var(--accent); user-select: all; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: 0 0 1.25rem; }
dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
h2 { font: 500 1.2rem/1.3 Newsreader, Georgia, serif; margin: 1.75rem 0 .6rem; }
iframe { width: 100%; height: 40rem; border: 1px solid var(--line); border-radius: 10px; background: var(--raised); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 13.5px/1.6 ui-monospace, monospace; margin: 0; padding: 1rem; border: 1px solid var(--line); border-radius: 10px; background: var(--raised); }
nav { display: flex; gap: 1rem; align-items: baseline; justify-content: center; padding: 1rem 0; }
.empty { border: 1px dashed var(--line); border-radius: 10px; padding: 2.5rem 1rem; text-align: center; color: var(--muted); }
@media (max-width: 34rem) { li { grid-template-columns: minmax(0, 1fr); } .code { grid-row: auto; } dl { grid-template-columns: minmax(0, 1fr); } dd + dt { margin-top: .4rem; } }
`;

/** Shows a new mail when it comes, unless someone is typing. The pages work without it. */
export const outboxScript = `
const list = document.querySelector("[data-newest]");
if (list) setInterval(async () => {
  if (document.hidden || document.activeElement.tagName === "INPUT") return;
  const answer = await fetch(location.href.replace("/mail/outbox", "/mail/outbox.json")).catch(() => null);
  if (!answer || !answer.ok) return;
  const { mails } = await answer.json();
  if ((mails[0] ? mails[0].id : "") !== list.dataset.newest) location.reload();
}, 3000);
`;
