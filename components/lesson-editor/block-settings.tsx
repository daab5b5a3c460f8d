"use client";
import { useTranslations } from "next-intl";
import type { BlockContent } from "@/services/lessons/block";
import { useLessonVideos } from "@/components/videos/lesson-videos";
import { VideoSettings } from "@/components/videos/video-settings";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { accepts } from "./add-file";
import { useDraftBook, useWritten, type Written } from "./drafts-provider";
import type { EditedBlock } from "./lesson-editor";
import { httpsAddress, providerOf } from "./media-links";
import { UploadField } from "./upload-field";

type Of<Kind extends BlockContent["kind"]> = Extract<BlockContent, { kind: Kind }>;
type FormProps<Kind extends BlockContent["kind"]> = { content: Of<Kind>; onChange: (content: BlockContent) => void };

/** What can be set of the chosen block, beside what is written in its place. */
export function BlockSettings({ block }: { block: EditedBlock }) {
  const t = useTranslations("editor");
  const book = useDraftBook();
  const { content: written } = useWritten<Extract<Written, { of: "block" }>>(block._id, block.revision, {
    of: "block",
    content: block.content,
  });
  const onChange = (content: BlockContent) => book.edit(block._id, { of: "block", content });
  const content = written.content;
  if (content.kind === "text" || content.kind === "question") return null;
  return (
    <section aria-label={t("settings.block")} className="grid gap-4 border-b pb-6">
      <h3 className="text-sm font-semibold text-muted">{t(`kinds.${content.kind}`)}</h3>
      {content.kind === "image" && <ImageForm content={content} onChange={onChange} />}
      {content.kind === "video" && <VideoForm blockId={block._id} content={content} onChange={onChange} />}
      {content.kind === "file" && <FileForm content={content} onChange={onChange} />}
      {content.kind === "embed" && <EmbedForm content={content} onChange={onChange} />}
    </section>
  );
}

function ImageForm({ content, onChange }: FormProps<"image">) {
  const t = useTranslations("editor.settings");
  return (
    <>
      <TextArea
        label={t("alt")}
        hint={t("altHint")}
        rows={2}
        maxLength={1_000}
        value={content.alt}
        onChange={(event) => onChange({ ...content, alt: event.target.value })}
      />
      <TextField
        label={t("caption")}
        optional
        maxLength={500}
        value={content.caption}
        onChange={(event) => onChange({ ...content, caption: event.target.value })}
      />
      <Replace kind="image" onAsset={(assetId) => onChange({ ...content, assetId })} />
    </>
  );
}

function VideoForm({ blockId, content, onChange }: FormProps<"video"> & { blockId: string }) {
  const t = useTranslations("editor.settings");
  const lesson = useLessonVideos();
  const video = lesson?.kind === "author" ? lesson.videos.get(blockId) : undefined;
  return (
    <>
      <TextField
        label={t("blockTitle")}
        optional
        maxLength={200}
        value={content.title}
        onChange={(event) => onChange({ ...content, title: event.target.value })}
      />
      {content.source.type === "embed" && (
        <TextField
          label={t("address")}
          inputMode="url"
          defaultValue={content.source.url}
          onBlur={(event) => {
            const url = httpsAddress(event.target.value);
            if (url) onChange({ ...content, source: { type: "embed", provider: providerOf(url), url } });
            else if (content.source.type === "embed") event.target.value = content.source.url;
          }}
        />
      )}
      {video && <VideoSettings video={video} />}
    </>
  );
}

function FileForm({ content, onChange }: FormProps<"file">) {
  const t = useTranslations("editor.settings");
  return (
    <>
      <TextField
        label={t("blockTitle")}
        maxLength={200}
        value={content.title}
        onChange={(event) => onChange({ ...content, title: event.target.value })}
      />
      <TextField
        label={t("description")}
        optional
        maxLength={500}
        value={content.description}
        onChange={(event) => onChange({ ...content, description: event.target.value })}
      />
      <Replace kind="file" onAsset={(assetId) => onChange({ ...content, assetId })} />
    </>
  );
}

function EmbedForm({ content, onChange }: FormProps<"embed">) {
  const t = useTranslations("editor.settings");
  return (
    <>
      <TextField
        label={t("blockTitle")}
        hint={t("frameTitleHint")}
        maxLength={200}
        value={content.title}
        onChange={(event) => onChange({ ...content, title: event.target.value })}
      />
      {content.source.type === "url" && (
        <TextField
          label={t("address")}
          inputMode="url"
          defaultValue={content.source.url}
          onBlur={(event) => {
            const url = httpsAddress(event.target.value);
            if (url) onChange({ ...content, source: { type: "url", url } });
            else if (content.source.type === "url") event.target.value = content.source.url;
          }}
        />
      )}
      <TextField
        label={t("height")}
        type="number"
        min={80}
        max={4_000}
        step={20}
        value={String(content.height)}
        onChange={(event) => {
          const height = event.target.valueAsNumber;
          if (height >= 80 && height <= 4_000) onChange({ ...content, height });
        }}
      />
    </>
  );
}

type ReplaceProps = { kind: "image" | "file"; onAsset: (assetId: Of<"image">["assetId"]) => void };

/** Another file in the place of the one that is there. */
function Replace({ kind, onAsset }: ReplaceProps) {
  const t = useTranslations("editor");
  return (
    <UploadField
      label={t("settings.replace")}
      hint={t(`adding.${kind}.hint`)}
      accept={accepts[kind]}
      className="py-4"
      onAsset={(asset) => onAsset(asset._id as Of<"image">["assetId"])}
    />
  );
}
