import type { FileReader } from "../files/file-store";
import type { BlockContent } from "../lessons/block";
import { isRichText, readRichDoc, type RichNode } from "../lessons/rich-text";
import type { QuestionDraft } from "../questions/question";
import type { Id } from "../shared/id";
import type { Asset, ServedAsset } from "./asset";
import type { AssetReader } from "./asset-store";

/** The most files one page may show. */
const mostServed = 400;

/** The ids of the course files that a stored rich document shows or links to; none for plain text. */
export function assetIdsOfDoc(text: string): string[] {
  if (!isRichText(text)) return [];
  const doc = readRichDoc(text);
  if (!doc) return [];
  const ids: string[] = [];
  const note = (address: string) => {
    if (address.startsWith("asset:")) ids.push(address.slice("asset:".length));
  };
  const walk = (nodes: readonly RichNode[]) => {
    for (const node of nodes) {
      if (node.type === "image") note(node.attrs.src);
      else if (node.type === "text")
        for (const mark of node.marks ?? []) if (mark.type === "link") note(mark.attrs.href);
      if ("content" in node && node.content) walk(node.content);
    }
  };
  walk(doc.content);
  return ids;
}

/** The ids of the course files that a block shows, captions included. */
export function assetIdsOfContent(content: BlockContent): string[] {
  switch (content.kind) {
    case "text":
      return assetIdsOfDoc(content.doc);
    case "image":
    case "file":
      return [content.assetId];
    case "video":
      return [
        ...(content.source.type === "asset" ? [content.source.assetId] : []),
        ...content.captions.map((caption) => caption.assetId),
      ];
    case "embed":
      return content.source.type === "asset" ? [content.source.assetId] : [];
    case "question":
      return [];
  }
}

/** The ids of the course files that a question shows in its prompt, choices and explanation. */
export function assetIdsOfQuestion(
  question: Pick<QuestionDraft, "prompt" | "choices" | "explanation" | "hints">,
): string[] {
  return [
    question.prompt,
    question.explanation ?? "",
    ...question.hints,
    ...question.choices.map((c) => c.text),
  ].flatMap(assetIdsOfDoc);
}

type Deps = { assets: AssetReader; files: FileReader };

/** What a page needs of one asset. */
export async function serveAsset({ files }: Pick<Deps, "files">, asset: Asset): Promise<ServedAsset> {
  const { _id, name, contentType, bytes } = asset;
  return { _id, name, contentType, bytes, url: await files.url(asset.storageId) };
}

/** The files of one course with these ids, each once; ids of other courses and unknown ids are left out. */
export async function serveAssets(deps: Deps, courseId: Id<"courses">, ids: readonly string[]): Promise<ServedAsset[]> {
  const distinct = [...new Set(ids)].slice(0, mostServed);
  const found = await Promise.all(distinct.map((id) => deps.assets.byId(id)));
  const own = found.filter((asset) => asset !== null).filter((asset) => asset.courseId === courseId);
  return Promise.all(own.map((asset) => serveAsset(deps, asset)));
}
