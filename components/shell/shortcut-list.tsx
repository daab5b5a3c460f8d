"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useShortcuts } from "@/components/ui/shortcuts";

// Most visits never see it.
const ShortcutDialog = dynamic(() => import("./shortcut-dialog").then((module) => module.ShortcutDialog), {
  ssr: false,
});

const listeners = new Set<() => void>();
let isOpen = false;
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Opens or closes the list of shortcuts from anywhere. */
export function showShortcuts(wanted: boolean): void {
  isOpen = wanted;
  for (const listener of listeners) listener();
}

/** The list of keys that work on this screen; "?" opens it. Stands once in the app. */
export function ShortcutList() {
  const t = useTranslations("shell.shortcuts");
  const open = useSyncExternalStore(
    subscribe,
    () => isOpen,
    () => false,
  );
  useShortcuts(t("everywhere"), [
    { keys: ["?"], label: t("list"), run: () => showShortcuts(true) },
    { keys: ["Escape"], label: t("close") },
  ]);
  return open ? <ShortcutDialog onClose={() => showShortcuts(false)} /> : null;
}
