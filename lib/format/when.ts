type Options = { now: number; locale: string; timeZone: string };

const minute = 60_000;
const dayMs = 86_400_000;

/** The number of the calendar day of a moment in a time zone, counted from 1970. */
function calendarDay(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  return Math.round(Date.UTC(part("year"), part("month") - 1, part("day")) / dayMs);
}

/** A moment (ms) in the reader's words: "now", "12 minutes ago", "yesterday 17:00", "Friday 09:30", "3 March", "3 March 2025". */
export function formatWhen(at: number, { now, locale, timeZone }: Options): string {
  const distance = at - now;
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (Math.abs(distance) < minute) return relative.format(0, "second");
  if (Math.abs(distance) < 60 * minute) return relative.format(Math.trunc(distance / minute), "minute");
  const days = calendarDay(at, timeZone) - calendarDay(now, timeZone);
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
  if (Math.abs(days) <= 1) return `${relative.format(days, "day")} ${clock}`;
  if (Math.abs(days) < 7) {
    return `${new Intl.DateTimeFormat(locale, { timeZone, weekday: "long" }).format(at)} ${clock}`;
  }
  const sameYear = new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear();
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(at);
}

/** A moment (ms) to the minute, with its zone: for what is shown on hover. */
export function formatExact(at: number, { locale, timeZone }: Pick<Options, "locale" | "timeZone">): string {
  return new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "full", timeStyle: "long" }).format(at);
}
