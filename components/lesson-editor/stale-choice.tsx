"use client";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useDraftBook, type Written } from "./drafts-provider";

/** Two people wrote the same thing at the same time: shows theirs, keeps one's own, and lets the author decide. */
export function StaleChoice({ id, theirs }: { id: string; theirs: (written: Written) => ReactNode }) {
  const t = useTranslations("editor.stale");
  const book = useDraftBook();
  const [isShown, setShown] = useState(false);
  const written = book.theirs(id);
  return (
    <div role="alert" className="grid gap-3 rounded-card border border-amber bg-amber-soft p-4">
      <div className="grid gap-1">
        <p className="text-base font-medium text-amber-ink">{t("title")}</p>
        <p className="text-base text-ink">{t("body")}</p>
      </div>
      {isShown && written && (
        <div className="max-h-96 overflow-y-auto rounded-control border bg-raised p-4">{theirs(written)}</div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? "hide" : "see")}
        </Button>
        <Button size="sm" onClick={() => book.takeTheirs(id)}>
          {t("theirs")}
        </Button>
        <Button size="sm" variant="primary" onClick={() => book.keepMine(id)}>
          {t("mine")}
        </Button>
      </div>
    </div>
  );
}
