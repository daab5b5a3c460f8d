import { readRichDoc, writeRichDoc, type RichMark, type RichNode } from "../../lessons/rich-text";
import type { ChangeReason } from "../import-reasons";
import { elementsIn, textOf, type Markup } from "./markup";
import type { LooseContent, Piece } from "./plan";
import type { References } from "./references";
import { cutText } from "../../shared/cut-text";

/** What is dropped with everything in it. */
const dropped: Record<string, ChangeReason | null> = {
  script: "scripts_removed",
  style: "styles_removed",
  link: "styles_removed",
  meta: null,
  head: null,
  title: null,
  template: null,
  map: "controls_removed",
  area: "controls_removed",
  button: "controls_removed",
  input: "controls_removed",
  select: "controls_removed",
  textarea: "controls_removed",
  canvas: "drawing_removed",
  svg: "drawing_removed",
  math: "formula_text",
};
const markOf: Record<string, Exclude<RichMark["type"], "link">> = {
  strong: "bold",
  b: "bold",
  em: "italic",
  i: "italic",
  cite: "italic",
  dfn: "italic",
  var: "italic",
  u: "underline",
  ins: "underline",
  s: "strike",
  strike: "strike",
  del: "strike",
  code: "code",
  kbd: "code",
  samp: "code",
  tt: "code",
  sub: "subscript",
  sup: "superscript",
};
const headings: Record<string, number> = { h1: 2, h2: 2, h3: 3, h4: 4, h5: 4, h6: 4 };
const paragraphs = new Set([
  ...["p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "figure", "figcaption", "address"],
  ...[
    "center",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "fieldset",
    "legend",
    "form",
    "label",
    "description",
    "caption",
  ],
  ...[
    "text",
    "startouttext",
    "endouttext",
    "body",
    "html",
    "noscript",
    "annotatable",
    "instructions",
    "problem",
    "tr",
    "td",
    "th",
    "tbody",
    "thead",
    "tfoot",
    "li",
  ],
]);

/** The most nodes and characters of one text block; a longer text goes on in another. */
const mostNodes = 1_500;
const mostCharacters = 250_000;
/** A paragraph longer than this goes on in another one: no block could hold it. */
const longestParagraph = 50_000;

type Context = { references: References; note(reason: ChangeReason): void };

/** Turns course markup into rich text and blocks. Whatever is not on the lists above is read for its words only. */
export function richFromMarkup(markup: Markup, references: References): { pieces: Piece[]; notes: Set<ChangeReason> } {
  const notes = new Set<ChangeReason>();
  const context: Context = { references, note: (reason) => notes.add(reason) };
  const flow = new Flow(context);
  flow.children(markup, []);
  const pieces = flow.finish().flatMap((part): Piece[] => {
    if ("content" in part) return [{ kind: "block", content: part.content }];
    return split(part.nodes).flatMap((nodes): Piece[] => {
      const doc = writeRichDoc({ type: "doc", content: nodes });
      if (readRichDoc(doc)) return [{ kind: "doc", doc }];
      notes.add("text_too_long");
      const simple = writeRichDoc({ type: "doc", content: flattened(nodes).slice(0, mostNodes) });
      return readRichDoc(simple) ? [{ kind: "doc", doc: simple }] : [];
    });
  });
  return { pieces, notes };
}

/** The paragraphs, headings, pictures and code of a text that is nested deeper than a document may be. */
function flattened(nodes: readonly RichNode[]): RichNode[] {
  return nodes.flatMap((node) => {
    if (node.type === "paragraph" && !node.content?.length) return [];
    if (["paragraph", "heading", "codeBlock", "image", "horizontalRule"].includes(node.type)) return [node];
    return "content" in node && node.content ? flattened(node.content) : [];
  });
}

function split(nodes: readonly RichNode[]): RichNode[][] {
  const runs: RichNode[][] = [];
  let run: RichNode[] = [];
  let characters = 0;
  for (const node of nodes) {
    const size = JSON.stringify(node).length;
    if (run.length > 0 && (run.length >= mostNodes || characters + size > mostCharacters)) {
      runs.push(run);
      run = [];
      characters = 0;
    }
    run.push(node);
    characters += size;
  }
  return run.length > 0 ? [...runs, run] : runs;
}

type Part = { nodes: RichNode[] } | { content: LooseContent };

/** Collects blocks in reading order; words gather in a paragraph until a block closes it. */
class Flow {
  private readonly parts: Part[] = [];
  private words: RichNode[] = [];
  /** Characters in `words`. */
  private length = 0;
  private as: (content: RichNode[]) => RichNode = (content) => ({ type: "paragraph", content });

  constructor(private readonly context: Context) {}

  finish(): Part[] {
    this.close();
    return this.parts;
  }

  children(markup: Markup, marks: readonly RichMark[]): void {
    for (const child of markup.children) {
      if (typeof child === "string") this.text(child, marks);
      else this.element(child, marks);
    }
  }

  private element(element: Markup, marks: readonly RichMark[]): void {
    const { name, attrs } = element;
    if (Object.hasOwn(dropped, name)) {
      const reason = dropped[name];
      if (name === "link" && !/stylesheet/i.test(attrs.rel ?? "stylesheet")) return;
      if (reason) this.context.note(reason);
      return;
    }
    // An icon font writes its pictures as words.
    if (/\bmaterial-(symbols|icons)|\bfa[srb]?\b/.test(attrs.class ?? "")) return;
    const level = headings[name];
    const mark = Object.hasOwn(markOf, name) ? markOf[name] : undefined;
    if (level) this.block(element, marks, (content) => ({ type: "heading", attrs: { level }, content }));
    else if (mark) this.children(element, withMark(marks, { type: mark }));
    else if (paragraphs.has(name)) this.block(element, marks);
    else this.special(element, marks);
  }

  private special(element: Markup, marks: readonly RichMark[]): void {
    switch (element.name) {
      case "br":
        if (this.words.length > 0) this.words.push({ type: "hardBreak" });
        return;
      case "hr":
        this.put({ type: "horizontalRule" });
        return;
      case "a":
        this.children(element, this.linked(element, marks));
        return;
      case "q":
        this.text("“", marks);
        this.children(element, marks);
        this.text("”", marks);
        return;
      case "img":
        this.image(element, marks);
        return;
      case "ul":
      case "ol":
        this.list(element);
        return;
      case "table":
        this.table(element);
        return;
      case "pre":
        this.code(element);
        return;
      case "blockquote":
        this.nested(element, (content) => ({ type: "blockquote", content }));
        return;
      case "iframe":
        this.frame(element.attrs.src ?? "", element.attrs.title ?? "", element.attrs);
        return;
      case "object":
        this.object(element.attrs.data ?? "", element.attrs.title ?? textOf(element));
        return;
      case "embed":
        this.object(element.attrs.src ?? "", element.attrs.title ?? "");
        return;
      case "video":
      case "audio":
        this.media(element);
        return;
      case "clarification":
        this.text(" (", marks);
        this.children(element, marks);
        this.text(")", marks);
        return;
      case "annotation":
        this.context.note("annotations_dropped");
        this.children(element, marks);
        return;
      default:
        this.children(element, marks);
    }
  }

  private text(text: string, marks: readonly RichMark[]): void {
    if (/\\\(|\\\[|\[mathjax/.test(text)) this.context.note("formula_text");
    let words = text.replace(/[\s\u00a0]+/g, " ");
    while (this.length + words.length > longestParagraph) {
      const room = Math.max(0, longestParagraph - this.length);
      const end = words.lastIndexOf(" ", room);
      // A word that is longer than a paragraph is cut like anything else.
      const at = end > 0 ? end : this.length > 0 ? 0 : cutText(words, room).length;
      this.add(words.slice(0, at), marks);
      words = words.slice(at);
      this.context.note("text_too_long");
      this.close();
    }
    this.add(words, marks);
  }

  private add(words: string, marks: readonly RichMark[]): void {
    const last = this.words.at(-1);
    const isOpen = last?.type === "text" && !/\s$/.test(last.text);
    const kept = isOpen ? words : words.replace(/^ /, "");
    if (kept === "") return;
    this.length += kept.length;
    if (last?.type === "text" && sameMarks(last.marks ?? [], marks)) {
      last.text += kept;
      return;
    }
    this.words.push(marks.length > 0 ? { type: "text", text: kept, marks: [...marks] } : { type: "text", text: kept });
  }

  /** Ends the paragraph that words were gathering in. */
  private close(): void {
    const content = trimmed(this.words);
    this.words = [];
    this.length = 0;
    if (content.length > 0) this.push(this.as(content));
  }

  private push(node: RichNode): void {
    const last = this.parts.at(-1);
    if (last && "nodes" in last) last.nodes.push(node);
    else this.parts.push({ nodes: [node] });
  }

  private put(node: RichNode): void {
    this.close();
    this.push(node);
  }

  /** A block that cannot stand inside rich text. */
  loose(content: LooseContent): void {
    this.close();
    this.parts.push({ content });
  }

  private block(element: Markup, marks: readonly RichMark[], as?: (content: RichNode[]) => RichNode): void {
    this.close();
    const before = this.as;
    if (as) this.as = as;
    this.children(element, marks);
    this.close();
    this.as = before;
  }

  /** The blocks inside an element as one node; what cannot stand inside comes after it. */
  private nested(element: Markup, as: (content: RichNode[]) => RichNode | null): void {
    this.close();
    const { nodes, loose } = inside(element, this.context);
    const node = nodes.length > 0 ? as(nodes) : null;
    if (node) this.push(node);
    for (const content of loose) this.loose(content);
  }

  private list(element: Markup): void {
    this.close();
    const items: RichNode[] = [];
    const after: LooseContent[] = [];
    for (const child of element.children) {
      if (typeof child === "string" && child.trim() === "") continue;
      const item = typeof child === "string" ? { name: "li", attrs: {}, children: [child] } : child;
      const { nodes, loose } = inside(
        { name: "li", attrs: {}, children: item.name === "li" ? item.children : [item] },
        this.context,
      );
      after.push(...loose);
      const [first] = nodes;
      if (!first) continue;
      items.push({ type: "listItem", content: first.type === "paragraph" ? nodes : [{ type: "paragraph" }, ...nodes] });
    }
    if (items.length > 0) {
      const start = Math.min(100_000, Math.max(0, Math.floor(Number(element.attrs.start ?? 1)) || 1));
      this.push(
        element.name === "ol"
          ? { type: "orderedList", attrs: { start }, content: items }
          : { type: "bulletList", content: items },
      );
    }
    for (const content of after) this.loose(content);
  }

  private table(element: Markup): void {
    this.close();
    const after: LooseContent[] = [];
    const rows: RichNode[] = [];
    for (const row of rowsOf(element)) {
      const cells = row.children
        .filter((child) => typeof child !== "string")
        .filter((c) => c.name === "td" || c.name === "th");
      const content = cells.map((cell): RichNode => {
        const { nodes, loose } = inside({ ...cell, name: "cell" }, this.context);
        after.push(...loose);
        return {
          type: cell.name === "th" ? "tableHeader" : "tableCell",
          attrs: { colspan: span(cell.attrs.colspan), rowspan: span(cell.attrs.rowspan) },
          content: nodes.length > 0 ? nodes : [{ type: "paragraph" }],
        };
      });
      if (content.length > 0) rows.push({ type: "tableRow", content });
    }
    for (const caption of element.children) {
      if (typeof caption !== "string" && caption.name === "caption") this.block(caption, []);
    }
    if (rows.length > 0) this.push({ type: "table", content: rows });
    for (const content of after) this.loose(content);
  }

  private code(element: Markup): void {
    const whole = textOf(element).replace(/^\n/, "").replace(/\s+$/, "");
    if (whole.length > 100_000) this.context.note("text_too_long");
    const text = cutText(whole, 100_000);
    if (text === "") return;
    const language = elementsIn(element)
      .map((e) => /lang(?:uage)?-([\w+-]{1,30})/.exec(e.attrs.class ?? "")?.[1])
      .find((name) => name !== undefined);
    this.put({ type: "codeBlock", attrs: { language: language ?? null }, content: [{ type: "text", text }] });
  }

  private image(element: Markup, marks: readonly RichMark[]): void {
    const { src = "", alt = "" } = element.attrs;
    const token = this.context.references.asset(src);
    if (token && this.context.references.assetOf(token)?.contentType.startsWith("image/")) {
      this.put({
        type: "image",
        attrs: { src: `asset:${token}`, alt: cutText(alt.replace(/\s+/g, " ").trim(), 1_000) },
      });
      return;
    }
    if (/^(?:https?:)?\/\//i.test(src) && isWebAddress(src)) {
      this.context.note("picture_elsewhere");
      this.text(alt.trim() || src, withMark(marks, { type: "link", attrs: { href: secure(src) } }));
      return;
    }
    this.context.note("file_missing");
    if (alt.trim()) this.text(alt, marks);
  }

  private linked(element: Markup, marks: readonly RichMark[]): readonly RichMark[] {
    const href = (element.attrs.href ?? "").trim();
    if (href === "" || href.startsWith("#")) return marks;
    const target = this.target(href);
    if (!target) {
      this.context.note("link_broken");
      return marks;
    }
    return withMark(marks, { type: "link", attrs: { href: target } });
  }

  private target(href: string): string | null {
    const file = this.context.references.asset(href);
    if (file) return `asset:${file}`;
    if (/^mailto:[^\s]+@[^\s]+$/i.test(href) && href.length <= 2_000) return href;
    if (isWebAddress(href)) return href.startsWith("//") ? `https:${href}` : href;
    const lesson = this.context.references.lesson(href);
    return lesson ? `lesson:${lesson}` : null;
  }

  private frame(src: string, title: string, attrs: Markup["attrs"]): void {
    const said = cutText(title.replace(/\s+/g, " ").trim(), 200);
    const token = this.context.references.asset(src);
    const file = token ? this.context.references.assetOf(token) : null;
    if (token && file) {
      if (file.contentType === "text/html") {
        this.loose({
          kind: "embed",
          title: said || file.name,
          source: { type: "asset", assetId: ref(token) },
          height: heightOf(attrs),
        });
      } else this.object(src, said);
      return;
    }
    if (!isWebAddress(src)) {
      this.context.note(src.includes("static/") ? "file_missing" : "frame_refused");
      return;
    }
    if (!/^https:/i.test(src)) this.context.note("address_https");
    const url = secure(src);
    const provider = providerOf(url);
    if (provider === "other")
      this.loose({
        kind: "embed",
        title: said || new URL(url).host,
        source: { type: "url", url },
        height: heightOf(attrs),
      });
    else
      this.loose({
        kind: "video",
        title: said,
        source: { type: "embed", provider, url },
        captions: [],
        durationMs: null,
      });
  }

  private object(address: string, title: string): void {
    const token = this.context.references.asset(address);
    const file = token ? this.context.references.assetOf(token) : null;
    if (!token || !file) {
      this.context.note("file_missing");
      return;
    }
    if (file.contentType.startsWith("image/")) {
      this.put({ type: "image", attrs: { src: `asset:${token}`, alt: cutText(title.trim(), 1_000) } });
      return;
    }
    this.context.note("file_instead_of_frame");
    const said = cutText(title.replace(/\s+/g, " ").trim(), 200);
    this.loose({ kind: "file", assetId: ref(token), title: said || file.name, description: "" });
  }

  private media(element: Markup): void {
    const sources = [element, ...elementsIn(element)].map((e) => e.attrs.src ?? "").filter((src) => src !== "");
    const title = cutText((element.attrs.title ?? "").trim(), 200);
    for (const src of sources) {
      const token = this.context.references.asset(src);
      const file = token ? this.context.references.assetOf(token) : null;
      if (!token || !file) continue;
      if (file.contentType.startsWith("video/")) {
        this.loose({
          kind: "video",
          title: title || file.name,
          source: { type: "asset", assetId: ref(token) },
          captions: [],
          durationMs: null,
        });
      } else this.loose({ kind: "file", assetId: ref(token), title: title || file.name, description: "" });
      return;
    }
    const elsewhere = sources.find(isWebAddress);
    if (elsewhere && element.name === "video") {
      const url = secure(elsewhere);
      this.loose({
        kind: "video",
        title,
        source: { type: "embed", provider: providerOf(url), url },
        captions: [],
        durationMs: null,
      });
    } else this.context.note("file_missing");
  }
}

/** A reference as a plan writes it where an id will stand. */
export const ref = (token: string) => token as string & { __tableName: "assets" };

/** The blocks inside an element. */
function inside(element: Markup, context: Context): { nodes: RichNode[]; loose: LooseContent[] } {
  const flow = new Flow(context);
  flow.children(element, []);
  const parts = flow.finish();
  return {
    nodes: parts.flatMap((part) => ("nodes" in part ? part.nodes : [])),
    loose: parts.flatMap((part) => ("content" in part ? [part.content] : [])),
  };
}

function rowsOf(table: Markup): Markup[] {
  return table.children
    .filter((child) => typeof child !== "string")
    .flatMap((child) =>
      child.name === "tr" ? [child] : ["tbody", "thead", "tfoot"].includes(child.name) ? rowsOf(child) : [],
    );
}

const span = (text: string | undefined): number => Math.min(100, Math.max(1, Math.floor(Number(text ?? 1)) || 1));

/** Code stands with no other mark; a link is worth more than the look of code. */
function withMark(marks: readonly RichMark[], mark: RichMark): readonly RichMark[] {
  if (marks.some((m) => m.type === mark.type)) return marks;
  if (mark.type === "code") return marks.some((m) => m.type === "link") ? marks : [mark];
  if (marks.some((m) => m.type === "code")) return mark.type === "link" ? [mark] : marks;
  return [...marks, mark];
}

const sameMarks = (a: readonly RichMark[], b: readonly RichMark[]): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A paragraph's words without space and breaks at its ends. */
function trimmed(words: readonly RichNode[]): RichNode[] {
  const content = [...words];
  for (let first = content[0]; first; first = content[0]) {
    if (first.type === "text" && first.text.trimStart() !== "") {
      content[0] = { ...first, text: first.text.trimStart() };
      break;
    }
    content.shift();
  }
  for (let last = content.at(-1); last; last = content.at(-1)) {
    if (last.type === "text" && last.text.trimEnd() !== "") {
      content[content.length - 1] = { ...last, text: last.text.trimEnd() };
      break;
    }
    content.pop();
  }
  return content;
}

/** Whether the address is on the web, with a host and no credentials in it. */
export function isWebAddress(address: string): boolean {
  const whole = address.startsWith("//") ? `https:${address}` : address;
  if (!/^https?:\/\//i.test(whole) || whole.length > 2_000 || !URL.canParse(whole)) return false;
  const { username, password, host } = new URL(whole);
  return host !== "" && username === "" && password === "";
}

/** A web address over https. */
export const secure = (address: string): string => address.replace(/^(?:https?:)?\/\//i, "https://");

/** Who plays the video at an address. */
export function providerOf(url: string): "youtube" | "vimeo" | "other" {
  const { hostname } = new URL(url);
  if (/(^|\.)(youtube\.com|youtube-nocookie\.com|youtu\.be)$/i.test(hostname)) return "youtube";
  return /(^|\.)vimeo\.com$/i.test(hostname) ? "vimeo" : "other";
}

function heightOf({ height, style }: Markup["attrs"]): number {
  const said = /^\s*(\d+)(?:px)?\s*$/.exec(height ?? "")?.[1] ?? /(?:^|;)\s*height:\s*(\d+)px/i.exec(style ?? "")?.[1];
  return Math.min(4_000, Math.max(80, Number(said ?? 500)));
}
