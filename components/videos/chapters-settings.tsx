"use client";
import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { formatSeconds } from "@/components/lessons/seconds";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { RefusalNote } from "@/components/ui/refusal";
import { Input } from "@/components/ui/text-field";
import { api } from "@/convex/_generated/api";
import type { AuthoredVideo } from "@/services/videos/video";
import { useAct } from "@/lib/use-act";
import { readSeconds } from "./read-seconds";

type Row = { time: string; title: string };

/** The chapters of a video, a time and a name each; kept when all of them can be read. */
export function ChaptersSettings({ video }: { video: AuthoredVideo }) {
  const t = useTranslations("videos.settings");
  const { act, pending, refusal } = useAct(api.videos.saveChapters);
  const kept = video.chapters.map(({ at, title }) => ({ time: formatSeconds(at), title }));
  const [rows, setRows] = useState<Row[]>(kept);
  const isChanged = JSON.stringify(rows) !== JSON.stringify(kept);
  const read = rows.map(({ time, title }) => ({ at: readSeconds(time), title: title.trim() }));
  const isWhole = read.every(({ at, title }) => at !== null && title !== "");
  const fields = useRef<HTMLFieldSetElement>(null);
  const [added, setAdded] = useState<number | null>(null);
  // A chapter that was just added is written into: its time first, where it has none yet.
  useEffect(() => {
    if (added === null) return;
    const [time, name] = fields.current?.querySelectorAll<HTMLInputElement>(`[data-row="${added}"] input`) ?? [];
    (time?.value === "" ? time : name)?.focus();
  }, [added]);
  const add = () => {
    setRows([...rows, { time: rows.length === 0 ? "0:00" : "", title: "" }]);
    setAdded(rows.length);
  };
  const change = (n: number, part: Partial<Row>) =>
    setRows(rows.map((row, at) => (at === n ? { ...row, ...part } : row)));
  const save = () =>
    act({
      blockId: video.blockId,
      chapters: read.flatMap(({ at, title }) => (at === null ? [] : [{ at, title }])),
    });
  return (
    <fieldset ref={fields} className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">{t("chapters")}</legend>
      {rows.length === 0 && <p className="text-sm text-muted">{t("chaptersHint")}</p>}
      {rows.map(({ time, title }, n) => (
        <div key={n} data-row={n} className="grid grid-cols-[4.25rem_minmax(0,1fr)_auto] items-center gap-1.5">
          <Input
            aria-label={t("chapterTime", { number: n + 1 })}
            aria-invalid={readSeconds(time) === null || undefined}
            placeholder="0:00"
            value={time}
            onChange={(event) => change(n, { time: event.target.value })}
            className="tabular"
          />
          <Input
            aria-label={t("chapterTitle", { number: n + 1 })}
            maxLength={120}
            value={title}
            onChange={(event) => change(n, { title: event.target.value })}
          />
          <IconButton
            label={t("chapterRemove", { number: n + 1 })}
            size="sm"
            onClick={() => {
              setRows(rows.filter((_row, at) => at !== n));
              setAdded(null);
            }}
          >
            <Trash2 aria-hidden />
          </IconButton>
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={add}>
          <Plus aria-hidden />
          {t("chapterAdd")}
        </Button>
        {isChanged && (
          <Button size="sm" variant="primary" pending={pending} disabled={!isWhole} onClick={save}>
            {t("chaptersSave")}
          </Button>
        )}
      </div>
      {isChanged && !isWhole && <p className="text-sm text-muted">{t("chaptersOpen")}</p>}
      <RefusalNote refusal={refusal} />
    </fieldset>
  );
}
