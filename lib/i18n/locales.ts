/** The interface's languages. `en-XA` and `ar-XB` are made from English at load: one accented and longer, one from right to left. */
export const locales = ["en", "en-XA", "ar-XB"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "en";

/** Names of the cookies that carry a visitor's choices to the server, so that the first paint is already right. */
export const cookieNames = {
  locale: "locale",
  theme: "theme",
  timeZone: "tz",
  accent: "accent",
  school: "school",
} as const;

/** The locale of that name, or English. */
export const localeOf = (name: string | null | undefined): Locale =>
  locales.find((locale) => locale === name) ?? defaultLocale;

/** The direction a locale is read in. */
export const directionOf = (locale: string): "ltr" | "rtl" => (/^(ar|he|fa|ur)\b/.test(locale) ? "rtl" : "ltr");
