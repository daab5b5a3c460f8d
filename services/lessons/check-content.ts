import { assetIdsOfContent } from "../assets/serve-assets";
import type { AssetReader } from "../assets/asset-store";
import type { CourseId } from "../courses/course";
import { invalid } from "../shared/app-error";
import type { BlockContent } from "./block";
import { readRichDoc, writeRichDoc } from "./rich-text";

/** The most bytes that a stored document may have: a row holds less than 1 MiB. */
const mostBytes = 900_000;

/** A rich document as it may be stored, or a refusal that names the field. Null stays null. */
export function checkedDoc(text: string, field: string): string {
  const doc = readRichDoc(text);
  if (!doc) throw invalid("document", { [field]: "document" });
  const stored = writeRichDoc(doc);
  if (new TextEncoder().encode(stored).length > mostBytes)
    throw invalid("document_large", { [field]: "document_large" });
  return stored;
}

/** Refuses when one of the files is not a file of the course. */
export async function assertOwnAssets(
  assets: AssetReader,
  courseId: CourseId,
  ids: readonly string[],
  field: string,
): Promise<void> {
  const found = await Promise.all([...new Set(ids)].map((id) => assets.byId(id)));
  if (found.some((asset) => asset?.courseId !== courseId)) throw invalid("asset_unknown", { [field]: "asset_unknown" });
}

/** Whether the text is a web address that a browser reaches safely: https with a host and without credentials. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host, username, password } = new URL(text);
  return protocol === "https:" && host !== "" && username === "" && password === "";
}

/** A block's content as it may be stored in a lesson of the course, or a refusal that names the field. */
export async function checkContent(
  assets: AssetReader,
  courseId: CourseId,
  content: BlockContent,
): Promise<BlockContent> {
  const checked: BlockContent =
    content.kind === "text" ? { ...content, doc: checkedDoc(content.doc, "content.doc") } : content;
  if (
    (checked.kind === "video" || checked.kind === "embed") &&
    checked.source.type !== "asset" &&
    checked.source.type !== "video" &&
    !isSafeAddress(checked.source.url)
  ) {
    throw invalid("address", { "content.source.url": "address" });
  }
  await assertOwnAssets(assets, courseId, assetIdsOfContent(checked), "content");
  return checked;
}
