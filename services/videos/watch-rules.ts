import type { Course } from "../courses/course";

/** The share of a video (percent) that must be watched before it counts, where a course says nothing else. */
export const usualThreshold = 90;
/** The fastest that the player plays. */
export const fastest = 2;
/** What all batches together may claim beyond the time that passed (seconds): clocks and timers are not exact. */
export const allowance = 2;
/** Time (ms) that passed longer ago is not given to a batch that comes late. */
export const longestWait = 12 * 3_600_000;

export const thresholdOf = (course: Pick<Course, "videoThreshold">): number => course.videoThreshold ?? usualThreshold;

/**
 * Whether so many seconds of a video are enough, at a threshold in percent. The very last moments of a video are seldom
 * played to their end; a video without a known length is never enough.
 */
export function isEnough(seconds: number, duration: number, threshold: number): boolean {
  if (duration <= 0) return false;
  return seconds >= Math.min((duration * threshold) / 100, Math.max(duration - 1.5, duration * 0.5));
}

/**
 * How many seconds of video may have been watched since the time was last spent: as many as passed, at the fastest
 * speed. Times in ms.
 */
export const affordable = (spentUntil: number, now: number): number =>
  Math.max(0, (Math.min(now - spentUntil, longestWait) / 1000) * fastest + allowance);

/** Up to when (ms) the time is spent after so many seconds of video were counted; a little ahead of now at most. */
export const spend = (spentUntil: number, now: number, seconds: number): number =>
  Math.max(spentUntil, now - longestWait) + (seconds / fastest) * 1000;
