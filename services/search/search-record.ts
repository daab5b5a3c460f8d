import * as z from "zod";
import { courseCard } from "../courses/course";
import { durations } from "../courses/catalogue-filter";

/**
 * Who may find a record: "public" for everyone, else the id of the course whose students and teachers may. Every key
 * that a browser gets filters by it.
 */
export const audience = z.array(z.string()).min(1);

/** What the index of courses holds of one published course. Times in ms. */
export const courseRecord = courseCard
  .pick({ slug: true, title: true, summary: true, category: true, level: true, language: true })
  .extend({
    /** The course's id. */
    objectID: z.string(),
    audience,
    description: z.string(),
    outcomes: z.array(z.string()),
    /** The titles of its modules. */
    topics: z.array(z.string()),
    /** Whoever teaches it, the owner first. */
    instructors: z.array(z.string()),
    coverUrl: z.string().nullable(),
    lessonCount: z.number(),
    minutes: z.number(),
    duration: z.enum(durations),
    creditUnits: z.number().nullable(),
    hasCredits: z.boolean(),
    enrolled: z.number(),
    rating: z.number().nullable(),
    /** Orders by reviews; see `ratingRank`. */
    ratingRank: z.number(),
    reviewCount: z.number(),
    publishedAt: z.number(),
  });
export type CourseRecord = z.infer<typeof courseRecord>;

/** What the index of lessons holds of one part of a lesson: a long lesson is several, found as one. */
export const lessonRecord = courseCard.pick({ category: true, level: true, language: true }).extend({
  /** The lesson's id and the number of the part, "id:0". */
  objectID: z.string(),
  lessonId: z.string(),
  courseId: z.string(),
  audience,
  part: z.number(),
  title: z.string(),
  moduleTitle: z.string(),
  courseTitle: z.string(),
  courseSlug: z.string(),
  text: z.string(),
  minutes: z.number(),
  isPreview: z.boolean(),
});
export type LessonRecord = z.infer<typeof lessonRecord>;

export const everyone = "public";
/** The name of a part of a lesson in the index. */
export const partId = (lessonId: string, part: number): string => `${lessonId}:${part}`;
