"use client";
import { useTranslations } from "next-intl";
import { Switch } from "@/components/ui/choice";
import { Kbd } from "@/components/ui/kbd";
import { TextField } from "@/components/ui/text-field";
import type { EditedBlock, EditedLesson } from "./lesson-editor";
import { minutesOf } from "./reading-time";

type Props = {
  lesson: EditedLesson["lesson"];
  blocks: readonly EditedBlock[];
  mayEdit: boolean;
  onSettings: (settings: { minutes?: number; isPreview?: boolean }) => void;
};

/** What can be set of a lesson as a whole. */
export function LessonSettings({ lesson, blocks, mayEdit, onSettings }: Props) {
  const t = useTranslations("editor.settings");
  const guess = minutesOf(blocks);
  return (
    <>
      <section aria-label={t("lesson")} className="grid gap-5">
        <h3 className="text-sm font-semibold text-muted">{t("lesson")}</h3>
        <TextField
          key={lesson.minutes}
          label={t("minutes")}
          hint={guess > 0 && guess !== lesson.minutes ? t("minutesGuess", { minutes: guess }) : t("minutesHint")}
          type="number"
          min={0}
          max={1_000}
          disabled={!mayEdit}
          defaultValue={String(lesson.minutes)}
          onBlur={(event) => {
            const minutes = Math.round(event.target.valueAsNumber);
            if (!(minutes >= 0 && minutes <= 1_000)) event.target.value = String(lesson.minutes);
            else if (minutes !== lesson.minutes) onSettings({ minutes });
          }}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        />
        <Switch
          label={t("preview")}
          hint={t("previewHint")}
          checked={lesson.isPreview}
          disabled={!mayEdit}
          onChange={(event) => onSettings({ isPreview: event.target.checked })}
        />
      </section>
      {mayEdit && (
        <section aria-label={t("keys")} className="grid gap-2 border-t pt-5 text-sm text-muted">
          <h3 className="text-sm font-semibold">{t("keys")}</h3>
          <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1.5">
            {(["slash", "heading", "list", "quote", "move", "leave"] as const).map((name) => (
              <div key={name} className="contents">
                <dt>
                  <Kbd>{t(`keyNames.${name}`)}</Kbd>
                </dt>
                <dd>{t(`keyActs.${name}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}
