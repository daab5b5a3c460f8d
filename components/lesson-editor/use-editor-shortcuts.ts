"use client";
import { useTranslations } from "next-intl";
import { useShortcuts } from "@/components/ui/shortcuts";

/** Names the keys of the lesson page for the list of shortcuts; its parts listen by themselves. */
export function useEditorShortcuts(mayEdit: boolean) {
  const t = useTranslations("editor.keys");
  const keys = [
    { keys: ["/"], label: t("insert") },
    { keys: ["mod+b"], label: t("bold") },
    { keys: ["mod+i"], label: t("italic") },
    { keys: ["mod+u"], label: t("underline") },
    { keys: ["mod+e"], label: t("code") },
    { keys: ["alt+ArrowUp", "alt+ArrowDown"], label: t("move") },
    { keys: ["Delete"], label: t("remove") },
    { keys: ["Escape"], label: t("leave") },
  ];
  useShortcuts(t("title"), mayEdit ? keys : []);
}
