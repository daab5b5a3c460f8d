"use client";
import { Download, ExternalLink, FileText } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ServedAsset } from "@/services/assets/asset";
import type { BlockContent } from "@/services/lessons/block";
import { RichTextView, type RichSurroundings } from "./rich-text-view";
import { VideoSlot } from "@/components/videos/video-slot";
import { VideoBlock } from "./video-block";

type Props = RichSurroundings & {
  /** The block's id, by which its video is found. */
  blockId: string;
  content: BlockContent;
  /** Draws a question in its place: a student's, an author's and a visitor's differ. */
  question: (questionId: string) => ReactNode;
  startAt?: number | undefined;
  onSecond?: ((seconds: number) => void) | undefined;
};

/** One block of a lesson as students see it. */
export function BlockView({ blockId, content, question, startAt, onSecond, ...around }: Props) {
  switch (content.kind) {
    case "text":
      return <RichTextView doc={content.doc} {...around} />;
    case "image":
      return <ImageBlock content={content} asset={around.assets.get(content.assetId)} />;
    case "video":
      if (content.source.type === "video") return <VideoSlot blockId={blockId} title={content.title} />;
      return <VideoBlock content={content} assets={around.assets} startAt={startAt} onSecond={onSecond} />;
    case "file":
      return <FileBlock content={content} asset={around.assets.get(content.assetId)} />;
    case "embed":
      return <EmbedBlock content={content} assets={around.assets} />;
    case "question":
      return question(content.questionId);
  }
}

function ImageBlock({
  content,
  asset,
}: {
  content: Extract<BlockContent, { kind: "image" }>;
  asset: ServedAsset | undefined;
}) {
  const t = useTranslations("lessons");
  if (!asset?.url) return <p className="text-base text-muted">{t("imageMissing", { name: content.alt })}</p>;
  return (
    <figure className="grid grid-cols-1 gap-2">
      <a
        href={asset.url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={t("openImage", { name: content.alt || asset.name })}
      >
        <img
          src={asset.url}
          alt={content.alt}
          loading="lazy"
          decoding="async"
          className="max-h-[80vh] w-auto max-w-full rounded-control"
        />
      </a>
      {content.caption && <figcaption className="text-base text-muted">{content.caption}</figcaption>}
    </figure>
  );
}

function FileBlock({
  content,
  asset,
}: {
  content: Extract<BlockContent, { kind: "file" }>;
  asset: ServedAsset | undefined;
}) {
  const t = useTranslations("lessons");
  const format = useFormatter();
  if (!asset?.url) return <p className="text-base text-muted">{t("fileMissing", { name: content.title })}</p>;
  const size =
    asset.bytes < 1_000_000 ? Math.max(1, Math.round(asset.bytes / 1_000)) : Math.round(asset.bytes / 100_000) / 10;
  return (
    <a
      href={asset.url}
      // Under its own name where it comes from our origin; a browser shows one from elsewhere in a new tab.
      download={asset.name}
      target="_blank"
      rel="noopener noreferrer"
      className="flex items-center gap-4 rounded-card border bg-raised px-4 py-3 transition-colors hover:border-line-strong"
    >
      <FileText aria-hidden className="size-6 shrink-0 text-accent-ink" />
      <span className="grid min-w-0 flex-1">
        <span className="truncate text-md font-medium">{content.title || asset.name}</span>
        <span className="text-sm text-muted">
          {content.description || t(asset.bytes < 1_000_000 ? "kilobytes" : "megabytes", { size: format.number(size) })}
        </span>
      </span>
      <Download aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="sr-only">{t("download")}</span>
    </a>
  );
}

/** A course's own HTML runs without an origin, so that it can reach nothing of the school; a page of others is only framed. */
function EmbedBlock({
  content,
  assets,
}: {
  content: Extract<BlockContent, { kind: "embed" }>;
  assets: ReadonlyMap<string, ServedAsset>;
}) {
  const t = useTranslations("lessons");
  const isOwn = content.source.type === "asset";
  const url = content.source.type === "asset" ? assets.get(content.source.assetId)?.url : content.source.url;
  if (!url) return <p className="text-base text-muted">{t("fileMissing", { name: content.title })}</p>;
  return (
    <figure className="grid grid-cols-1 gap-2">
      <iframe
        src={url}
        title={content.title || t("embed")}
        loading="lazy"
        style={{ height: content.height }}
        sandbox={isOwn ? "allow-scripts" : "allow-scripts allow-same-origin allow-popups allow-forms"}
        referrerPolicy="no-referrer"
        className="w-full rounded-card border bg-raised"
      />
      <figcaption className="flex flex-wrap gap-x-2 text-sm text-muted">
        {content.title && <span>{content.title}</span>}
        {!isOwn && (
          <span>
            {t("embedTrouble")}{" "}
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer"
              className="inline-flex items-center gap-1 text-link underline"
            >
              {t("openElsewhere")}
              <ExternalLink aria-hidden className="size-3.5" />
            </a>
          </span>
        )}
      </figcaption>
    </figure>
  );
}
