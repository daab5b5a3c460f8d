import * as z from "zod";
import type { BlockContent } from "../../lessons/block";
import type { ChangeReason } from "../import-reasons";
import { childElements, elementsIn, type Markup } from "./markup";
import type { LooseContent } from "./plan";
import type { References } from "./references";
import { isWebAddress, providerOf, ref, secure } from "./rich-from-markup";
import { cutText } from "../../shared/cut-text";

type Video = Extract<BlockContent, { kind: "video" }>;

/** A video with what goes with it: handouts and a transcript to download. Null where nothing says where the video is. */
export function readVideo(
  video: Markup,
  references: References,
  findFile: (name: string) => string | null,
): { contents: LooseContent[]; notes: Set<ChangeReason> } | null {
  const notes = new Set<ChangeReason>();
  const { attrs } = video;
  const source = sourceOf(video, references, findFile);
  if (!source) return null;
  if (isClip(attrs.start_time) || isClip(attrs.end_time)) notes.add("clip_whole");
  const title = cutText(attrs.display_name ?? "", 200);
  const duration = Number(elementsIn(video).find((e) => e.name === "video_asset")?.attrs.duration);
  const content: Video = {
    kind: "video",
    title,
    source,
    captions: captionsOf(video, findFile, notes),
    durationMs: duration > 0 ? Math.round(duration * 1_000) : null,
  };
  return { contents: [content, ...downloadsOf(video, references, notes)], notes };
}

function sourceOf(
  video: Markup,
  references: References,
  findFile: (name: string) => string | null,
): Video["source"] | null {
  const { attrs } = video;
  const listed = childElements(video).filter((element) => element.name === "source");
  const addresses = [
    ...stringsIn(attrs.html5_sources),
    ...listed.map((element) => element.attrs.src ?? ""),
    attrs.source ?? "",
  ].filter((address) => address !== "");
  for (const address of addresses) {
    // A file that was uploaded elsewhere for delivery is often in the archive too, by the same name.
    const token = references.asset(address) ?? findFile(address.split(/[?#]/)[0]?.split("/").at(-1) ?? "");
    if (token && references.assetOf(token)?.contentType.startsWith("video/"))
      return { type: "asset", assetId: ref(token) };
  }
  const youtube = attrs.youtube_id_1_0 || /(?:^|,)1\.0+:([\w-]+)/.exec(attrs.youtube ?? "")?.[1];
  if (youtube && /^[\w-]{5,20}$/.test(youtube)) {
    return { type: "embed", provider: "youtube", url: `https://www.youtube.com/watch?v=${youtube}` };
  }
  const address = addresses.find(isWebAddress);
  return address ? { type: "embed", provider: providerOf(secure(address)), url: secure(address) } : null;
}

function captionsOf(
  video: Markup,
  findFile: (name: string) => string | null,
  notes: Set<ChangeReason>,
): Video["captions"] {
  const files = new Map<string, string>(Object.entries(recordIn(video.attrs.transcripts)));
  for (const element of childElements(video)) {
    if (element.name === "transcript" && element.attrs.language && element.attrs.src)
      files.set(element.attrs.language, element.attrs.src);
  }
  return [...files].slice(0, 20).flatMap(([language, file]) => {
    const token = findFile(file);
    if (!token) {
      notes.add("captions_missing");
      return [];
    }
    return [{ assetId: ref(token), language: language.slice(0, 16), label: languageName(language) }];
  });
}

function downloadsOf(video: Markup, references: References, notes: Set<ChangeReason>): LooseContent[] {
  const addresses = new Set([video.attrs.handout ?? "", video.attrs.track ?? ""]);
  for (const element of childElements(video)) {
    if (element.name === "handout" || element.name === "track") addresses.add(element.attrs.src ?? "");
  }
  const tokens = new Set<string>();
  for (const address of addresses) {
    if (address === "") continue;
    const token = references.asset(address);
    if (token) tokens.add(token);
    else notes.add("file_missing");
  }
  return [...tokens].map((token) => ({
    kind: "file",
    assetId: ref(token),
    title: references.assetOf(token)?.name ?? "",
    description: "",
  }));
}

const isClip = (time: string | undefined): boolean => time !== undefined && time !== "" && !/^[0:.]*$/.test(time);

const names: Record<string, string> = {
  ar: "العربية",
  de: "Deutsch",
  en: "English",
  es: "Español",
  fr: "Français",
  he: "עברית",
  hi: "हिन्दी",
  it: "Italiano",
  ja: "日本語",
  ko: "한국어",
  nl: "Nederlands",
  pl: "Polski",
  pt: "Português",
  ru: "Русский",
  tr: "Türkçe",
  uk: "Українська",
  zh: "中文",
};
const languageName = (tag: string): string => names[tag.split(/[-_]/)[0]?.toLowerCase() ?? ""] ?? cutText(tag, 60);

function json(text: string | undefined): unknown {
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    // An attribute that is no JSON says nothing.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
const stringsIn = (text: string | undefined): string[] => z.array(z.string()).catch([]).parse(json(text));
const recordIn = (text: string | undefined): Record<string, string> =>
  z.record(z.string(), z.string()).catch({}).parse(json(text));
