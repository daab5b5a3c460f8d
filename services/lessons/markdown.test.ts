import { expect, test } from "vitest";
import { readMarkdown } from "./markdown";
import { readRichDoc, writeRichDoc, type RichNode } from "./rich-text";

const text = (words: string, ...marks: string[]) => ({
  type: "text",
  text: words,
  ...(marks.length ? { marks: marks.map((type) => ({ type })) } : {}),
});
const p = (...content: unknown[]) => ({ type: "paragraph", content });
const read = (markdown: string): RichNode[] => readMarkdown(markdown).content;

test("lines of a paragraph join, blank lines part", () => {
  expect(read("One\ntwo\n\nThree")).toEqual([p(text("One two")), p(text("Three"))]);
});
test("marks are read, inside each other too", () => {
  expect(read("**F**ace and **very *loud*** `a*b*`")[0]).toEqual(
    p(
      text("F", "bold"),
      text("ace and "),
      text("very ", "bold"),
      text("loud", "bold", "italic"),
      text(" "),
      text("a*b*", "code"),
    ),
  );
  expect(read("H~2~O is x^2^ [here](https://example.com)")[0]).toEqual(
    p(text("H"), text("2", "subscript"), text("O is x"), text("2", "superscript"), text(" "), {
      type: "text",
      text: "here",
      marks: [{ type: "link", attrs: { href: "https://example.com" } }],
    }),
  );
});
test("an address that is not http or mail stays text", () => {
  expect(read("[x](javascript:alert(1))")).toEqual([p(text("[x](javascript:alert(1))"))]);
});
test("a list holds lists, and numbers begin where they begin", () => {
  expect(read("3. three\n4. four\n   - a\n   - b")).toEqual([
    {
      type: "orderedList",
      attrs: { start: 3 },
      content: [
        { type: "listItem", content: [p(text("three"))] },
        {
          type: "listItem",
          content: [
            p(text("four")),
            {
              type: "bulletList",
              content: [
                { type: "listItem", content: [p(text("a"))] },
                { type: "listItem", content: [p(text("b"))] },
              ],
            },
          ],
        },
      ],
    },
  ]);
});
test("code keeps its lines and what would be marks elsewhere", () => {
  expect(read("```python\nx = **y\n\n# no heading\n```")).toEqual([
    { type: "codeBlock", attrs: { language: "python" }, content: [text("x = **y\n\n# no heading")] },
  ]);
});
test("a quote that names a tone is a callout", () => {
  expect(read("> [!tip] Warm the bowl.\n\n> Plain")).toEqual([
    { type: "callout", attrs: { tone: "tip" }, content: [p(text("Warm the bowl."))] },
    { type: "blockquote", content: [p(text("Plain"))] },
  ]);
});
test("a table has its header row and as many cells everywhere", () => {
  const [table] = read("| | b |\n|---|---|\n| 1 | 2 |\n| 3 |");
  expect(table).toMatchObject({
    type: "table",
    content: [{}, {}, { content: [{ type: "tableCell" }, { type: "tableCell", content: [p()] }] }],
  });
});
test("whatever is read can be stored", () => {
  const everything =
    "# T\n\ntext\n- a\n\n> q\n\n---\n\n1. x\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n```\ncode\n```\n* * *\n[a](b) ** * ` ~ ^";
  const doc = readMarkdown(everything);
  expect(readRichDoc(writeRichDoc(doc))).toEqual(doc);
});
