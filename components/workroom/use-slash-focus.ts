"use client";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useShortcuts } from "@/components/ui/shortcuts";

/** A ref for a search field that "/" focuses, unless someone is typing elsewhere. */
export function useSlashFocus() {
  const t = useTranslations("shell.listKeys");
  const field = useRef<HTMLInputElement>(null);
  useShortcuts(t("page"), [{ keys: ["/"], label: t("search"), run: () => field.current?.focus() }]);
  return field;
}
