"use client";
import { useMutation } from "convex/react";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { api } from "@/convex/_generated/api";
import { Segmented } from "@/components/ui/segmented";
import { applyTheme, themeOf, themes, type Theme } from "@/lib/theme/theme";
import { useMe } from "./use-me";

const lamps = { system: Monitor, light: Sun, dark: Moon } as const;

function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
const themeNow = (): Theme => themeOf(document.documentElement.dataset.theme);

/** How the page is lit in this browser, and for the person if one is signed in. */
export function VisitorTheme() {
  const t = useTranslations("shell");
  const who = useMe();
  const savePreferences = useMutation(api.users.savePreferences);
  const theme = useSyncExternalStore(watchTheme, themeNow, () => "system" as const);
  const choose = (next: Theme) => {
    applyTheme(next);
    if (who.state === "ready") void savePreferences({ theme: next });
  };
  return (
    <Segmented
      label={t("theme")}
      value={theme}
      onChange={choose}
      options={themes.map((value) => {
        const Lamp = lamps[value];
        return { value, name: t(`themes.${value}`), label: <Lamp aria-hidden /> };
      })}
    />
  );
}
