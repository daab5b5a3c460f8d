import type { DigestEvery } from "./choices";

/** The hour of the day (and for weekly ones the Monday) at which digests go out, where the person is. */
const hourOfDay = 7;
const minute = 60_000;
const day = 24 * 60 * minute;

/** When the next digest goes out (ms): at seven in the morning in the zone given, UTC when it is not known. */
export function nextDigestAt(now: number, every: Exclude<DigestEvery, "off">, timeZone: string | null): number {
  const zone = timeZone ?? "UTC";
  for (let ahead = 0; ahead <= 8; ahead++) {
    const { year, month, date } = wallClock(now + ahead * day, zone);
    const at = instantOf(Date.UTC(year, month - 1, date, hourOfDay), zone);
    const isRightDay = every === "daily" || new Date(Date.UTC(year, month - 1, date)).getUTCDay() === 1;
    if (at > now && isRightDay) return at;
  }
  throw new Error(`no Monday within eight days in ${zone}`);
}

/** The moment at which clocks in a zone show what `asUtc` shows in UTC. Twice, for days on which they are changed. */
function instantOf(asUtc: number, zone: string): number {
  const guess = asUtc - offsetAt(asUtc, zone);
  return asUtc - offsetAt(guess, zone);
}

function offsetAt(at: number, zone: string): number {
  const { year, month, date, hour, minutes } = wallClock(at, zone);
  return Date.UTC(year, month - 1, date, hour, minutes) - Math.floor(at / minute) * minute;
}

function wallClock(at: number, timeZone: string) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return { year: get("year"), month: get("month"), date: get("day"), hour: get("hour"), minutes: get("minute") };
}
