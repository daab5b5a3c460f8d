"use client";
import { useTranslations } from "next-intl";
import { useShortcuts } from "@/components/ui/shortcuts";

/** Names the keys of the outline for the list of shortcuts; its lines listen by themselves. */
export function useOutlineShortcuts(mayEdit: boolean) {
  const t = useTranslations("builder.keys");
  useShortcuts(t("title"), [
    { keys: ["ArrowUp", "ArrowDown"], label: t("lines") },
    { keys: ["Forward", "Back"], label: t("fold") },
    { keys: ["Enter"], label: t("open") },
    ...(mayEdit
      ? [
          { keys: ["F2"], label: t("rename") },
          { keys: ["alt+ArrowUp", "alt+ArrowDown"], label: t("move") },
          { keys: ["Space"], label: t("carry") },
          { keys: ["Delete"], label: t("remove") },
        ]
      : []),
  ]);
}
