import { expect, test } from "vitest";
import { paragraphs, plainText, readRichDoc, writeRichDoc, type RichDoc } from "./rich-text";

const doc = (...content: unknown[]) => JSON.stringify({ type: "doc", content });
const linked = (href: string) =>
  doc({ type: "paragraph", content: [{ type: "text", text: "x", marks: [{ type: "link", attrs: { href } }] }] });

test("a document that is written reads back the same", () => {
  const written: RichDoc = paragraphs("Knots hold because of friction.", "");
  expect(readRichDoc(writeRichDoc(written))).toEqual(written);
});

test.each([
  "javascript:alert(1)",
  " javascript:alert(1)",
  "JAVASCRIPT:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "//evil.example/x",
  "/admin",
  "file:///etc/passwd",
  "blob:https://x/1",
])("a link to %j cannot be stored", (href) => {
  expect(readRichDoc(linked(href))).toBeNull();
});

test.each(["https://convex.dev", "http://example.com", "mailto:a@example.com", "asset:k57abc", "lesson:k17abc"])(
  "a link to %j can",
  (href) => {
    expect(readRichDoc(linked(href))).not.toBeNull();
  },
);

test("a picture is a file of the course and nothing from elsewhere", () => {
  const image = (src: string) => doc({ type: "image", attrs: { src, alt: "" } });
  expect(readRichDoc(image("asset:k57abc"))).not.toBeNull();
  expect(readRichDoc(image("https://tracker.example/pixel.gif"))).toBeNull();
  expect(readRichDoc(image('asset:x" onerror="alert(1)'))).toBeNull();
});

test("nodes and marks without a name here are refused", () => {
  expect(readRichDoc(doc({ type: "script", content: [] }))).toBeNull();
  expect(
    readRichDoc(doc({ type: "paragraph", content: [{ type: "text", text: "x", marks: [{ type: "style" }] }] })),
  ).toBeNull();
});

test("attributes that are not named are left behind", () => {
  const read = readRichDoc(
    doc({ type: "heading", attrs: { level: 2, onclick: "alert(1)" }, content: [{ type: "text", text: "A" }] }),
  );
  expect(read?.content[0]).toEqual({ type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "A" }] });
});

test("a document nested deeper than an author could mean is refused, and does not end the process", () => {
  const depth = 20_000;
  const open = '{"type":"blockquote","content":['.repeat(depth);
  expect(readRichDoc(`{"type":"doc","content":[${open}${"]}".repeat(depth)}]}`)).toBeNull();
});

test("text that is not JSON, and JSON that is not a document, are refused", () => {
  expect([readRichDoc("{"), readRichDoc("null"), readRichDoc("[]"), readRichDoc('{"type":"doc"}')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test("the words of a document stand in reading order", () => {
  expect(plainText(paragraphs("One", "two  three"))).toBe("One two three");
});
