import * as z from "zod";
import { categories, courseLanguages, levels } from "../courses/course";
import { blockContent } from "../lessons/block";
import { section } from "../modules/module";
import { questionDraft } from "../questions/question";
import { role } from "../users/user";

/** A person of the demo school, known by `key` to the other parts. */
export const demoPerson = z.object({
  key: z.string(),
  tokenIdentifier: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  headline: z.string(),
  bio: z.string(),
  joinedAt: z.number(),
});
export type DemoPerson = z.infer<typeof demoPerson>;

/** A block of a demo lesson. Where a picture names a file it says its name; the id comes when the file is kept. */
export const demoBlock = z.object({
  key: z.string(),
  content: blockContent.nullable(),
  draft: questionDraft.nullable(),
});

/** A whole demo course, with the files its pictures name. */
export const demoCourse = z.object({
  key: z.string(),
  slug: z.string(),
  ownerEmail: z.string(),
  title: z.string(),
  summary: z.string(),
  description: z.string(),
  category: z.enum(categories),
  level: z.enum(levels),
  language: z.enum(courseLanguages),
  outcomes: z.array(z.string()),
  requirements: z.array(z.string()),
  creditUnits: z.number().nullable(),
  publishedAt: z.number().nullable(),
  createdAt: z.number(),
  files: z.array(
    z.object({
      name: z.string(),
      storageId: z.string(),
      contentType: z.string(),
      bytes: z.number(),
      sha256: z.string(),
    }),
  ),
  modules: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      sections: z.array(section),
      lessons: z.array(
        z.object({
          key: z.string(),
          title: z.string(),
          sectionKey: z.string().nullable(),
          minutes: z.number(),
          isPreview: z.boolean(),
          blocks: z.array(demoBlock),
        }),
      ),
    }),
  ),
});
export type DemoCourse = z.infer<typeof demoCourse>;

/** A student's place in a demo course: the first `completedLessons` lessons are done. */
export const demoEnrollment = z.object({
  email: z.string(),
  courseKey: z.string(),
  ownerEmail: z.string(),
  enrolledAt: z.number(),
  lastActiveAt: z.number(),
  completedLessons: z.number(),
});
export type DemoEnrollment = z.infer<typeof demoEnrollment>;

export const demoReview = z.object({
  email: z.string(),
  courseKey: z.string(),
  ownerEmail: z.string(),
  stars: z.number(),
  text: z.string(),
  reply: z.string().nullable(),
  createdAt: z.number(),
});
export type DemoReview = z.infer<typeof demoReview>;
