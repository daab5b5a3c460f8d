import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import type { ServedAsset } from "@/services/assets/asset";
import { isRichText, readRichDoc, type RichDoc, type RichMark, type RichNode } from "@/services/lessons/rich-text";
import { cn } from "@/components/ui/cn";
import "./lesson-text.css";

/** What a rich document needs to know of its surroundings: where its files are and where its lessons live. */
export type RichSurroundings = {
  assets: ReadonlyMap<string, ServedAsset>;
  /** Null where a lesson cannot be linked to, e.g. on the course page of a visitor. */
  lessonHref: ((lessonId: string) => string) | null;
};

type Props = RichSurroundings & { doc: string | RichDoc; className?: string };

/** Draws a rich document. Only the nodes that the format names can be drawn, so no author's HTML ever reaches a page. */
export function RichTextView({ doc, className, ...around }: Props) {
  const read = typeof doc === "string" ? readRichDoc(doc) : doc;
  if (!read) return null;
  return (
    <div dir="auto" className={cn("lesson-text", className)}>
      {drawAll(read.content, around)}
    </div>
  );
}

/** A document that is a single line (a choice, a hint): its words without the block around them, or the plain text itself. */
export function RichLine({ text, ...around }: RichSurroundings & { text: string }) {
  const doc = isRichText(text) ? readRichDoc(text) : null;
  if (!doc) return <>{text}</>;
  const first = doc.content[0];
  const isOneLine = doc.content.length === 1 && first?.type === "paragraph";
  if (isOneLine && first) return <>{drawAll(("content" in first && first.content) || [], around)}</>;
  return (
    <div dir="auto" className="lesson-text lesson-text-small">
      {drawAll(doc.content, around)}
    </div>
  );
}

function drawAll(nodes: readonly RichNode[] | undefined, around: RichSurroundings): ReactNode {
  return nodes?.map((node, at) => <Fragment key={at}>{draw(node, around)}</Fragment>);
}

function draw(node: RichNode, around: RichSurroundings): ReactNode {
  switch (node.type) {
    case "text":
      return (node.marks ?? []).reduce<ReactNode>((inner, mark) => drawMark(mark, inner, around), node.text);
    case "hardBreak":
      return <br />;
    case "horizontalRule":
      return <hr />;
    case "paragraph":
      return <p>{drawAll(node.content, around)}</p>;
    case "heading": {
      const Heading = `h${node.attrs.level}` as "h2" | "h3" | "h4";
      return <Heading>{drawAll(node.content, around)}</Heading>;
    }
    case "bulletList":
      return <ul>{drawAll(node.content, around)}</ul>;
    case "orderedList":
      return <ol start={node.attrs.start}>{drawAll(node.content, around)}</ol>;
    case "listItem":
      return <li>{drawAll(node.content, around)}</li>;
    case "blockquote":
      return <blockquote>{drawAll(node.content, around)}</blockquote>;
    case "codeBlock":
      return (
        <pre dir="ltr" tabIndex={0} data-language={node.attrs.language ?? undefined}>
          <code>{drawAll(node.content, around)}</code>
        </pre>
      );
    case "callout":
      return (
        <aside className="callout" data-tone={node.attrs.tone}>
          {drawAll(node.content, around)}
        </aside>
      );
    case "image":
      return drawImage(node.attrs.src, node.attrs.alt, around);
    case "table":
      return (
        <div className="table-frame" tabIndex={0} role="group">
          <table>
            <tbody>{drawAll(node.content, around)}</tbody>
          </table>
        </div>
      );
    case "tableRow":
      return <tr>{drawAll(node.content, around)}</tr>;
    case "tableHeader":
      return <th {...spans(node.attrs)}>{drawAll(node.content, around)}</th>;
    case "tableCell":
      return <td {...spans(node.attrs)}>{drawAll(node.content, around)}</td>;
  }
}

const spans = ({ colspan, rowspan }: { colspan: number; rowspan: number }) => ({
  ...(colspan > 1 ? { colSpan: colspan } : {}),
  ...(rowspan > 1 ? { rowSpan: rowspan } : {}),
});

function drawImage(src: string, alt: string, { assets }: RichSurroundings): ReactNode {
  const url = assets.get(src.slice("asset:".length))?.url;
  // Files of the course are served by the school's own storage, whose sizes are not known beforehand.
  return url ? <img src={url} alt={alt} loading="lazy" decoding="async" /> : alt ? <em>{alt}</em> : null;
}

function drawMark(mark: RichMark, inner: ReactNode, around: RichSurroundings): ReactNode {
  switch (mark.type) {
    case "bold":
      return <strong>{inner}</strong>;
    case "italic":
      return <em>{inner}</em>;
    case "underline":
      return <u>{inner}</u>;
    case "strike":
      return <s>{inner}</s>;
    case "code":
      return <code>{inner}</code>;
    case "subscript":
      return <sub>{inner}</sub>;
    case "superscript":
      return <sup>{inner}</sup>;
    case "link":
      return drawLink(mark.attrs.href, inner, around);
  }
}

function drawLink(href: string, inner: ReactNode, { assets, lessonHref }: RichSurroundings): ReactNode {
  if (href.startsWith("asset:")) {
    const url = assets.get(href.slice("asset:".length))?.url;
    return url ? (
      <a href={url} target="_blank" rel="noopener noreferrer">
        {inner}
      </a>
    ) : (
      inner
    );
  }
  if (href.startsWith("lesson:"))
    return lessonHref ? <Link href={lessonHref(href.slice("lesson:".length))}>{inner}</Link> : inner;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {inner}
    </a>
  );
}
