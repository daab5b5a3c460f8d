import { IntlMessageFormat } from "intl-messageformat";
import english from "../../messages/en/mail/letters.json";
import { accented, pseudoMessage, reversed } from "../shared/pseudo";

type Paths<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Paths<Tree[Key]>}`;
}[keyof Tree & string];
/** A sentence of the catalogue of letters, by its path. */
export type WordKey = Paths<typeof english>;

/** The sentences, dates and sums of one language. */
export type Words = {
  locale: string;
  direction: "ltr" | "rtl";
  say: (key: WordKey, values?: Record<string, string | number>) => string;
  /** A moment (ms) as a date with its time, in the zone given. */
  moment: (at: number, timeZone: string | null) => string;
  /** A day (ms). */
  day: (at: number, timeZone: string | null) => string;
  /** Integer cents of an ISO currency. */
  money: (cents: number, currency: string) => string;
};

/** The words of a locale; English for one that has none. */
export function wordsFor(locale: string): Words {
  const change = locale === "en-XA" ? accented : locale === "ar-XB" ? reversed : null;
  const zoned = (timeZone: string | null) => (timeZone ? { timeZone } : { timeZone: "UTC" });
  return {
    locale,
    direction: /^(ar|he|fa|ur)\b/.test(locale) ? "rtl" : "ltr",
    say(key, values = {}) {
      const message = find(key);
      // Tags are no part of a letter's sentences: "<" in a name stays what it is.
      const format = new IntlMessageFormat(change ? pseudoMessage(message, change) : message, "en", undefined, {
        ignoreTag: true,
      });
      return String(format.format(values));
    },
    moment: (at, timeZone) =>
      new Intl.DateTimeFormat("en-GB", {
        dateStyle: "long",
        timeStyle: "short",
        ...zoned(timeZone),
      }).format(at) + (timeZone ? "" : " UTC"),
    day: (at, timeZone) => new Intl.DateTimeFormat("en-GB", { dateStyle: "long", ...zoned(timeZone) }).format(at),
    money: (cents, currency) => {
      const format = new Intl.NumberFormat("en", { style: "currency", currency });
      return format.format(cents / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
    },
  };
}

function find(key: WordKey): string {
  const found = key
    .split(".")
    .reduce<unknown>(
      (at, step) => (typeof at === "object" && at !== null ? (at as Record<string, unknown>)[step] : undefined),
      english,
    );
  if (typeof found !== "string") throw new Error(`letters have no words "${key}"`);
  return found;
}
