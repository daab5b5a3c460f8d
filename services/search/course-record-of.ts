import { coverUrlOf, type CardDeps } from "../courses/course-cards";
import { durationOf } from "../courses/catalogue-filter";
import type { Course, CourseId } from "../courses/course";
import { ratingOf, ratingRank } from "../courses/rating";
import { plainText, readRichDoc } from "../lessons/rich-text";
import type { ModuleReader } from "../modules/module-store";
import { partsOf } from "./lesson-text";
import { everyone, type CourseRecord } from "./search-record";
import { cutText } from "../shared/cut-text";

export type CourseRecordDeps = CardDeps & { modules: ModuleReader };

const mostTopics = 60;
const longestTopics = 1_500;

/** What the index holds of a course; null for one that nobody may find there. */
export async function courseRecordOf(deps: CourseRecordDeps, courseId: CourseId): Promise<CourseRecord | null> {
  const course = await deps.courses.byId(courseId);
  if (course?.status !== "published") return null;
  const [stats, coverUrl, instructors, modules] = await Promise.all([
    deps.courses.stats(courseId),
    coverUrlOf(deps, course),
    teachersOf(deps, course),
    deps.modules.ofCourse(courseId, mostTopics),
  ]);
  const { slug, title, summary, category, level, language, outcomes, lessonCount, minutes, creditUnits } = course;
  const doc = readRichDoc(course.description);
  return {
    objectID: courseId,
    audience: [everyone],
    ...{ slug, title, summary, category, level, language, coverUrl, lessonCount, minutes, creditUnits, instructors },
    outcomes: within(outcomes, longestTopics),
    topics: within(
      modules.map((module) => module.title),
      longestTopics,
    ),
    description: cutText(doc ? (partsOf(plainText(doc))[0] ?? "") : "", 1_500),
    duration: durationOf(minutes),
    hasCredits: (creditUnits ?? 0) > 0,
    enrolled: stats.enrolled,
    rating: ratingOf(stats),
    ratingRank: ratingRank(stats),
    reviewCount: stats.reviewCount,
    publishedAt: course.publishedAt ?? course.createdAt,
  };
}

/** As many texts from the beginning as stay within `most` characters: a record may not be large. */
function within(texts: readonly string[], most: number): string[] {
  let length = 0;
  return texts.filter((text) => (length += text.length) <= most);
}

async function teachersOf({ courses, users }: CourseRecordDeps, course: Course): Promise<string[]> {
  const staff = (await courses.staffOf(course._id)).filter(({ role }) => role !== "grader");
  const people = await users.byIds(staff.map(({ userId }) => userId));
  return people
    .sort((a, b) => Number(b._id === course.ownerId) - Number(a._id === course.ownerId))
    .slice(0, 10)
    .map(({ name }) => name);
}
