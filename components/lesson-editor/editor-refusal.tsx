"use client";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { AppErrorData } from "@/services/shared/app-error";
import { useRefusalWords } from "@/components/ui/refusal";

/** What the school said about something written or uploaded, in an author's words. */
export function EditorRefusal({ refusal }: { refusal: AppErrorData | null }) {
  const t = useTranslations("editor.reasons");
  const words = useRefusalWords();
  if (!refusal) return null;
  return (
    <p
      role="alert"
      className="flex items-start gap-2 rounded-control bg-danger-soft px-3 py-2 text-base text-danger-ink"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t.has(refusal.reason) ? t(refusal.reason) : words(refusal)}
    </p>
  );
}
