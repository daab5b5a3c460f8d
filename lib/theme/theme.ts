import { cookieNames } from "@/lib/i18n/locales";

/** How the school is lit: as the device says, always light, or always dark. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The theme of that name, or the device's. */
export const themeOf = (name: string | null | undefined): Theme => themes.find((theme) => theme === name) ?? "system";

const year = 60 * 60 * 24 * 365;

/** Keeps a visitor's choice in this browser for a year. */
export function rememberChoice(name: (typeof cookieNames)[keyof typeof cookieNames], value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year}; samesite=lax`;
}

/** Lights the page at once and remembers it. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  rememberChoice(cookieNames.theme, theme);
}
