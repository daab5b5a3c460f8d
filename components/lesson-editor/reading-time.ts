import type { BlockContent } from "@/services/lessons/block";
import { plainText, readRichDoc } from "@/services/lessons/rich-text";

/** Words a minute of someone who reads to learn. */
const readingPace = 180;

/** A guess at the minutes a lesson takes: its words, its videos as long as known, a minute for each question. */
export function minutesOf(blocks: readonly { content: BlockContent }[]): number {
  const minutes = blocks.reduce((sum, { content }) => {
    switch (content.kind) {
      case "text": {
        const doc = readRichDoc(content.doc);
        return sum + (doc ? plainText(doc).split(/\s+/).filter(Boolean).length / readingPace : 0);
      }
      case "video":
        return sum + (content.durationMs ?? 0) / 60_000;
      case "question":
        return sum + 1;
      case "image":
      case "file":
      case "embed":
        return sum;
    }
  }, 0);
  return Math.ceil(minutes);
}
