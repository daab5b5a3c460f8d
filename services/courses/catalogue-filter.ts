import type { Course, CourseDetails, CourseStats } from "./course";
import { ratingOf } from "./rating";

/** How long a course takes, in classes that people choose by. */
export const durations = ["short", "medium", "long"] as const;
export type Duration = (typeof durations)[number];
/** Minutes of each class: from the first on, below the second. */
const spans = { short: [0, 90], medium: [90, 240], long: [240, Infinity] } as const;

/** What a visitor narrows the catalogue by; a missing filter lets everything through. */
export type CatalogueFilter = Partial<Pick<CourseDetails, "category" | "level" | "language">> & {
  duration?: Duration;
  /** The least mean of the stars. A course without reviews has none. */
  rating?: number;
  /** Only courses that earn credit units. */
  credits?: boolean;
};

/** The minutes that a class spans, from the first on and below the second; of no class, all. */
export function minutesOf(duration: Duration | undefined): readonly [number, number] {
  return duration === undefined ? [0, Infinity] : spans[duration];
}

/** The class that a course of so many minutes belongs to. */
export function durationOf(minutes: number): Duration {
  return minutes < spans.short[1] ? "short" : minutes < spans.medium[1] ? "medium" : "long";
}

/** Whether a course is what is looked for, as far as its own row tells. */
export function passes(course: Course, filter: CatalogueFilter): boolean {
  const [least, most] = minutesOf(filter.duration);
  return (
    (filter.category === undefined || course.category === filter.category) &&
    (filter.level === undefined || course.level === filter.level) &&
    (filter.language === undefined || course.language === filter.language) &&
    course.minutes >= least &&
    course.minutes < most &&
    (!filter.credits || (course.creditUnits ?? 0) > 0)
  );
}

/** Whether its reviews, as they are shown, are as good as is looked for. */
export function isRatedEnough(stats: CourseStats, { rating }: CatalogueFilter): boolean {
  return rating === undefined || (ratingOf(stats) ?? 0) >= rating;
}
