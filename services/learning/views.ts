import * as z from "zod";
import { gradedAnswer } from "../answers/answer";
import { servedAsset } from "../assets/asset";
import { categories } from "../courses/course";
import { enrollmentStatus } from "../enrollments/enrollment";
import { blockContent } from "../lessons/block";
import { section } from "../modules/module";
import { position } from "../progress/lesson-progress";
import { askedQuestion } from "../questions/question";
import { idOf } from "../shared/id";
import { shownVideo } from "../videos/video";

/** How someone came into a course: as its student, as its staff, or as a guest who sees preview lessons. */
export const access = z.enum(["enrolled", "staff", "preview"]);
export type Access = z.infer<typeof access>;

const neighbour = z.object({ _id: idOf("lessons"), title: z.string() }).nullable();

/** The learning room: a course's outline with the viewer's own ticks. */
export const room = z.object({
  course: z.object({
    _id: idOf("courses"),
    slug: z.string(),
    title: z.string(),
    lessonCount: z.number(),
    minutes: z.number(),
  }),
  access,
  percent: z.number(),
  completedLessons: z.number(),
  enrollmentStatus: enrollmentStatus.nullable(),
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
          isCompleted: z.boolean(),
          isLocked: z.boolean(),
        }),
      ),
    }),
  ),
  resumeLessonId: idOf("lessons").nullable(),
});
export type Room = z.infer<typeof room>;

/** One open lesson as its reader may see it: no key, no explanation before its time. */
export const openLesson = z.object({
  lesson: z.object({
    _id: idOf("lessons"),
    title: z.string(),
    minutes: z.number(),
    courseId: idOf("courses"),
    courseSlug: z.string(),
    courseTitle: z.string(),
    moduleTitle: z.string(),
  }),
  access,
  blocks: z.array(z.object({ _id: idOf("blocks"), content: blockContent })),
  questions: z.array(askedQuestion),
  assets: z.array(servedAsset),
  videos: z.array(shownVideo),
  answers: z.array(gradedAnswer),
  progress: z.object({ completedAt: z.number().nullable(), position: position.nullable() }).nullable(),
  previous: neighbour,
  next: neighbour,
});
export type OpenLesson = z.infer<typeof openLesson>;

/** A course on its student's own shelf. */
export const learnCard = z.object({
  enrollmentId: idOf("enrollments"),
  courseId: idOf("courses"),
  slug: z.string(),
  title: z.string(),
  coverUrl: z.string().nullable(),
  category: z.enum(categories),
  percent: z.number(),
  completedLessons: z.number(),
  lessonCount: z.number(),
  lastLesson: z.object({ _id: idOf("lessons"), title: z.string() }).nullable(),
  lastActiveAt: z.number(),
  status: enrollmentStatus,
});
export type LearnCard = z.infer<typeof learnCard>;

/** What a student did last. */
export const recentEvent = z.object({
  kind: z.enum(["lessonCompleted", "courseCompleted", "enrolled"]),
  courseTitle: z.string(),
  courseSlug: z.string(),
  lessonTitle: z.string().nullable(),
  lessonId: idOf("lessons").nullable(),
  at: z.number(),
});
export type RecentEvent = z.infer<typeof recentEvent>;

export const dashboard = z.object({
  continueWith: learnCard.nullable(),
  active: z.array(learnCard),
  completed: z.array(learnCard),
  recent: z.array(recentEvent),
});
export type Dashboard = z.infer<typeof dashboard>;
