import type { AssetReader } from "../assets/asset-store";
import type { FileReader } from "../files/file-store";
import type { UserReader } from "../users/user-store";
import type { Course, CourseCard } from "./course";
import type { CourseReader } from "./course-store";
import { ratingOf } from "./rating";

export type CardDeps = { courses: CourseReader; assets: AssetReader; files: FileReader; users: UserReader };

/** The address of a course's picture; null without one. */
export async function coverUrlOf(
  { assets, files }: Pick<CardDeps, "assets" | "files">,
  course: Course,
): Promise<string | null> {
  if (!course.coverAssetId) return null;
  const cover = await assets.byId(course.coverAssetId);
  return cover && cover.courseId === course._id ? files.url(cover.storageId) : null;
}

/** What shelves show of these courses, in the same order. */
export async function cardsOf(deps: CardDeps, courses: readonly Course[]): Promise<CourseCard[]> {
  const owners = await deps.users.byIds(courses.map((course) => course.ownerId));
  const names = new Map(owners.map((owner) => [owner._id, owner.name]));
  return Promise.all(
    courses.map(async (course) => {
      const [stats, coverUrl] = await Promise.all([deps.courses.stats(course._id), coverUrlOf(deps, course)]);
      const {
        _id,
        slug,
        title,
        summary,
        category,
        level,
        language,
        status,
        lessonCount,
        minutes,
        creditUnits,
        publishedAt,
      } = course;
      return {
        _id,
        slug,
        title,
        summary,
        category,
        level,
        language,
        status,
        lessonCount,
        minutes,
        creditUnits,
        coverUrl,
        instructorName: names.get(course.ownerId) ?? "",
        enrolled: stats.enrolled,
        rating: ratingOf(stats),
        reviewCount: stats.reviewCount,
        publishedAt,
      };
    }),
  );
}
