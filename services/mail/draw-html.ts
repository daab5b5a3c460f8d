import { escapeHtml } from "./escape-html";
import type { Block, Letter } from "./letter";
import { onColour, type SchoolStyle } from "./school-style";
import type { Words } from "./words";

/** What a letter is drawn with besides its words. */
export type Frame = {
  style: SchoolStyle;
  words: Words;
  /** Ends letters like this one at a click; null where that is not for the reader to choose. */
  stopUrl: string | null;
  /** "auto" is light or dark as the reader's mail program is. */
  theme: "auto" | "light" | "dark";
};

const sans = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const serif = "Newsreader,Georgia,'Times New Roman',serif";
const mono = "ui-monospace,Menlo,Consolas,monospace";

/** Where a path of the school is; a path was checked when the letter was ordered, and is checked again here. */
export function urlOf({ origin }: SchoolStyle, path: string): string {
  const url = new URL(path, origin);
  if (url.origin !== origin) throw new Error(`a letter may not lead to ${url.origin}`);
  return url.href;
}

/**
 * A letter as HTML that mail programs understand: tables, inline styles, no pictures, nothing loaded from anywhere.
 * Classes only carry what differs in the dark.
 */
export function drawHtml(letter: Letter, frame: Frame): string {
  const { style, words } = frame;
  const cell = `font:400 16px/1.6 ${sans};color:#2b2822;`;
  const row = (content: string, css = "") =>
    `<tr><td class="ink row" style="${cell}padding:0 32px 16px;${css}">${content}</td></tr>`;
  const act = letter.act && button(letter.act.label, urlOf(style, letter.act.path), style);
  return `<!doctype html>
<html lang="${escapeHtml(words.locale)}" dir="${words.direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="${frame.theme === "auto" ? "light dark" : frame.theme}"><meta name="supported-color-schemes" content="light dark"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no"><title>${escapeHtml(letter.subject)}</title><style>${sheet(frame)}</style></head>
<body class="ground" style="margin:0;padding:0;background:#f4f1ea;-webkit-text-size-adjust:100%;">
<div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:transparent;">${escapeHtml(letter.preview)}${"&#8199;&#847; ".repeat(60)}</div>
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f4f1ea" style="background:#f4f1ea;"><tr><td align="center" style="padding:32px 12px 40px;">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;">
<tr><td style="padding:0 8px 16px;font:600 18px/1.3 ${serif};"><a class="accent" href="${escapeHtml(style.origin)}/" style="color:${style.accent};text-decoration:none;" dir="auto">${escapeHtml(style.name)}</a></td></tr>
<tr><td class="card" bgcolor="#fffdf9" style="background:#fffdf9;border:1px solid #e4dfd5;border-radius:10px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td class="ink row" style="padding:32px 32px 14px;font:500 26px/1.25 ${serif};color:#2b2822;"><h1 dir="auto" style="margin:0;font:inherit;text-align:${words.direction === "rtl" ? "right" : "left"};">${escapeHtml(letter.title)}</h1></td></tr>
${letter.blocks.map((block) => row(drawBlock(block, frame))).join("\n")}
${act ? row(act, "padding-top:6px;padding-bottom:18px;") : ""}
${letter.after ? row(`<span class="muted" style="font-size:14px;line-height:1.5;color:#6f695e;">${escapeHtml(letter.after)}</span>`) : ""}
<tr><td style="padding:0 0 16px;font-size:0;line-height:0;">&nbsp;</td></tr>
</table></td></tr>
<tr><td class="muted" style="padding:18px 8px 0;font:400 13px/1.55 ${sans};color:#6f695e;"><p style="margin:0 0 6px;">${escapeHtml(letter.reason)}</p>${drawFoot(frame)}</td></tr>
</table></td></tr></table>
</body></html>`;
}

function drawBlock(block: Block, { style }: Frame): string {
  switch (block.kind) {
    case "text":
      return paragraphs(block.text);
    case "quote":
      return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="quote" style="border-inline-start:3px solid ${style.accent};padding-inline-start:16px;" dir="auto">${paragraphs(block.text)}${block.by ? `<p class="muted" style="margin:8px 0 0;font-size:14px;color:#6f695e;">${escapeHtml(block.by)}</p>` : ""}</td></tr></table>`;
    case "code":
      return `<p class="code accent" dir="ltr" style="margin:4px 0;padding:14px 18px;border-radius:8px;background:#f4f1ea;font:600 30px/1.2 ${mono};letter-spacing:.2em;color:${style.accent};text-align:center;">${escapeHtml(block.code)}</p>`;
    case "list":
      return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${block.items
        .map(({ text, path }) => {
          const words = escapeHtml(text);
          const item = path
            ? `<a class="ink" href="${escapeHtml(urlOf(style, path))}" style="color:#2b2822;text-decoration:none;">${words}</a>`
            : words;
          return `<tr><td class="line ink" style="border-top:1px solid #e4dfd5;padding:10px 0;color:#2b2822;" dir="auto">${item}</td></tr>`;
        })
        .join("")}</table>`;
    case "facts":
      return `<table width="100%" cellpadding="0" cellspacing="0" border="0">${block.rows
        .map(([name, value], at) => {
          const weight = block.hasTotal && at === block.rows.length - 1 ? "600" : "400";
          const css = `border-top:1px solid #e4dfd5;padding:10px 0;font-weight:${weight};`;
          return `<tr><th scope="row" class="line ink" style="${css}text-align:start;">${escapeHtml(name)}</th><td class="line ink" style="${css}text-align:end;white-space:nowrap;">${escapeHtml(value)}</td></tr>`;
        })
        .join("")}</table>`;
  }
}

/** Empty lines part paragraphs, single ones part lines. */
const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((one, at) => `<p style="margin:${at === 0 ? "0" : "12px 0 0"};">${escapeHtml(one).replace(/\n/g, "<br>")}</p>`)
    .join("");

const button = (label: string, url: string, { accent }: SchoolStyle): string =>
  `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="button" bgcolor="${accent}" style="background:${accent};border-radius:8px;"><a class="on-button" href="${escapeHtml(url)}" style="display:inline-block;padding:12px 22px;font:600 16px/1.2 ${sans};color:${onColour(accent)};text-decoration:none;">${escapeHtml(label)}</a></td></tr></table>`;

function drawFoot({ style, words, stopUrl }: Frame): string {
  const link = (url: string, label: string) =>
    `<a class="muted" href="${escapeHtml(url)}" style="color:#6f695e;text-decoration:underline;">${escapeHtml(label)}</a>`;
  if (!stopUrl) return "";
  return `<p style="margin:0;">${link(stopUrl, words.say("frame.stop"))} &nbsp;·&nbsp; ${link(urlOf(style, "/account#letters"), words.say("frame.choose"))}</p>`;
}

function sheet({ style, theme }: Frame): string {
  const dark = `.ground{background:#101617!important}.card{background:#182021!important;border-color:#2b3638!important}.ink,.ink a{color:#e6e9e8!important}.muted,.muted a{color:#a3aeae!important}.line{border-color:#2b3638!important}.code{background:#101617!important}.accent{color:${style.darkAccent}!important}.quote{border-color:${style.darkAccent}!important}.button{background:${style.darkAccent}!important}.button .on-button{color:${onColour(style.darkAccent)}!important}`;
  const narrow = "@media (max-width:480px){.row{padding-inline:22px!important}}";
  if (theme === "light") return `:root{color-scheme:light}${narrow}`;
  if (theme === "dark") return `:root{color-scheme:dark}${dark}${narrow}`;
  return `:root{color-scheme:light dark}@media (prefers-color-scheme:dark){${dark}}${narrow}`;
}
