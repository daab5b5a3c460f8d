"use client";
import { useTranslations } from "next-intl";
import { showShortcuts } from "./shortcut-list";

/** Opens the list of shortcuts, for those who do not know its key or have switched single keys off. */
export function ShortcutButton() {
  const t = useTranslations("shell.shortcuts");
  return (
    <button type="button" onClick={() => showShortcuts(true)} className="rounded-control hover:text-ink max-sm:hidden">
      {t("title")}
    </button>
  );
}
