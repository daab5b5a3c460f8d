"use client";
import { useTranslations } from "next-intl";
import { useShortcuts } from "@/components/ui/shortcuts";

/** Keys of the learning room: the arrows, N and P go to the neighbours; null where there is none. */
export function useLessonKeys({
  onNext,
  onPrevious,
}: {
  onNext: (() => void) | null;
  onPrevious: (() => void) | null;
}) {
  const t = useTranslations("learning.keys");
  useShortcuts(t("title"), [
    { keys: ["Forward", "n"], label: t("next"), run: onNext },
    { keys: ["Back", "p"], label: t("previous"), run: onPrevious },
  ]);
}
