"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { RefusalNote } from "@/components/ui/refusal";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { TextArea } from "@/components/ui/text-area";
import { Input, TextField } from "@/components/ui/text-field";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { readCues, stampOf, writeVtt, type Cue } from "@/services/lessons/subtitles";
import type { CaptionTrack } from "@/services/videos/video";
import { useAct } from "@/lib/use-act";
import { useAsk } from "@/lib/use-ask";
import { unsaid, useLanguageName } from "./languages";

type Props = { blockId: string; track: CaptionTrack; onClose: () => void };

/** The language, the name and the words of captions, to be corrected line by line. */
export function CaptionsDialog({ blockId, track, onClose }: Props) {
  const t = useTranslations("videos.settings");
  const asked = useAsk(api.videos.captions, { blockId, key: track.key });
  // What is being corrected does not change under the hands of who corrects it.
  const [begun, setBegun] = useState<{ cues: Cue[]; revision: number } | null>(null);
  if (!begun && asked.state === "ready" && asked.value)
    setBegun({ cues: readCues(asked.value.words), revision: asked.value.revision });
  return begun ? (
    <CaptionsForm {...{ blockId, track, onClose, begun }} />
  ) : (
    <Dialog open onOpenChange={onClose} title={t("captionsEdit", { name: track.label })} size="lg">
      {asked.state === "refused" || (asked.state === "ready" && !asked.value) ? (
        <RefusalNote refusal={{ code: "not_found", reason: "captions_gone" }} />
      ) : (
        <SkeletonGroup className="grid gap-3">
          <Skeleton className="h-10" />
          <Skeleton className="h-64" />
        </SkeletonGroup>
      )}
    </Dialog>
  );
}

type Line = { from: string; to: string; text: string };
const lineOf = ({ from, to, text }: Cue): Line => ({ from: stampOf(from), to: stampOf(to), text });
const isTime = (text: string) => /^(\d+:)?\d{1,2}:\d{2}([.,]\d{1,3})?$/.test(text.trim());
const whole = (text: string) => (/[.,]/.test(text) ? text.trim() : `${text.trim()}.000`);

function CaptionsForm({ blockId, track, onClose, begun }: Props & { begun: { cues: Cue[]; revision: number } }) {
  const t = useTranslations("videos.settings");
  const { act, pending, refusal } = useAct(api.videos.saveCaptions);
  // What nobody has said yet is asked for, not shown.
  const isUnsaid = track.language === unsaid;
  const [language, setLanguage] = useState(isUnsaid ? "" : track.language);
  const [label, setLabel] = useState(isUnsaid ? "" : track.label);
  const nameOf = useLanguageName();
  const [lines, setLines] = useState<Line[]>(() => begun.cues.map(lineOf));
  const isReadable = lines.every(({ from, to }) => isTime(from) && isTime(to));
  const save = () => {
    const text = lines.map((line) => `${whole(line.from)} --> ${whole(line.to)}\n${line.text.trim()}`).join("\n\n");
    const words = writeVtt(readCues(text));
    const given = { blockId: blockId as Id<"blocks">, key: track.key, revision: begun.revision };
    act({ ...given, language, label: label.trim() || nameOf(language), words }, onClose);
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("captionsEdit", { name: track.label })}
      size="lg"
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="primary" pending={pending} disabled={!isReadable || !language.trim()} onClick={save}>
            {t("captionsSave")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="grid gap-3 sm:grid-cols-[9rem_1fr]">
          <TextField
            label={t("language")}
            hint={t("languageHint")}
            maxLength={35}
            value={language}
            onChange={(event) => setLanguage(event.target.value)}
          />
          <TextField
            label={t("captionsName")}
            hint={t("captionsNameHint")}
            maxLength={60}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
        </div>
        <CaptionLines lines={lines} onLines={setLines} />
        {!isReadable && <p className="text-sm text-danger-ink">{t("lineTime")}</p>}
        <RefusalNote refusal={refusal} />
      </div>
    </Dialog>
  );
}

/** The lines that are in sight. Stands inside of the dialog: what it measures is there when it is. */
function CaptionLines({ lines, onLines }: { lines: readonly Line[]; onLines: (lines: Line[]) => void }) {
  const t = useTranslations("videos.settings");
  const frame = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is read anew at every render
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 76,
    overscan: 6,
  });
  const change = (n: number, part: Partial<Line>) =>
    onLines(lines.map((line, at) => (at === n ? { ...line, ...part } : line)));
  return (
    <div
      ref={frame}
      role="list"
      aria-label={t("lines")}
      style={{ height: `min(24rem, 45dvh, ${rows.getTotalSize() + 18}px)` }}
      className="min-h-24 overflow-y-auto rounded-control border bg-sunken/50 p-2"
    >
      <div style={{ height: rows.getTotalSize() }} className="relative">
        {rows.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (!line) return null;
          const number = index + 1;
          return (
            <div
              key={index}
              ref={rows.measureElement}
              data-index={index}
              role="listitem"
              aria-setsize={lines.length}
              aria-posinset={number}
              style={{ transform: `translateY(${start}px)` }}
              className="absolute inset-x-0 top-0 grid grid-cols-[7.5rem_minmax(0,1fr)_auto] items-start gap-2 pb-2"
            >
              <div className="grid gap-1">
                <Input
                  aria-label={t("lineFrom", { number })}
                  aria-invalid={!isTime(line.from) || undefined}
                  value={line.from}
                  onChange={(event) => change(index, { from: event.target.value })}
                  className="h-8 text-sm tabular"
                />
                <Input
                  aria-label={t("lineTo", { number })}
                  aria-invalid={!isTime(line.to) || undefined}
                  value={line.to}
                  onChange={(event) => change(index, { to: event.target.value })}
                  className="h-8 text-sm tabular"
                />
              </div>
              <TextArea
                label={t("lineText", { number })}
                hideLabel
                dir="auto"
                rows={2}
                value={line.text}
                onChange={(event) => change(index, { text: event.target.value })}
              />
              <IconButton
                label={t("lineRemove", { number })}
                size="sm"
                hint={false}
                onClick={() => onLines(lines.filter((_line, at) => at !== index))}
              >
                <Trash2 aria-hidden />
              </IconButton>
            </div>
          );
        })}
      </div>
    </div>
  );
}
