"use client";
import { type ReactNode } from "react";
import type { ServedAsset } from "@/services/assets/asset";
import type { BlockContent } from "@/services/lessons/block";
import { assetMap } from "./asset-map";
import { BlockView } from "./block-view";

export type LessonBlock = { _id: string; content: BlockContent };
type Props = {
  blocks: readonly LessonBlock[];
  assets: readonly ServedAsset[];
  lessonHref: ((lessonId: string) => string) | null;
  question: (questionId: string) => ReactNode;
  /** Where a video was left. */
  resume?: { blockId: string; seconds: number } | null;
  onSecond?: (blockId: string, seconds: number) => void;
};

/** A lesson's blocks in one column, as students read them. */
export function LessonView({ blocks, assets, lessonHref, question, resume, onSecond }: Props) {
  const byId = assetMap(assets);
  return (
    <div className="grid grid-cols-1 gap-8">
      {blocks.map((block) => (
        <BlockView
          key={block._id}
          blockId={block._id}
          content={block.content}
          assets={byId}
          lessonHref={lessonHref}
          question={question}
          startAt={resume?.blockId === block._id ? resume.seconds : undefined}
          onSecond={onSecond ? (seconds) => onSecond(block._id, seconds) : undefined}
        />
      ))}
    </div>
  );
}
