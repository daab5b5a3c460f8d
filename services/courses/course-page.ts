import * as z from "zod";
import { courseRights } from "../access/course-rights";
import type { Actor } from "../access/permissions";
import { servedAsset } from "../assets/asset";
import { assetIdsOfDoc, serveAssets } from "../assets/serve-assets";
import { percentOf, type Enrollment } from "../enrollments/enrollment";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import type { LessonReader } from "../lessons/lesson-store";
import { inReadingOrder, outlineOf } from "../lessons/outline";
import type { ModuleReader } from "../modules/module-store";
import { section } from "../modules/module";
import { review, type Review } from "../reviews/review";
import type { ReviewReader } from "../reviews/review-store";
import { idOf } from "../shared/id";
import { courseCard, courseDetails, type Course } from "./course";
import { cardsOf, type CardDeps } from "./course-cards";

/** What stands between a viewer and the course's lessons. */
export const viewerStates = ["visitor", "canEnroll", "enrolled", "completed", "withdrawn", "closed", "staff"] as const;

/** All that a course page shows, for whoever looks. */
export const coursePage = z.object({
  card: courseCard,
  description: z.string(),
  assets: z.array(servedAsset),
  outcomes: courseDetails.shape.outcomes,
  requirements: courseDetails.shape.requirements,
  enrollmentPolicy: courseDetails.shape.enrollmentPolicy,
  modules: z.array(
    z.object({
      _id: idOf("modules"),
      title: z.string(),
      sections: z.array(section),
      lessons: z.array(
        z.object({
          _id: idOf("lessons"),
          title: z.string(),
          sectionKey: z.string().nullable(),
          minutes: z.number(),
          isPreview: z.boolean(),
        }),
      ),
    }),
  ),
  instructors: z.array(z.object({ _id: idOf("users"), name: z.string(), headline: z.string(), bio: z.string() })),
  reviews: z.array(review.extend({ _id: z.string(), authorName: z.string() })),
  /** How many of the newest reviews gave one star, two, … five. */
  stars: z.array(z.number()).length(5),
  viewer: z.object({
    state: z.enum(viewerStates),
    percent: z.number().nullable(),
    continueLessonId: idOf("lessons").nullable(),
    mayTeach: z.boolean(),
  }),
});
export type CoursePage = z.infer<typeof coursePage>;

type Deps = CardDeps & {
  enrollments: EnrollmentReader;
  modules: ModuleReader;
  lessons: LessonReader;
  reviews: ReviewReader;
};

const reviewsCounted = 200;
const reviewsShown = 10;

/** The page of a course; null for an unknown one, and for one that is not published unless the viewer teaches it. */
export async function readCoursePage(deps: Deps, viewer: Actor | null, slug: string): Promise<CoursePage | null> {
  const course = await deps.courses.bySlug(slug);
  if (!course) return null;
  const staffRole = viewer && (await deps.courses.staffRole(course._id, viewer.id));
  const isStaff = courseRights(viewer, staffRole).see;
  if (course.status !== "published" && !isStaff) return null;
  const [cards, outline, reviews, enrollment, instructors, assets] = await Promise.all([
    cardsOf(deps, [course]),
    outlineOf(deps, course._id),
    deps.reviews.ofCourse(course._id, reviewsCounted),
    viewer ? deps.enrollments.of(viewer.id, course._id) : null,
    instructorsOf(deps, course),
    serveAssets(deps, course._id, assetIdsOfDoc(course.description)),
  ]);
  const [card] = cards;
  if (!card) return null;
  const lessons = inReadingOrder(outline);
  const state = stateOf(course, viewer, enrollment, isStaff);
  const isInside = state === "enrolled" || state === "completed";
  const resume = lessons.find((lesson) => lesson._id === enrollment?.lastLessonId) ?? lessons[0];
  return {
    card,
    description: course.description,
    assets,
    outcomes: course.outcomes,
    requirements: course.requirements,
    enrollmentPolicy: course.enrollmentPolicy,
    modules: outline,
    instructors,
    reviews: await withAuthors(deps, reviews.slice(0, reviewsShown)),
    stars: [1, 2, 3, 4, 5].map((stars) => reviews.filter((r) => r.stars === stars).length),
    viewer: {
      state,
      percent: enrollment && isInside ? percentOf(enrollment.completedLessons, course.lessonCount) : null,
      continueLessonId: (isInside || state === "staff") && resume ? resume._id : null,
      mayTeach: isStaff,
    },
  };
}

/** What stands between a viewer and the lessons. Staff who enrolled learn like everyone else. */
export function stateOf(
  course: Pick<Course, "enrollmentPolicy">,
  viewer: Actor | null,
  enrollment: Pick<Enrollment, "status"> | null,
  isStaff: boolean,
): CoursePage["viewer"]["state"] {
  if (!viewer) return "visitor";
  if (enrollment?.status === "active") return "enrolled";
  if (enrollment?.status === "completed") return "completed";
  if (isStaff) return "staff";
  if (course.enrollmentPolicy === "closed") return "closed";
  return enrollment ? "withdrawn" : "canEnroll";
}

async function instructorsOf({ courses, users }: Deps, course: Course): Promise<CoursePage["instructors"]> {
  const teachers = (await courses.staffOf(course._id)).filter((staff) => staff.role !== "grader");
  const people = new Map(
    (await users.byIds(teachers.map((staff) => staff.userId))).map((person) => [person._id, person]),
  );
  const ownersFirst = teachers.sort((a, b) => Number(b.role === "owner") - Number(a.role === "owner"));
  return ownersFirst.flatMap(({ userId }) => {
    const person = people.get(userId);
    return person ? [{ _id: person._id, name: person.name, headline: person.headline, bio: person.bio }] : [];
  });
}

async function withAuthors({ users }: Deps, reviews: readonly Review[]): Promise<CoursePage["reviews"]> {
  const names = new Map((await users.byIds(reviews.map((r) => r.userId))).map((person) => [person._id, person.name]));
  return reviews.map((r) => ({ ...r, authorName: names.get(r.userId) ?? "" }));
}
