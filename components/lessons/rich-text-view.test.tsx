import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { ServedAsset } from "@/services/assets/asset";
import { RichLine, RichTextView } from "./rich-text-view";

afterEach(cleanup);
const drawing: ServedAsset = { _id: "a1", url: "/files/a1", name: "knot.svg", contentType: "image/svg+xml", bytes: 10 };
const around = { assets: new Map([["a1", drawing]]), lessonHref: (id: string) => `/learn/knots/${id}` };
const doc = (...content: unknown[]) => JSON.stringify({ type: "doc", content });
const linked = (href: string) => ({
  type: "paragraph",
  content: [{ type: "text", text: "here", marks: [{ type: "link", attrs: { href } }] }],
});

test("headings, lists and marks are drawn as what they mean", () => {
  render(
    <RichTextView
      {...around}
      doc={doc(
        { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "Friction" }] },
        {
          type: "bulletList",
          content: [
            {
              type: "listItem",
              content: [{ type: "paragraph", content: [{ type: "text", text: "rope", marks: [{ type: "bold" }] }] }],
            },
          ],
        },
      )}
    />,
  );
  expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("Friction");
  expect(screen.getByRole("listitem").querySelector("strong")?.textContent).toBe("rope");
});

test("lists and quotes stand as the whole text is read: nothing inside has a direction of its own", () => {
  const paragraph = { type: "paragraph", content: [{ type: "text", text: "rope" }] };
  const { container } = render(
    <RichTextView
      {...around}
      doc={doc({ type: "bulletList", content: [{ type: "listItem", content: [paragraph] }] }, paragraph)}
    />,
  );
  expect([...container.querySelectorAll("[dir]")].map((element) => element.className)).toEqual(["lesson-text"]);
});

test("a picture of the course is drawn with its words, one that is gone leaves its words", () => {
  const { container } = render(
    <RichTextView
      {...around}
      doc={doc(
        { type: "image", attrs: { src: "asset:a1", alt: "A reef knot" } },
        { type: "image", attrs: { src: "asset:gone", alt: "A bowline" } },
      )}
    />,
  );
  expect(screen.getByRole("img", { name: "A reef knot" }).getAttribute("src")).toBe("/files/a1");
  expect(container.textContent).toBe("A bowline");
});

test("a link to a lesson leads into the room, where there is one", () => {
  render(<RichTextView {...around} doc={doc(linked("lesson:l9"))} />);
  expect(screen.getByRole("link", { name: "here" }).getAttribute("href")).toBe("/learn/knots/l9");
  cleanup();
  render(<RichTextView {...around} lessonHref={null} doc={doc(linked("lesson:l9"))} />);
  expect(screen.queryByRole("link")).toBeNull();
});

test("markup in a text is shown as text", () => {
  const evil = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
  const { container } = render(
    <RichTextView {...around} doc={doc({ type: "paragraph", content: [{ type: "text", text: evil }] })} />,
  );
  expect(container.querySelector("script, img")).toBeNull();
  expect(container.textContent).toBe(evil);
});

test("a document that cannot be read draws nothing", () => {
  const { container } = render(<RichTextView {...around} doc="<p>not a document</p>" />);
  expect(container.innerHTML).toBe("");
});

test("a choice may be plain words or a one-line document", () => {
  const { container } = render(
    <>
      <RichLine {...around} text="2 > 1" />
      <RichLine
        {...around}
        text={doc({ type: "paragraph", content: [{ type: "text", text: "x", marks: [{ type: "superscript" }] }] })}
      />
    </>,
  );
  expect(container.innerHTML).toBe("2 &gt; 1<sup>x</sup>");
});
