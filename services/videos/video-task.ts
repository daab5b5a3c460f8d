import * as z from "zod";
import type { OutboxDeps } from "../outbox/enqueue";
import { enqueue } from "../outbox/enqueue";
import { idOf, type Id } from "../shared/id";
import type { Video } from "./video";

/** What waits to be told to the video service. */
export const videoTask = z.discriminatedUnion("kind", [
  /** An upload that is not wanted any more, or an asset: whatever of the two there is leaves the service. */
  z.object({ kind: z.literal("forget"), uploadId: z.string().nullable(), assetId: z.string().nullable() }),
  /** A stored file becomes the video's `number`th. */
  z.object({ kind: z.literal("take"), videoId: idOf("videos"), number: z.number(), storageId: z.string() }),
  /** Stored caption files become the video's. */
  z.object({
    kind: z.literal("words"),
    videoId: idOf("videos"),
    tracks: z.array(z.object({ language: z.string(), label: z.string(), storageId: z.string() })),
  }),
]);
export type VideoTask = z.infer<typeof videoTask>;

/** Has the video service delete what it holds; harmless when it holds nothing. */
export async function forgetAtService(
  deps: OutboxDeps,
  { uploadId, assetId }: { uploadId: string | null; assetId: string | null },
): Promise<void> {
  if (uploadId === null && assetId === null) return;
  const payload: VideoTask = { kind: "forget", uploadId, assetId };
  await enqueue(deps, "video", { key: `forget/${assetId ?? uploadId}`, payload });
}

/** Has the video service take a file that is in the school's storage. */
export async function takeFromStorage(
  deps: OutboxDeps,
  video: Pick<Video, "_id">,
  number: number,
  storageId: Id<"_storage">,
): Promise<void> {
  const payload: VideoTask = { kind: "take", videoId: video._id, number, storageId };
  await enqueue(deps, "video", { key: `take/${video._id}/${number}`, payload });
}

/** Has stored caption files read into the video's captions. */
export async function takeWords(
  deps: OutboxDeps,
  video: Pick<Video, "_id">,
  tracks: { language: string; label: string; storageId: Id<"_storage"> }[],
): Promise<void> {
  const payload: VideoTask = { kind: "words", videoId: video._id, tracks };
  await enqueue(deps, "video", { key: `words/${video._id}`, payload });
}
