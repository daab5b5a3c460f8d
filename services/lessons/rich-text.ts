import * as z from "zod";

/**
 * A rich document is a ProseMirror tree of these nodes and marks and nothing else: what is not named here cannot be
 * stored, which is why no HTML is ever rendered from it. Addresses are `https:`, `http:`, `mailto:`, `asset:<id>` (a
 * file of the course) and `lesson:<id>` (another page of the course).
 */
export const richMarks = ["bold", "italic", "underline", "strike", "code", "link", "subscript", "superscript"] as const;
export const calloutTones = ["note", "tip", "warning"] as const;

const address = z
  .string()
  .max(2_000)
  .refine((href) => /^(https?:\/\/|mailto:|asset:|lesson:)/i.test(href), "address");

const mark = z.discriminatedUnion("type", [
  z.object({ type: z.literal("bold") }),
  z.object({ type: z.literal("italic") }),
  z.object({ type: z.literal("underline") }),
  z.object({ type: z.literal("strike") }),
  z.object({ type: z.literal("code") }),
  z.object({ type: z.literal("subscript") }),
  z.object({ type: z.literal("superscript") }),
  z.object({ type: z.literal("link"), attrs: z.object({ href: address }) }),
]);
export type RichMark = z.infer<typeof mark>;

export type RichNode =
  | { type: "text"; text: string; marks?: RichMark[] | undefined }
  | { type: "hardBreak" | "horizontalRule" }
  | { type: "image"; attrs: { src: string; alt: string } }
  | { type: "heading"; attrs: { level: number }; content?: RichNode[] | undefined }
  | { type: "codeBlock"; attrs: { language: string | null }; content?: RichNode[] | undefined }
  | { type: "orderedList"; attrs: { start: number }; content?: RichNode[] | undefined }
  | { type: "callout"; attrs: { tone: (typeof calloutTones)[number] }; content?: RichNode[] | undefined }
  | { type: "tableCell" | "tableHeader"; attrs: { colspan: number; rowspan: number }; content?: RichNode[] | undefined }
  | {
      type: "paragraph" | "bulletList" | "listItem" | "blockquote" | "table" | "tableRow";
      content?: RichNode[] | undefined;
    };

const content = z.lazy(() => z.array(node).max(5_000)).optional();
const span = z.number().int().min(1).max(100).default(1);
const node: z.ZodType<RichNode> = z.lazy(() =>
  z.discriminatedUnion("type", [
    z.object({ type: z.literal("text"), text: z.string().min(1).max(100_000), marks: z.array(mark).max(8).optional() }),
    z.object({ type: z.enum(["hardBreak", "horizontalRule"]) }),
    z.object({
      type: z.literal("image"),
      attrs: z.object({ src: z.string().regex(/^asset:[\w-]+$/), alt: z.string().max(1_000).default("") }),
    }),
    z.object({ type: z.literal("heading"), attrs: z.object({ level: z.number().int().min(2).max(4) }), content }),
    z.object({
      type: z.literal("codeBlock"),
      attrs: z.object({ language: z.string().max(40).nullable().default(null) }).default({ language: null }),
      content,
    }),
    z.object({
      type: z.literal("orderedList"),
      attrs: z.object({ start: z.number().int().min(0).default(1) }).default({ start: 1 }),
      content,
    }),
    z.object({ type: z.literal("callout"), attrs: z.object({ tone: z.enum(calloutTones) }), content }),
    z.object({
      type: z.enum(["tableCell", "tableHeader"]),
      attrs: z.object({ colspan: span, rowspan: span }).default({ colspan: 1, rowspan: 1 }),
      content,
    }),
    z.object({ type: z.enum(["paragraph", "bulletList", "listItem", "blockquote", "table", "tableRow"]), content }),
  ]),
);

export const richDoc = z.object({ type: z.literal("doc"), content: z.array(node).max(5_000) });
export type RichDoc = z.infer<typeof richDoc>;

export const emptyDoc: RichDoc = { type: "doc", content: [] };
const deepest = 24;

/** Reads a stored or received document. Null when it is not one, or is nested deeper than an author could mean. */
export function readRichDoc(json: string): RichDoc | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (depthOf(value) > deepest * 2) return null;
  const parsed = richDoc.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** The JSON text that is stored, always of a document that has been read by `richDoc`. */
export const writeRichDoc = (doc: RichDoc): string => JSON.stringify(doc);

/** Whether a text that may also be plain words is a document. What people type may begin with a brace as well. */
export const isRichText = (text: string): boolean => text.startsWith('{"type":"doc"');

/** A document of plain paragraphs. */
export function paragraphs(...texts: string[]): RichDoc {
  return {
    type: "doc",
    content: texts.map((text) => ({
      type: "paragraph" as const,
      content: text ? [{ type: "text" as const, text }] : [],
    })),
  };
}

/** All words of a document, for excerpts and search. */
export function plainText(doc: RichDoc): string {
  const parts: string[] = [];
  const walk = (nodes: readonly RichNode[]) => {
    for (const n of nodes) {
      if (n.type === "text") parts.push(n.text);
      else if ("content" in n && n.content) {
        walk(n.content);
        parts.push(" ");
      }
    }
  };
  walk(doc.content);
  return parts.join("").replace(/\s+/g, " ").trim();
}

function depthOf(value: unknown): number {
  let deepestSeen = 0;
  const stack: [unknown, number][] = [[value, 0]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [current, depth] = next;
    if (depth > deepestSeen) deepestSeen = depth;
    if (depth > deepest * 2) return depth;
    if (current && typeof current === "object")
      for (const child of Object.values(current)) stack.push([child, depth + 1]);
  }
  return deepestSeen;
}
