import type { CSSProperties } from "react";
import { colour } from "@/services/school/school";
import { cookieNames } from "@/lib/i18n/locales";
import { rememberChoice } from "./theme";

const variable = "--accent";

/** The school's colour as this browser last saw it, so that the first paint is right; none for anything else. */
export function accentOf(kept: string | undefined): CSSProperties | undefined {
  const accent = colour.safeParse(kept).data;
  return accent ? ({ [variable]: accent } as CSSProperties) : undefined;
}

/** Draws the page in the school's colour, or in the house's own, and remembers it. */
export function applyAccent(accent: string | null): void {
  const { style } = document.documentElement;
  if (accent === null) style.removeProperty(variable);
  else style.setProperty(variable, accent);
  rememberChoice(cookieNames.accent, accent ?? "");
}
