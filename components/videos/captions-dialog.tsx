"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog, Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { RefusalNote } from "@/components/ui/refusal";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { TextArea } from "@/components/ui/text-area";
import { Input, TextField } from "@/components/ui/text-field";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { readCues, writeVtt, type Cue } from "@/services/lessons/subtitles";
import type { CaptionTrack } from "@/services/videos/video";
import { useAct } from "@/lib/use-act";
import { useAsk } from "@/lib/use-ask";
import { cuesOf, isTime, lineOf, troubleOf, withLineAfter, type Line } from "./caption-lines";
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

function CaptionsForm({ blockId, track, onClose, begun }: Props & { begun: { cues: Cue[]; revision: number } }) {
  const t = useTranslations("videos.settings");
  const { act, pending, refusal } = useAct(api.videos.saveCaptions);
  // What nobody has said yet is asked for, not shown.
  const isUnsaid = track.language === unsaid;
  const [language, setLanguage] = useState(isUnsaid ? "" : track.language);
  const [label, setLabel] = useState(isUnsaid ? "" : track.label);
  const nameOf = useLanguageName();
  const [lines, setLines] = useState<Line[]>(() => begun.cues.map(lineOf));
  const [isChanged, setIsChanged] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const wrong = lines.findIndex((line) => troubleOf(line) !== null);
  const trouble = lines[wrong] && troubleOf(lines[wrong]);
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setIsChanged(true);
      set(value);
    };
  const leave = () => (isChanged ? setIsLeaving(true) : onClose());
  const save = () => {
    const words = writeVtt(cuesOf(lines));
    const given = { blockId: blockId as Id<"blocks">, key: track.key, revision: begun.revision };
    act({ ...given, language, label: label.trim() || nameOf(language), words }, onClose);
  };
  return (
    <Dialog
      open
      onOpenChange={leave}
      title={t("captionsEdit", { name: track.label })}
      size="lg"
      footer={
        <>
          <Button onClick={leave}>{t("cancel")}</Button>
          <Button
            variant="primary"
            pending={pending}
            disabled={trouble !== undefined || !language.trim()}
            onClick={save}
          >
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
            onChange={(event) => changed(setLanguage)(event.target.value)}
          />
          <TextField
            label={t("captionsName")}
            hint={t("captionsNameHint")}
            maxLength={60}
            value={label}
            onChange={(event) => changed(setLabel)(event.target.value)}
          />
        </div>
        <CaptionLines lines={lines} onLines={changed(setLines)} />
        {trouble && (
          <p role="status" className="text-sm text-danger-ink">
            {t(trouble === "time" ? "lineTime" : "lineOrder", { number: wrong + 1 })}
          </p>
        )}
        <RefusalNote refusal={refusal} />
      </div>
      <ConfirmDialog
        open={isLeaving}
        onOpenChange={setIsLeaving}
        title={t("captionsLeave")}
        description={t("captionsLeaveLead")}
        confirm={t("captionsDiscard")}
        onConfirm={onClose}
      />
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
  const added = useRef<number | null>(null);
  const add = (after: number) => {
    added.current = after + 1;
    onLines(withLineAfter(lines, after));
  };
  useEffect(() => {
    if (added.current === null) return;
    // A line that was just added is written into.
    const field = frame.current?.querySelector<HTMLElement>(`[data-index="${added.current}"] textarea`);
    added.current = null;
    field?.focus();
  }, [lines]);
  const change = (n: number, part: Partial<Line>) =>
    onLines(lines.map((line, at) => (at === n ? { ...line, ...part } : line)));
  return (
    <div
      ref={frame}
      role="list"
      aria-label={t("lines")}
      style={{ height: `min(30rem, 48dvh, ${rows.getTotalSize() + 18}px)` }}
      className="min-h-24 overflow-y-auto rounded-control border bg-sunken/50 p-2"
    >
      {lines.length === 0 && (
        <Button size="sm" onClick={() => add(-1)}>
          <Plus aria-hidden />
          {t("lineFirst")}
        </Button>
      )}
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
                  aria-invalid={!isTime(line.to) || troubleOf(line) === "order" || undefined}
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
              <div className="grid gap-1">
                <IconButton
                  label={t("lineRemove", { number })}
                  size="sm"
                  hint={false}
                  onClick={() => onLines(lines.filter((_line, at) => at !== index))}
                >
                  <Trash2 aria-hidden />
                </IconButton>
                <IconButton label={t("lineAdd", { number })} size="sm" hint={false} onClick={() => add(index)}>
                  <Plus aria-hidden />
                </IconButton>
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
