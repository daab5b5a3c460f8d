import type { AssetReader } from "../assets/asset-store";
import type { JobStore } from "../jobs/job-store";
import type { Block } from "../lessons/block";
import type { BlockStore } from "../lessons/block-store";
import type { OutboxDeps } from "../outbox/enqueue";
import { beginVideo, giveFile } from "./open-upload";
import type { VideoStore } from "./video-store";
import { takeFromStorage, takeWords } from "./video-task";

type Deps = OutboxDeps & { blocks: BlockStore; assets: AssetReader; videos: VideoStore };

/**
 * Makes a video of a file that a block plays as it is: the video service takes it from the school's storage, its
 * captions come along, and the block shows the video from now on. Anything else is left alone.
 */
export async function adoptFile(deps: Deps, block: Block): Promise<boolean> {
  const { content, courseId, _id: blockId } = block;
  if (content.kind !== "video" || content.source.type !== "asset") return false;
  const asset = await deps.assets.byId(content.source.assetId);
  if (!asset || asset.courseId !== courseId) return false;
  const file = { fileName: asset.name, bytes: asset.bytes, sourceStorageId: asset.storageId };
  const known = await deps.videos.ofBlock(blockId);
  const { videoId, number } = known
    ? await giveFile(deps, known, file)
    : await beginVideo(deps, { courseId, blockId }, file);
  await deps.blocks.change(blockId, {
    content: { ...content, source: { type: "video", videoId } },
    revision: block.revision + 1,
  });
  await takeFromStorage(deps, { _id: videoId }, number, asset.storageId);
  const found = await Promise.all(content.captions.map((track) => deps.assets.byId(track.assetId)));
  const tracks = content.captions.flatMap(({ language, label }, n) => {
    const words = found[n];
    return words?.courseId === courseId ? [{ language, label, storageId: words.storageId }] : [];
  });
  if (tracks.length > 0) await takeWords(deps, { _id: videoId }, tracks);
  return true;
}

const blocksPerStep = 100;

/** Goes through all blocks, a page a transaction, and makes videos of the files among them. May be told again. */
export async function adoptFiles(deps: Deps & { jobs: JobStore }, cursor: string | null): Promise<null> {
  const { page, isDone, continueCursor } = await deps.blocks.all({ numItems: blocksPerStep, cursor });
  for (const block of page) if (block.removedAt === null) await adoptFile(deps, block);
  if (!isDone) await deps.jobs.later("adoptVideos", { cursor: continueCursor });
  return null;
}
