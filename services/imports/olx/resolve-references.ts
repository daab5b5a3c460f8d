import type { BlockContent } from "../../lessons/block";
import { isRichText, readRichDoc, writeRichDoc, type RichMark, type RichNode } from "../../lessons/rich-text";
import type { QuestionDraft } from "../../questions/question";
import type { Id } from "../../shared/id";

/** The ids that a plan's references turned into when they were written. */
export type Written = { assets: ReadonlyMap<string, Id<"assets">>; lessons: ReadonlyMap<string, Id<"lessons">> };

/** A document with real ids; what was not written is left as plain words. Text that is no document stays as it is. */
export function resolveDoc(text: string, written: Written): string {
  if (!isRichText(text)) return text;
  const doc = readRichDoc(text);
  return doc ? writeRichDoc({ type: "doc", content: nodes(doc.content, written) }) : text;
}

function nodes(list: readonly RichNode[], written: Written): RichNode[] {
  return list.flatMap((node): RichNode[] => {
    if (node.type === "image") {
      const src = resolved(node.attrs.src, written);
      return src ? [{ ...node, attrs: { ...node.attrs, src } }] : [];
    }
    if (node.type === "text") {
      const { marks, ...plain } = node;
      const kept = (marks ?? []).flatMap((mark) => resolvedMark(mark, written));
      return [kept.length > 0 ? { ...plain, marks: kept } : plain];
    }
    return "content" in node && node.content ? [{ ...node, content: nodes(node.content, written) }] : [node];
  });
}

function resolvedMark(mark: RichMark, written: Written): RichMark[] {
  if (mark.type !== "link") return [mark];
  const href = resolved(mark.attrs.href, written);
  return href ? [{ type: "link", attrs: { href } }] : [];
}

function resolved(address: string, { assets, lessons }: Written): string | null {
  const [scheme, token = ""] = address.split(":", 2);
  if (scheme === "asset") return assets.has(token) ? `asset:${assets.get(token)}` : null;
  if (scheme === "lesson") return lessons.has(token) ? `lesson:${lessons.get(token)}` : null;
  return address;
}

/** A block with real ids; null when the file that it shows was not written. */
export function resolveContent(content: BlockContent, written: Written): BlockContent | null {
  const idOf = (token: string) => written.assets.get(token) ?? null;
  switch (content.kind) {
    case "text":
      return { ...content, doc: resolveDoc(content.doc, written) };
    case "image":
    case "file": {
      const assetId = idOf(content.assetId);
      return assetId && { ...content, assetId };
    }
    case "video": {
      const captions = content.captions.flatMap((caption) => {
        const assetId = idOf(caption.assetId);
        return assetId ? [{ ...caption, assetId }] : [];
      });
      if (content.source.type !== "asset") return { ...content, captions };
      const assetId = idOf(content.source.assetId);
      return assetId && { ...content, captions, source: { type: "asset", assetId } };
    }
    case "embed": {
      if (content.source.type === "url") return content;
      const assetId = idOf(content.source.assetId);
      return assetId && { ...content, source: { type: "asset", assetId } };
    }
    case "question":
      return content;
  }
}

/** A question with real ids. */
export function resolveDraft(draft: QuestionDraft, written: Written): QuestionDraft {
  return {
    ...draft,
    prompt: resolveDoc(draft.prompt, written),
    explanation: draft.explanation === null ? null : resolveDoc(draft.explanation, written),
    choices: draft.choices.map((choice) => ({ ...choice, text: resolveDoc(choice.text, written) })),
  };
}
