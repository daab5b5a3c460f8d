"use client";
import { useConvexAuth, useMutation } from "convex/react";
import { useLocale, useTimeZone } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { api } from "@/convex/_generated/api";
import { cookieNames } from "@/lib/i18n/locales";
import { applyTheme, rememberChoice } from "@/lib/theme/theme";
import { readRefusal } from "@/lib/refusal";
import { useMe } from "./use-me";

/**
 * Writes a person down when they arrive signed in, and makes this browser show the school as they like it: their
 * language, theme and time zone follow them to every device.
 */
export function Arrival() {
  useArrive();
  usePreferences();
  return null;
}

function useArrive() {
  const { isAuthenticated } = useConvexAuth();
  const arrive = useMutation(api.users.arrive);
  const [bug, setBug] = useState<Error | null>(null);
  useEffect(() => {
    if (!isAuthenticated) return;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    arrive({ timeZone }).catch((error: unknown) => {
      // Someone who was deleted stays a visitor; anything not spoken is a bug and belongs to the error page.
      if (!readRefusal(error)) setBug(error instanceof Error ? error : new Error(String(error)));
    });
  }, [isAuthenticated, arrive]);
  if (bug) throw bug;
}

function usePreferences() {
  const who = useMe();
  const router = useRouter();
  const locale = useLocale();
  const shownZone = useTimeZone();
  const me = who.state === "ready" ? who.me : null;
  const wantedLocale = me?.locale ?? null;
  const wantedTheme = me?.theme ?? null;
  const chosenZone = me?.timeZone ?? null;

  useEffect(() => {
    if (wantedTheme) applyTheme(wantedTheme);
  }, [wantedTheme]);

  useEffect(() => {
    const zone = chosenZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const moved = zone !== shownZone;
    const respoken = wantedLocale !== null && wantedLocale !== locale;
    if (moved) rememberChoice(cookieNames.timeZone, zone);
    if (respoken) rememberChoice(cookieNames.locale, wantedLocale);
    if (moved || respoken) router.refresh();
  }, [chosenZone, shownZone, wantedLocale, locale, router]);
}
