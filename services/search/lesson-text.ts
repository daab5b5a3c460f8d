import type { BlockContent } from "../lessons/block";
import { plainText, readRichDoc } from "../lessons/rich-text";

/** The most bytes of text in one record: with the rest of it below the 10 KB that a search service takes. */
export const mostBytes = 7_000;

/** The words of a block that may be found. Questions are not among them: an index must not know what is asked for. */
export function wordsOf(content: BlockContent): string {
  switch (content.kind) {
    case "text": {
      const doc = readRichDoc(content.doc);
      return doc ? plainText(doc) : "";
    }
    case "image":
      return joined(content.alt, content.caption);
    case "video":
    case "embed":
      return content.title;
    case "file":
      return joined(content.title, content.description);
    case "question":
      return "";
  }
}

const joined = (...texts: string[]) => texts.filter(Boolean).join(" ");
const encoder = new TextEncoder();
const bytesOf = (text: string) => encoder.encode(text).length;

/** A text in parts of at most `mostBytes`, cut between words where there are any; one empty part for no text. */
export function partsOf(text: string): string[] {
  const parts: string[] = [];
  let part = "";
  let size = 0;
  for (const word of text.split(/\s+/).filter(Boolean).flatMap(shortEnough)) {
    const bytes = bytesOf(word) + 1;
    if (size + bytes > mostBytes && part) {
      parts.push(part);
      part = "";
      size = 0;
    }
    part = part ? `${part} ${word}` : word;
    size += bytes;
  }
  return part || parts.length === 0 ? [...parts, part] : parts;
}

/** A word that is too long for a part, as pieces: some scripts write no spaces. */
function shortEnough(word: string): string[] {
  if (bytesOf(word) < mostBytes) return [word];
  const letters = [...word];
  const pieces: string[] = [];
  // A letter has at most four bytes.
  const most = Math.floor((mostBytes - 1) / 4);
  for (let at = 0; at < letters.length; at += most) pieces.push(letters.slice(at, at + most).join(""));
  return pieces;
}
