import fc from "fast-check";
import { expect, test } from "vitest";
import { readRichDoc, type RichNode } from "../../lessons/rich-text";
import { readHtml } from "./markup";
import { richFromMarkup } from "./rich-from-markup";

const asset = { token: "a0", path: "static/a.png", name: "a.png", contentType: "image/png", bytes: 1 };
const references = {
  asset: (address: string) => (address.startsWith("/static/") ? "a0" : null),
  lesson: (address: string) => (address.startsWith("/jump_to_id/") ? "l0" : null),
  assetOf: () => asset,
};
const names = [
  ...[
    "p",
    "div",
    "span",
    "b",
    "i",
    "code",
    "a",
    "ul",
    "ol",
    "li",
    "table",
    "tbody",
    "tr",
    "td",
    "th",
    "caption",
    "pre",
  ],
  ...[
    "blockquote",
    "h1",
    "h3",
    "h6",
    "img",
    "br",
    "hr",
    "iframe",
    "video",
    "object",
    "script",
    "style",
    "svg",
    "button",
  ],
  ...["details", "summary", "dl", "dd", "figure", "q", "sub", "made-up", "math", "form", "input"],
];
const addresses = [
  "/static/a.png",
  "/jump_to_id/x",
  "https://example.com/",
  "http://e.org",
  "javascript:x",
  "data:x",
  "#a",
  "",
  "//e.org/x",
  "mailto:a@b.c",
];
const element: fc.Arbitrary<string> = fc.letrec<{ html: string }>((tie) => ({
  html: fc.oneof(
    { depthSize: "medium" },
    fc.constantFrom("words", " ", "\n", "a &amp; b", "<!-- note -->", "</p>", "</div></td>", "<p", "\\(x\\)"),
    fc
      .tuple(
        fc.constantFrom(...names),
        fc.constantFrom(...addresses),
        fc.array(tie("html"), { maxLength: 5 }),
        fc.boolean(),
      )
      .map(
        ([name, address, inner, isClosed]) =>
          `<${name} href="${address}" src="${address}" data="${address}">${inner.join("")}${isClosed ? `</${name}>` : ""}`,
      ),
  ),
})).html;

/** What the editor's schema lets stand inside each kind of node. */
const inside: Record<string, (child: RichNode) => boolean> = {
  paragraph: (child) => child.type === "text" || child.type === "hardBreak",
  heading: (child) => child.type === "text" || child.type === "hardBreak",
  codeBlock: (child) => child.type === "text" && !child.marks,
  bulletList: (child) => child.type === "listItem",
  orderedList: (child) => child.type === "listItem",
  table: (child) => child.type === "tableRow",
  tableRow: (child) => child.type === "tableCell" || child.type === "tableHeader",
};
const isBlock = (node: RichNode) =>
  !["text", "hardBreak", "listItem", "tableRow", "tableCell", "tableHeader"].includes(node.type);

function faults(nodes: readonly RichNode[], fits: (child: RichNode) => boolean, where: string): string[] {
  return nodes.flatMap((node) => {
    const own = fits(node) ? [] : [`${node.type} in ${where}`];
    if (node.type === "text") {
      if (node.text === "") own.push("empty text");
      for (const mark of node.marks ?? []) {
        if (mark.type === "link" && !/^(https?:\/\/|mailto:|asset:|lesson:)/.test(mark.attrs.href))
          own.push(mark.attrs.href);
      }
      return own;
    }
    const content = "content" in node ? (node.content ?? []) : [];
    const needsSome = [
      "bulletList",
      "orderedList",
      "listItem",
      "table",
      "tableRow",
      "tableCell",
      "tableHeader",
      "blockquote",
    ];
    if (needsSome.includes(node.type) && content.length === 0) own.push(`empty ${node.type}`);
    if (node.type === "listItem" && content[0]?.type !== "paragraph") own.push("an item without a paragraph first");
    return [...own, ...faults(content, inside[node.type] ?? isBlock, node.type)];
  });
}

test("whatever HTML comes in, what goes on is a document that the editor can open", () => {
  fc.assert(
    fc.property(fc.array(element, { maxLength: 8 }), (parts) => {
      const { pieces, notes } = richFromMarkup(readHtml(parts.join("")), references);
      expect(notes.has("text_too_long")).toBe(false);
      for (const piece of pieces) {
        if (piece.kind === "block") {
          const { content } = piece;
          if (content.kind === "embed" && content.source.type === "url")
            expect(content.source.url).toMatch(/^https:\/\//);
          continue;
        }
        const doc = readRichDoc(piece.doc);
        expect(doc).not.toBeNull();
        expect(faults(doc?.content ?? [], isBlock, "doc")).toEqual([]);
      }
    }),
    { numRuns: 400, seed: 20 },
  );
});
