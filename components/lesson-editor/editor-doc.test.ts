import { getSchema } from "@tiptap/core";
import { describe, expect, it } from "vitest";
import { calloutTones, richMarks, writeRichDoc, type RichDoc, type RichNode } from "@/services/lessons/rich-text";
import { fromEditorDoc, toEditorDoc } from "./editor-doc";
import { richExtensions } from "./rich-extensions";

const schema = getSchema(richExtensions({ urlOf: () => null, onImages: () => undefined, onSlash: () => undefined }));
const text = (words: string): RichNode => ({ type: "text", text: words });
const p = (...content: RichNode[]): RichNode => ({ type: "paragraph", content });
const docOf = (...content: RichNode[]): RichDoc => ({ type: "doc", content });
const picture: RichNode = { type: "image", attrs: { src: "asset:a1", alt: "A cell" } };

/** Through the editor: read, checked against its schema, and stored again. */
function throughEditor(doc: RichDoc): RichDoc {
  const node = schema.nodeFromJSON(toEditorDoc(writeRichDoc(doc)));
  node.check();
  return JSON.parse(fromEditorDoc(node.toJSON()) ?? "null") as RichDoc;
}

describe("a document that goes through the editor unchanged", () => {
  it.each<[string, RichDoc]>([
    [
      "comes back as it was with every mark",
      docOf(
        p(
          ...richMarks.map((type): RichNode => ({
            type: "text",
            text: type,
            marks: [type === "link" ? { type, attrs: { href: "https://example.org/a" } } : { type }],
          })),
        ),
      ),
    ],
    [
      "keeps headings, rules and breaks",
      docOf(
        { type: "heading", attrs: { level: 2 }, content: [text("One")] },
        { type: "horizontalRule" },
        p(text("a"), { type: "hardBreak" }, text("b")),
      ),
    ],
    [
      "keeps lists with their start",
      docOf({
        type: "orderedList",
        attrs: { start: 3 },
        content: [
          {
            type: "listItem",
            content: [
              p(text("three")),
              { type: "bulletList", content: [{ type: "listItem", content: [p(text("deep"))] }] },
            ],
          },
        ],
      }),
    ],
    [
      "keeps callouts",
      docOf(...calloutTones.map((tone): RichNode => ({ type: "callout", attrs: { tone }, content: [p(text(tone))] }))),
    ],
    [
      "keeps code with its language",
      docOf({ type: "codeBlock", attrs: { language: "python" }, content: [text("print(1)\n")] }),
    ],
    [
      "keeps tables with their spans",
      docOf({
        type: "table",
        content: [
          {
            type: "tableRow",
            content: [{ type: "tableHeader", attrs: { colspan: 2, rowspan: 1 }, content: [p(text("head"))] }],
          },
          {
            type: "tableRow",
            content: [
              { type: "tableCell", attrs: { colspan: 1, rowspan: 1 }, content: [p(text("a"))] },
              { type: "tableCell", attrs: { colspan: 1, rowspan: 1 }, content: [p(text("b"))] },
            ],
          },
        ],
      }),
    ],
    ["keeps an image between paragraphs where it stands", docOf(p(text("a")), picture, p(text("b")))],
    ["keeps an image inside a line", docOf(p(text("see "), picture))],
    [
      "keeps links to files and lessons of the course",
      docOf(
        p(
          { type: "text", text: "file", marks: [{ type: "link", attrs: { href: "asset:a9" } }] },
          { type: "text", text: "lesson", marks: [{ type: "link", attrs: { href: "lesson:l9" } }] },
        ),
      ),
    ],
    ["stays empty when it is empty", docOf()],
  ])("%s", (_fact, doc) => expect(throughEditor(doc)).toEqual(doc));
});

describe("a document of another shape", () => {
  it("gets lines for words that stand right in an item, a cell or a callout, and loses none", () => {
    const loose = docOf(
      { type: "bulletList", content: [{ type: "listItem", content: [text("loose")] }] },
      { type: "callout", attrs: { tone: "tip" }, content: [text("words")] },
      {
        type: "table",
        content: [
          {
            type: "tableRow",
            content: [{ type: "tableCell", attrs: { colspan: 1, rowspan: 1 }, content: [text("cell")] }],
          },
        ],
      },
    );
    expect(throughEditor(loose)).toEqual(
      docOf(
        { type: "bulletList", content: [{ type: "listItem", content: [p(text("loose"))] }] },
        { type: "callout", attrs: { tone: "tip" }, content: [p(text("words"))] },
        {
          type: "table",
          content: [
            {
              type: "tableRow",
              content: [{ type: "tableCell", attrs: { colspan: 1, rowspan: 1 }, content: [p(text("cell"))] }],
            },
          ],
        },
      ),
    );
  });
  it("keeps a list that stands inside a paragraph, after its words", () => {
    const nested = docOf(
      p(text("before"), { type: "bulletList", content: [{ type: "listItem", content: [p(text("item"))] }] }),
    );
    expect(throughEditor(nested)).toEqual(
      docOf(p(text("before")), { type: "bulletList", content: [{ type: "listItem", content: [p(text("item"))] }] }),
    );
  });
});

it("what may not be stored is not stored", () => {
  expect(fromEditorDoc({ type: "doc", content: [{ type: "iframe" }] })).toBeNull();
});
