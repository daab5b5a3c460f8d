import {
  emptyDoc,
  readRichDoc,
  richDoc,
  writeRichDoc,
  type RichDoc,
  type RichNode,
} from "@/services/lessons/rich-text";

/**
 * A stored document may hold blocks where the editor wants lines (an image between paragraphs, words right inside a
 * list item). Here it is put into the editor's stricter form, and back into the stored one, without losing anything.
 */

const inlineTypes = new Set(["text", "hardBreak", "image"]);
const isInline = (node: RichNode) => inlineTypes.has(node.type);
const contentOf = (node: RichNode): RichNode[] => ("content" in node && node.content) || [];
const paragraph = (content: RichNode[]): RichNode => ({ type: "paragraph", content });

/** The document as the editor takes it. */
export function toEditorDoc(stored: string): RichDoc {
  const doc = readRichDoc(stored) ?? emptyDoc;
  return { type: "doc", content: blocksOf(doc.content) };
}

/** Blocks only: runs of words and images become paragraphs; an empty place gets one to write in. */
function blocksOf(nodes: readonly RichNode[]): RichNode[] {
  const blocks: RichNode[] = [];
  let run: RichNode[] = [];
  const endRun = () => {
    if (run.length > 0) blocks.push(paragraph(run));
    run = [];
  };
  for (const node of nodes) {
    if (isInline(node)) run.push(node);
    else {
      endRun();
      blocks.push(...asBlocks(node));
    }
  }
  endRun();
  return blocks.length > 0 ? blocks : [paragraph([])];
}

function asBlocks(node: RichNode): RichNode[] {
  switch (node.type) {
    case "paragraph":
    case "heading": {
      const inside = contentOf(node);
      if (inside.every(isInline)) return [{ ...node, content: inside }];
      // A block inside a line stands after it; only foreign documents have such.
      const lines = inside.filter(isInline);
      const others = inside.filter((child) => !isInline(child)).flatMap(asBlocks);
      return lines.length > 0 ? [{ ...node, content: lines }, ...others] : others;
    }
    case "codeBlock":
      return [{ ...node, content: contentOf(node).flatMap(textOnly) }];
    case "bulletList":
    case "orderedList": {
      const items = contentOf(node).map((child) => listItem(child.type === "listItem" ? contentOf(child) : [child]));
      return items.length > 0 ? [{ ...node, content: items }] : [];
    }
    case "listItem":
      return [{ type: "bulletList", content: [listItem(contentOf(node))] }];
    case "blockquote":
    case "callout":
      return [{ ...node, content: blocksOf(contentOf(node)) }];
    case "table": {
      const rows = contentOf(node)
        .filter(isRow)
        .map(tableRow)
        .filter((row) => contentOf(row).length > 0);
      return rows.length > 0 ? [{ type: "table", content: rows }] : [];
    }
    case "tableRow":
      return [{ type: "table", content: [tableRow(node)] }];
    case "tableCell":
    case "tableHeader":
      return blocksOf(contentOf(node));
    case "horizontalRule":
      return [node];
    case "text":
    case "hardBreak":
    case "image":
      return [paragraph([node])];
  }
}

const isRow = (node: RichNode) => node.type === "tableRow";

function tableRow(row: RichNode): RichNode {
  const cells = contentOf(row).map((cell): RichNode =>
    cell.type === "tableCell" || cell.type === "tableHeader"
      ? { ...cell, content: blocksOf(contentOf(cell)) }
      : { type: "tableCell", attrs: { colspan: 1, rowspan: 1 }, content: blocksOf([cell]) },
  );
  return { type: "tableRow", content: cells };
}

/** An item begins with a paragraph, so that its words have a line. */
function listItem(inside: readonly RichNode[]): RichNode {
  const blocks = blocksOf(inside);
  return { type: "listItem", content: blocks[0]?.type === "paragraph" ? blocks : [paragraph([]), ...blocks] };
}

/** The words of what stands in a code block, without marks. */
function textOnly(node: RichNode): RichNode[] {
  if (node.type === "text") return [{ type: "text", text: node.text }];
  if (node.type === "hardBreak") return [{ type: "text", text: "\n" }];
  return contentOf(node).flatMap(textOnly);
}

/** The stored form of what the editor holds; null when the editor holds something that may not be stored. */
export function fromEditorDoc(edited: unknown): string | null {
  const parsed = richDoc.safeParse(edited);
  if (!parsed.success) return null;
  const content = outOf(parsed.data.content);
  const only = content[0];
  const isBlank = content.length === 1 && only?.type === "paragraph" && contentOf(only).length === 0;
  return writeRichDoc({ type: "doc", content: isBlank ? [] : content });
}

function outOf(nodes: readonly RichNode[]): RichNode[] {
  return nodes.map((node) => {
    if (node.type === "paragraph") {
      const inside = contentOf(node);
      const only = inside[0];
      return inside.length === 1 && only?.type === "image" ? only : { ...node, content: inside };
    }
    if ("content" in node && node.content) return { ...node, content: outOf(node.content) };
    return node;
  });
}
