"use client";
import { useEffect, useRef, type ReactNode } from "react";
import { api } from "@/convex/_generated/api";
import { cookieNames } from "@/lib/i18n/locales";
import { SchoolNameContext } from "@/lib/school-name-context";
import { applyAccent } from "@/lib/theme/accent";
import { rememberChoice } from "@/lib/theme/theme";
import { useAsk } from "@/lib/use-ask";

const isNamedAfter = (title: string, school: string): boolean => title === school || title.endsWith(` · ${school}`);

/**
 * Keeps every open page in the school's colour and under its name, also while an admin changes them. `name` is what this browser
 * last heard, for the first paint.
 */
export function SchoolProvider({ name: remembered, children }: { name: string; children: ReactNode }) {
  const card = useAsk(api.school.card, {});
  const look = card.state === "ready" ? card.value : null;
  const accent = look?.accent;
  const name = look?.name ?? remembered;
  useEffect(() => {
    if (accent !== undefined) applyAccent(accent);
  }, [accent]);

  const isHeard = look !== null;
  const former = useRef(new Set([remembered]));
  useEffect(() => {
    if (!isHeard) return;
    rememberChoice(cookieNames.school, name);
    // The server names the tab, at first and on the way to another page, after what this browser had heard when it asked.
    const correct = () => {
      const named = [...former.current].find((old) => isNamedAfter(document.title, old));
      if (named === undefined || isNamedAfter(document.title, name)) return;
      document.title = document.title.slice(0, document.title.length - named.length) + name;
    };
    former.current.add(name);
    correct();
    const watch = new MutationObserver(correct);
    watch.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => watch.disconnect();
  }, [isHeard, name]);
  return <SchoolNameContext value={name}>{children}</SchoolNameContext>;
}
