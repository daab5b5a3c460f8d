"use client";
import { useTranslations } from "next-intl";
import { useRef } from "react";

type Props = { title: string; mayEdit: boolean; onRename: (title: string) => void };

/** The lesson's title, written where it stands: Enter and leaving keep it, Escape does not. */
export function LessonTitle({ title, mayEdit, onRename }: Props) {
  const t = useTranslations("editor");
  const isCancelled = useRef(false);
  if (!mayEdit) return <h2 className="display text-4xl">{title}</h2>;
  return (
    <>
      <h2 className="sr-only">{title}</h2>
      <textarea
        aria-label={t("titleField")}
        defaultValue={title}
        rows={1}
        maxLength={200}
        dir="auto"
        className="display field-sizing-content w-full resize-none rounded-control bg-transparent text-4xl outline-offset-4"
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          isCancelled.current = event.key === "Escape";
          event.currentTarget.blur();
        }}
        onBlur={(event) => {
          const next = event.target.value.replace(/\s+/g, " ").trim();
          if (isCancelled.current || next === "") event.target.value = title;
          else if (next !== title) onRename(next);
          isCancelled.current = false;
        }}
      />
    </>
  );
}
