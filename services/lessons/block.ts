import * as z from "zod";
import { idOf, type Id } from "../shared/id";

export type BlockId = Id<"blocks">;
const assetId = idOf("assets");
const caption = z.string().max(500);

/** A text track of a video: WebVTT or SubRip in an asset. */
export const captionTrack = z.object({ assetId, language: z.string().max(16), label: z.string().max(60) });

/**
 * What a lesson is made of. A rich document is JSON text (see rich-text.ts), because its depth is its author's and
 * a database document's depth is limited.
 */
export const blockContent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), doc: z.string().max(400_000) }),
  z.object({ kind: z.literal("image"), assetId, alt: z.string().max(1_000), caption }),
  z.object({
    kind: z.literal("video"),
    title: z.string().max(200),
    source: z.discriminatedUnion("type", [
      /** A video of the course, see services/videos: it is made when its file is uploaded, never by a save. */
      z.object({ type: z.literal("video"), videoId: idOf("videos") }),
      /** A file of the course that is about to become a video. */
      z.object({ type: z.literal("asset"), assetId }),
      /** Played by its host in a frame; `url` is https and opens the video where the frame cannot load. */
      z.object({
        type: z.literal("embed"),
        provider: z.enum(["youtube", "vimeo", "other"]),
        url: z.string().max(2_000),
      }),
    ]),
    captions: z.array(captionTrack).max(20),
    /** Milliseconds, null when not known. */
    durationMs: z.number().nullable(),
  }),
  z.object({ kind: z.literal("file"), assetId, title: z.string().max(200), description: caption }),
  z.object({
    kind: z.literal("embed"),
    title: z.string().max(200),
    /** "asset" is an HTML file of the course, run in a sandboxed frame without an origin. */
    source: z.discriminatedUnion("type", [
      z.object({ type: z.literal("asset"), assetId }),
      z.object({ type: z.literal("url"), url: z.string().max(2_000) }),
    ]),
    /** CSS pixels. */
    height: z.number().min(80).max(4_000),
  }),
  z.object({ kind: z.literal("question"), questionId: idOf("questions") }),
]);
export type BlockContent = z.infer<typeof blockContent>;

export const block = z.object({
  order: z.string(),
  content: blockContent,
  /** Grows with every edit; an editor who read an older one is told instead of overwriting. */
  revision: z.number(),
  sourceKey: z.string().nullable(),
  removedAt: z.number().nullable(),
});
export type Block = z.infer<typeof block> & {
  readonly _id: BlockId;
  readonly courseId: Id<"courses">;
  readonly lessonId: Id<"lessons">;
};
