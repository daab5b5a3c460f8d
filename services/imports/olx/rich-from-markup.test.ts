import { describe, expect, test } from "vitest";
import { readRichDoc } from "../../lessons/rich-text";
import { readHtml } from "./markup";
import { fileIndex } from "./references";
import { richFromMarkup } from "./rich-from-markup";

const index = fileIndex([
  { path: "course/static/A picture.png", bytes: 10 },
  { path: "course/static/paper.pdf", bytes: 10 },
  { path: "course/static/sim.html", bytes: 10 },
  { path: "course/static/clip.mp4", bytes: 10 },
]);
const references = {
  asset: (address: string) => index.find(address)?.token ?? null,
  lesson: (address: string) => (address === "/jump_to_id/page2" ? "l2" : null),
  assetOf: (token: string) => index.assets.find((asset) => asset.token === token) ?? null,
};
const read = (html: string) => {
  const { pieces, notes } = richFromMarkup(readHtml(html), references);
  return {
    pieces: pieces.map((piece) => (piece.kind === "doc" ? readRichDoc(piece.doc)?.content : piece.content)),
    notes: [...notes],
  };
};
const text = (words: string, ...marks: object[]) =>
  marks.length > 0 ? { type: "text", text: words, marks } : { type: "text", text: words };
const p = (...content: object[]) => ({ type: "paragraph", content });

describe("course HTML becomes rich text", () => {
  const cases: [string, string, object[]][] = [
    [
      "paragraphs and marks",
      "<p>One <b>bold <i>both</i></b>\n <code>x</code></p>",
      [
        p(
          text("One "),
          text("bold ", { type: "bold" }),
          text("both", { type: "bold" }, { type: "italic" }),
          text(" "),
          text("x", { type: "code" }),
        ),
      ],
    ],
    ["words outside paragraphs", "hello<div>there</div>", [p(text("hello")), p(text("there"))]],
    [
      "headings at our levels",
      "<h1>A</h1><h3>B</h3><h6>C</h6>",
      [2, 3, 4].map((level, n) => ({ type: "heading", attrs: { level }, content: [text("ABC"[n]!)] })),
    ],
    [
      "nested lists",
      "<ul><li>a<ol start='3'><li>b</li></ol></li></ul>",
      [
        {
          type: "bulletList",
          content: [
            {
              type: "listItem",
              content: [
                p(text("a")),
                { type: "orderedList", attrs: { start: 3 }, content: [{ type: "listItem", content: [p(text("b"))] }] },
              ],
            },
          ],
        },
      ],
    ],
    [
      "a list item that begins with a heading",
      "<ul><li><h3>a</h3></li></ul>",
      [
        {
          type: "bulletList",
          content: [
            {
              type: "listItem",
              content: [{ type: "paragraph" }, { type: "heading", attrs: { level: 3 }, content: [text("a")] }],
            },
          ],
        },
      ],
    ],
    [
      "tables",
      "<table><caption>T</caption><tr><th colspan=2>h</th></tr><tbody><tr><td>a</td><td></td></tr></tbody></table>",
      [
        p(text("T")),
        {
          type: "table",
          content: [
            {
              type: "tableRow",
              content: [{ type: "tableHeader", attrs: { colspan: 2, rowspan: 1 }, content: [p(text("h"))] }],
            },
            {
              type: "tableRow",
              content: [
                { type: "tableCell", attrs: { colspan: 1, rowspan: 1 }, content: [p(text("a"))] },
                { type: "tableCell", attrs: { colspan: 1, rowspan: 1 }, content: [{ type: "paragraph" }] },
              ],
            },
          ],
        },
      ],
    ],
    [
      "code as it stands",
      "<pre><code class='language-js'>\nif (a &lt; b)\n  go()\n</code></pre>",
      [{ type: "codeBlock", attrs: { language: "js" }, content: [text("if (a < b)\n  go()")] }],
    ],
    [
      "pictures of the course, by Open edX's spelling of their names",
      "<p>see <img src='/static/A_picture.png' alt='A  picture'> this</p>",
      [p(text("see")), { type: "image", attrs: { src: "asset:a0", alt: "A picture" } }, p(text("this"))],
    ],
    [
      "links to files, pages and the web",
      "<a href='/static/paper.pdf'>f</a> <a href='/jump_to_id/page2'>l</a> <a href='https://example.com/'>w</a>",
      [
        p(
          text("f", { type: "link", attrs: { href: "asset:a1" } }),
          text(" "),
          text("l", { type: "link", attrs: { href: "lesson:l2" } }),
          text(" "),
          text("w", { type: "link", attrs: { href: "https://example.com/" } }),
        ),
      ],
    ],
    ["line breaks, none at the ends", "<p><br>a<br>b<br></p>", [p(text("a"), { type: "hardBreak" }, text("b"))]],
    ["details opened", "<details><summary>More</summary>words</details>", [p(text("More")), p(text("words"))]],
  ];
  test.each(cases)("%s", (_what, html, nodes) => {
    expect(read(html)).toEqual({ pieces: [nodes], notes: [] });
  });
});

describe("what cannot stand in text stands beside it", () => {
  test("a simulation of the course runs in a frame of its own", () => {
    expect(
      read(
        "<p>a</p><p><iframe src='/static/sim.html' title='Sim' style='width:100%; height: 420px'>no</iframe></p><p>b</p>",
      ),
    ).toEqual({
      pieces: [
        [p(text("a"))],
        { kind: "embed", title: "Sim", source: { type: "asset", assetId: "a2" }, height: 420 },
        [p(text("b"))],
      ],
      notes: [],
    });
  });
  test("a frame of another site is asked for over https", () => {
    expect(read("<iframe src='http://example.com/x' height=300></iframe>")).toEqual({
      pieces: [
        { kind: "embed", title: "example.com", source: { type: "url", url: "https://example.com/x" }, height: 300 },
      ],
      notes: ["address_https"],
    });
  });
  test("videos, in tables and lists too, come after what they stood in", () => {
    expect(
      read(
        "<ul><li>a <iframe src='https://www.youtube.com/embed/abc'></iframe></li></ul><video src='/static/clip.mp4'></video>",
      ).pieces,
    ).toMatchObject([
      [{ type: "bulletList" }],
      { kind: "video", source: { type: "embed", provider: "youtube", url: "https://www.youtube.com/embed/abc" } },
      { kind: "video", source: { type: "asset", assetId: "a3" } },
    ]);
  });
  test("a document in a frame becomes a file", () => {
    expect(read("<object data='/static/paper.pdf' title='Paper'></object>")).toEqual({
      pieces: [{ kind: "file", assetId: "a1", title: "Paper", description: "" }],
      notes: ["file_instead_of_frame"],
    });
  });
});

describe("what may not come in is left out and noted", () => {
  const cases: [string, string[], string][] = [
    ["<p>a</p><script>alert(1)</script>", ["scripts_removed"], "a"],
    ["<style>p{}</style><p style='x' onclick='alert(1)' class='y'>a</p>", ["styles_removed"], "a"],
    ["<p>a <button onclick='x()'>b</button><input value=c></p>", ["controls_removed"], "a"],
    ["<p>a<svg onload=alert(1)><text>b</text></svg></p>", ["drawing_removed"], "a"],
    ["<a href='javascript:alert(1)'>a</a>", ["link_broken"], "a"],
    ["<a href=' java\nscript:alert(1)'>a</a>", ["link_broken"], "a"],
    ["<a href='data:text/html,x'>a</a>", ["link_broken"], "a"],
    ["<a href='vbscript:x'>a</a>", ["link_broken"], "a"],
    ["<a href='https://user:pw@example.com/'>a</a>", ["link_broken"], "a"],
    ["a<img src='data:image/svg+xml,x' onerror=alert(1)>", ["file_missing"], "a"],
    ["a<iframe src='javascript:alert(1)'></iframe>", ["frame_refused"], "a"],
    ["a<iframe srcdoc='<script>x</script>'></iframe>", ["frame_refused"], "a"],
    ["a<iframe src='data:text/html,x'></iframe>", ["frame_refused"], "a"],
    ["<p>a</p><math><mi>x</mi></math>", ["formula_text"], "a"],
    ["<p>a</p><template><p>b</p></template>", [], "a"],
    [`${"<div>".repeat(5_000)}a`, [], "a"],
  ];
  test.each(cases)("%s", (html, notes, words) => {
    const found = read(html);
    expect(found.notes).toEqual(notes);
    expect(found.pieces).toEqual([[p(text(words))]]);
  });
});

test("lists within lists without end become plain paragraphs", () => {
  expect(read(`${"<ul><li>".repeat(20)}a`)).toEqual({
    pieces: [[p(text("a"))]],
    notes: ["text_too_long"],
  });
});

test("a long text goes on in further blocks", () => {
  const { pieces, notes } = read("<p>word</p>".repeat(4_000));
  expect([pieces.length, notes]).toEqual([3, []]);
});
