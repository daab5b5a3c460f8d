import type { CourseStats } from "./course";

/** The mean of a course's stars to one decimal; null without reviews. */
export function ratingOf({ reviewCount, starSum }: Pick<CourseStats, "reviewCount" | "starSum">): number | null {
  return reviewCount > 0 ? Math.round((starSum / reviewCount) * 10) / 10 : null;
}

const assumedReviews = 3;
const assumedStars = 3.5;

/** Where a course stands among others by its reviews: its mean, drawn towards the middle while there are few. 0 without any. */
export function ratingRank({ reviewCount, starSum }: Pick<CourseStats, "reviewCount" | "starSum">): number {
  if (reviewCount <= 0) return 0;
  return (starSum + assumedReviews * assumedStars) / (reviewCount + assumedReviews);
}
