import { calloutTones, type RichDoc, type RichMark, type RichNode } from "./rich-text";

/**
 * Reads a small Markdown into a rich document: paragraphs, ## to #### headings, "-" and "1." lists (nested by two
 * spaces or more), ">" quotes, "> [!note]" callouts, fenced code, tables, rules, and **bold**, *italic*, `code`,
 * ~sub~, ^sup^, [text](address). Anything else is text. Never fails.
 */
export function readMarkdown(markdown: string): RichDoc {
  return { type: "doc", content: readBlocks(markdown.replace(/\r\n?/g, "\n").replace(/\t/g, "    ").split("\n")) };
}

const listItem = /^(\s*)(?:([-*])|(\d{1,9})[.)])\s+(.*)$/;
const fence = /^\s*(`{3,}|~{3,})\s*([\w+#.-]*)\s*$/;
const heading = /^(#{1,6})\s+(.+?)\s*#*$/;
const tableRule = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/;

function readBlocks(lines: readonly string[]): RichNode[] {
  const nodes: RichNode[] = [];
  let at = 0;
  const line = () => lines[at] ?? "";
  while (at < lines.length) {
    if (line().trim() === "") {
      at += 1;
      continue;
    }
    const opened = fence.exec(line());
    if (opened) {
      const body: string[] = [];
      for (
        at += 1;
        at < lines.length &&
        !line()
          .trim()
          .startsWith(opened[1] ?? "```");
        at++
      )
        body.push(line());
      at += 1;
      const text = body.join("\n");
      nodes.push({
        type: "codeBlock",
        attrs: { language: opened[2] || null },
        content: text ? [{ type: "text", text }] : [],
      });
      continue;
    }
    const titled = heading.exec(line());
    if (titled) {
      const level = Math.min(4, Math.max(2, titled[1]?.length ?? 2));
      nodes.push({ type: "heading", attrs: { level }, content: readInline(titled[2] ?? "") });
      at += 1;
      continue;
    }
    if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line())) {
      nodes.push({ type: "horizontalRule" });
      at += 1;
      continue;
    }
    if (line().trimStart().startsWith(">")) {
      const inner: string[] = [];
      for (; at < lines.length && line().trimStart().startsWith(">"); at++)
        inner.push(line().trimStart().slice(1).replace(/^ /, ""));
      nodes.push(readQuote(inner));
      continue;
    }
    if (line().includes("|") && tableRule.test(lines[at + 1] ?? "")) {
      const rows: string[] = [line()];
      for (at += 2; at < lines.length && line().includes("|") && line().trim() !== ""; at++) rows.push(line());
      nodes.push(readTable(rows));
      continue;
    }
    if (listItem.test(line())) {
      const taken = readList(lines, at);
      nodes.push(taken.node);
      at = taken.next;
      continue;
    }
    const words: string[] = [];
    while (at < lines.length && line().trim() !== "" && !(words.length && startsBlock(lines, at))) {
      words.push(line().trim());
      at += 1;
    }
    nodes.push({ type: "paragraph", content: readInline(words.join(" ")) });
  }
  return nodes;
}

const startsBlock = (lines: readonly string[], at: number) => {
  const line = lines[at] ?? "";
  return fence.test(line) || heading.test(line) || listItem.test(line) || line.trimStart().startsWith(">");
};

function readQuote(lines: string[]): RichNode {
  const tone = /^\[!(\w+)\]\s*(.*)$/.exec(lines[0] ?? "");
  const known = calloutTones.find((name) => name === tone?.[1]?.toLowerCase());
  if (!tone || !known) return { type: "blockquote", content: readBlocks(lines) };
  return { type: "callout", attrs: { tone: known }, content: readBlocks([tone[2] ?? "", ...lines.slice(1)]) };
}

function readTable(rows: readonly string[]): RichNode {
  const cells = (row: string) =>
    row
      .trim()
      .replace(/^\||\|$/g, "")
      .split("|")
      .map((cell) => cell.trim());
  const width = cells(rows[0] ?? "").length;
  return {
    type: "table",
    content: rows.map((row, at) => ({
      type: "tableRow" as const,
      content: Array.from({ length: width }, (_, column) => ({
        type: at === 0 ? ("tableHeader" as const) : ("tableCell" as const),
        attrs: { colspan: 1, rowspan: 1 },
        content: [{ type: "paragraph" as const, content: readInline(cells(row)[column] ?? "") }],
      })),
    })),
  };
}

function readList(lines: readonly string[], from: number): { node: RichNode; next: number } {
  const first = listItem.exec(lines[from] ?? "");
  const indent = first?.[1]?.length ?? 0;
  const isOrdered = first?.[3] !== undefined;
  const items: string[][] = [];
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const item = listItem.exec(line);
    const isOwnItem = item && (item[1]?.length ?? 0) === indent && (item[3] !== undefined) === isOrdered;
    if (isOwnItem) items.push([item[4] ?? ""]);
    else if (line.trim() === "") {
      // A blank line belongs to the list only when the list goes on after it.
      const next = lines[at + 1] ?? "";
      const goesOn = next.startsWith(" ".repeat(indent + 2)) || (listItem.exec(next)?.[1]?.length ?? -1) === indent;
      if (!goesOn) break;
      items.at(-1)?.push("");
    } else if (line.startsWith(" ".repeat(indent + 1)))
      items.at(-1)?.push(line.slice(Math.min(indent + (isOrdered ? 3 : 2), line.search(/\S/))));
    else break;
  }
  const content = items.map((item) => ({ type: "listItem" as const, content: readBlocks(item) }));
  return {
    node: isOrdered
      ? { type: "orderedList", attrs: { start: Number(first?.[3] ?? 1) }, content }
      : { type: "bulletList", content },
    next: at,
  };
}

const inline =
  /`([^`]+)`|\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)|\*(?=\S)([^*]+?)(?<=\S)\*|~([^~\s]{1,40})~|\^([^^\s]{1,40})\^|\[([^\]]+)\]\(((?:https?:\/\/|mailto:)[^\s)]+)\)/;

/** Marks inside one line. */
function readInline(text: string, marks: RichMark[] = []): RichNode[] {
  const found = inline.exec(text);
  if (!found) return text ? [plain(text, marks)] : [];
  const [whole, code, bold, italic, sub, sup, label, href] = found;
  const marked = (inner: string, mark: RichMark) => readInline(inner, [...marks, mark]);
  const middle =
    code !== undefined
      ? [plain(code, [...marks, { type: "code" }])]
      : bold !== undefined
        ? marked(bold, { type: "bold" })
        : italic !== undefined
          ? marked(italic, { type: "italic" })
          : sub !== undefined
            ? marked(sub, { type: "subscript" })
            : sup !== undefined
              ? marked(sup, { type: "superscript" })
              : marked(label ?? "", { type: "link", attrs: { href: href ?? "" } });
  const before = text.slice(0, found.index);
  return [
    ...(before ? [plain(before, marks)] : []),
    ...middle,
    ...readInline(text.slice(found.index + whole.length), marks),
  ];
}

const plain = (text: string, marks: RichMark[]): RichNode => ({
  type: "text",
  text,
  ...(marks.length ? { marks } : {}),
});
