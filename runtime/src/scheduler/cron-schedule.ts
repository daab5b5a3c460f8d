import { createHash } from "node:crypto";
import { ProjectError } from "../components/project";

/** A schedule as `cronJobs()` declares it. */
export type Schedule = Record<string, unknown> & { type: string };

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const daysOfWeek = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const dayNames = daysOfWeek.map((day) => day.slice(0, 3));
const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const furthestDays = 366 * 5;

type Fields = { minutes: ReadonlySet<number>; hours: ReadonlySet<number>; isDay: (date: Date) => boolean };

const single = (value: number): ReadonlySet<number> => new Set([value]);
const all = (from: number, to: number): ReadonlySet<number> =>
  new Set(Array.from({ length: to - from + 1 }, (_, i) => from + i));

function parsePart(part: string, from: number, to: number): number[] {
  const match = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
  if (match === null) throw new Error(`"${part}" is not understood`);
  const [, star, first, last, step] = match;
  const begin = star ? from : Number(first);
  const end = star ? to : last !== undefined ? Number(last) : step !== undefined ? to : begin;
  const by = step === undefined ? 1 : Number(step);
  if (begin < from || end > to || begin > end || by === 0) throw new Error(`"${part}" is out of range`);
  return Array.from({ length: Math.floor((end - begin) / by) + 1 }, (_, i) => begin + i * by);
}

/** `names` stand for numbers, in any case: the first one for the first number. */
function parseField(text: string, from: number, to: number, names: readonly string[] = []): ReadonlySet<number> {
  const numbers = text.replace(/[a-z]+/gi, (name) => {
    const at = names.indexOf(name.toLowerCase());
    return at < 0 ? name : String(at + from);
  });
  return new Set(numbers.split(",").flatMap((part) => parsePart(part, from, to)));
}

function parseCron(text: string): Fields {
  const fields = text.trim().split(/\s+/);
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  if (fields.length !== 5) throw new Error("five fields are needed");
  const days = parseField(day, 1, 31);
  const months = parseField(month, 1, 12, monthNames);
  const weekdays = new Set([...parseField(weekday, 0, 7, dayNames)].map((number) => number % 7));
  // As in every cron: when both days are given, either will do.
  const isEither = day !== "*" && weekday !== "*";
  const isDay = (date: Date) => {
    const inMonth = days.has(date.getUTCDate());
    const inWeek = weekdays.has(date.getUTCDay());
    return months.has(date.getUTCMonth() + 1) && (isEither ? inMonth || inWeek : inMonth && inWeek);
  };
  return { minutes: parseField(minute, 0, 59), hours: parseField(hour, 0, 23), isDay };
}

function fieldsOf(name: string, schedule: Schedule): Fields {
  // A job that names no minute gets one of its own, so that jobs spread over the hour.
  const spread = (createHash("sha256").update(name).digest()[0] ?? 0) % 60;
  const minutes = single(typeof schedule.minuteUTC === "number" ? schedule.minuteUTC : spread);
  const hours = single(Number(schedule.hourUTC));
  const daily = () => true;
  switch (schedule.type) {
    case "hourly":
      return { minutes, hours: all(0, 23), isDay: daily };
    case "daily":
      return { minutes, hours, isDay: daily };
    case "weekly":
      return { minutes, hours, isDay: (date) => date.getUTCDay() === daysOfWeek.indexOf(String(schedule.dayOfWeek)) };
    case "monthly":
      return { minutes, hours, isDay: (date) => date.getUTCDate() === Number(schedule.day) };
    case "cron":
      return parseCron(String(schedule.cron));
    default:
      throw new Error(`schedules of type ${schedule.type} are not supported`);
  }
}

/** The first time after `afterMs` at which a cron is due, in ms. An interval counts from `afterMs`. */
export function nextRun(name: string, schedule: Schedule, afterMs: number): number {
  if (schedule.type === "interval") {
    const { seconds, minutes, hours } = schedule as { seconds?: number; minutes?: number; hours?: number };
    return afterMs + ((seconds ?? 0) + (minutes ?? 0) * 60 + (hours ?? 0) * 3600) * 1000;
  }
  const fields = fieldsOf(name, schedule);
  const firstDay = Math.floor(afterMs / dayMs) * dayMs;
  const sorted = (numbers: ReadonlySet<number>) => [...numbers].sort((a, b) => a - b);
  for (let day = 0; day < furthestDays; day++) {
    const midnight = firstDay + day * dayMs;
    if (!fields.isDay(new Date(midnight))) continue;
    for (const hour of sorted(fields.hours)) {
      for (const minute of sorted(fields.minutes)) {
        const at = midnight + (hour * 60 + minute) * minuteMs;
        if (at > afterMs) return at;
      }
    }
  }
  return Infinity;
}

/** Refuses a schedule that this runtime does not understand, by the cron's name. */
export function checkSchedule(name: string, schedule: Schedule): void {
  try {
    nextRun(name, schedule, 0);
  } catch (error) {
    throw new ProjectError(`crons.ts: the schedule of "${name}" is refused: ${(error as Error).message}.`);
  }
}
