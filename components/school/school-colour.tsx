"use client";
import { useEffect } from "react";
import { api } from "@/convex/_generated/api";
import { applyAccent } from "@/lib/theme/accent";
import { useAsk } from "@/lib/use-ask";

/** Keeps every open page in the school's colour, also while an admin changes it. */
export function SchoolColour() {
  const card = useAsk(api.school.card, {});
  const accent = card.state === "ready" ? card.value.accent : undefined;
  useEffect(() => {
    if (accent !== undefined) applyAccent(accent);
  }, [accent]);
  return null;
}
