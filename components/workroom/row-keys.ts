"use client";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { useShortcuts } from "@/components/ui/shortcuts";

/**
 * Keys of a table's body: up, down, home and end move between rows that can be focused. Enter is the row's own, where
 * rows open (`opens`). Put what this gives on the element that holds the rows.
 */
export function useRowKeys({ opens = false }: { opens?: boolean } = {}) {
  const t = useTranslations("shell.listKeys");
  useShortcuts(t("table"), [
    { keys: ["ArrowUp", "ArrowDown"], label: t("rows") },
    { keys: ["Home", "End"], label: t("ends") },
    ...(opens ? [{ keys: ["Enter"], label: t("open") }] : []),
  ]);
  return onRowKeys;
}

function onRowKeys(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const here = rows.findIndex((row) => row === document.activeElement);
  if (here < 0) return;
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  rows[Math.min(rows.length - 1, Math.max(0, to))]?.focus();
}
