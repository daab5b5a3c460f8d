import * as z from "zod";
import { staffRoles } from "../access/course-rights";
import { idOf, type Id } from "../shared/id";
import { visibleLine } from "../shared/visible-line";

export type CourseId = Id<"courses">;

export const categories = [
  "science",
  "mathematics",
  "technology",
  "language",
  "arts",
  "humanities",
  "health",
  "craft",
  "business",
] as const;
export const levels = ["beginner", "intermediate", "advanced"] as const;
/** Languages a course can be taught in, as BCP 47 tags. */
export const courseLanguages = ["en", "es", "fr", "de", "pt", "ar", "zh", "ja"] as const;

const line = z.string().trim().min(1).max(200);

/** What an author writes about a course. `description` is a rich document as JSON text. */
export const courseDetails = z.object({
  title: z.string().overwrite(visibleLine).min(3).max(120),
  summary: z.string().trim().max(300),
  description: z.string().max(100_000),
  category: z.enum(categories),
  level: z.enum(levels),
  language: z.enum(courseLanguages),
  outcomes: z.array(line).max(12),
  requirements: z.array(line).max(12),
  creditUnits: z.number().min(0).max(1_000).nullable(),
  coverAssetId: idOf("assets").nullable(),
  /** "open": anyone signed in enrols with one click; "closed": staff and admins enrol people. */
  enrollmentPolicy: z.enum(["open", "closed"]),
  /** Percent of a video that must really be watched before it counts; 90 where nothing is said. */
  videoThreshold: z.number().int().min(50).max(100).optional(),
  /** Students can play a video only when it has captions in the course's language. */
  captionsRequired: z.boolean().optional(),
});
export type CourseDetails = z.infer<typeof courseDetails>;

export const courseStatus = z.enum(["draft", "published", "archived"]);

/** A course. Counts that change with every student live in `courseStats`, so that content stays still. */
export const course = courseDetails.extend({
  slug: z.string(),
  status: courseStatus,
  publishedAt: z.number().nullable(),
  /** Grows with every edit of the details; an editor who read an older one is told instead of overwriting. */
  revision: z.number(),
  moduleCount: z.number(),
  lessonCount: z.number(),
  /** Sum of the lessons' minutes. */
  minutes: z.number(),
  /** Where it was imported from ("olx:OpenedX/DemoX/DemoCourse"), so that importing again updates in place. */
  sourceKey: z.string().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Course = z.infer<typeof course> & { readonly _id: CourseId; readonly ownerId: Id<"users"> };

export const staffRole = z.enum(staffRoles);
export type CourseStaff = { courseId: CourseId; userId: Id<"users">; role: z.infer<typeof staffRole> };

/** Live counts of one course. */
export const courseStats = z.object({
  enrolled: z.number(),
  completed: z.number(),
  reviewCount: z.number(),
  starSum: z.number(),
});
export type CourseStats = z.infer<typeof courseStats>;

/** What a shelf shows. Anything not named here never leaves the server. */
export const courseCard = z.object({
  _id: idOf("courses"),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  category: z.enum(categories),
  level: z.enum(levels),
  language: z.enum(courseLanguages),
  status: courseStatus,
  lessonCount: z.number(),
  minutes: z.number(),
  creditUnits: z.number().nullable(),
  coverUrl: z.string().nullable(),
  instructorName: z.string(),
  enrolled: z.number(),
  /** Mean of the stars, null without reviews. */
  rating: z.number().nullable(),
  reviewCount: z.number(),
  publishedAt: z.number().nullable(),
});
export type CourseCard = z.infer<typeof courseCard>;
