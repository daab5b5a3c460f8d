import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { servedAsset } from "../services/assets/asset";
import { requireCourse } from "../services/courses/require-course";
import { addLesson } from "../services/lessons/add-lesson";
import { block } from "../services/lessons/block";
import { lesson } from "../services/lessons/lesson";
import { lessonForEditing } from "../services/lessons/lesson-for-editing";
import { moveLesson } from "../services/lessons/move-lesson";
import { outlineOf } from "../services/lessons/outline";
import { removeLesson, restoreLesson } from "../services/lessons/remove-lesson";
import { saveLesson } from "../services/lessons/save-lesson";
import { courseModule, section, title } from "../services/modules/module";
import { question } from "../services/questions/question";
import { typedId } from "../services/shared/id";
import { authoredVideo } from "../services/videos/video";
import { actorMutation, actorQuery } from "./functions";

const place = { after: zid("lessons").nullable().optional(), sectionKey: section.shape.key.nullable().optional() };

/** Modules and lessons in order, for the people who make the course. */
export const outline = actorQuery({
  may: "course.teach",
  args: { courseId: typedId("courses") },
  returns: z.object({
    modules: z.array(
      courseModule.pick({ title: true, order: true, sections: true }).extend({
        _id: zid("modules"),
        lessons: z.array(
          lesson
            .pick({ title: true, sectionKey: true, minutes: true, isPreview: true, blockCount: true, order: true })
            .extend({ _id: zid("lessons") }),
        ),
      }),
    ),
  }),
  handler: async (ctx, { courseId }) => {
    await requireCourse(ctx, ctx.actor, courseId, "see");
    return { modules: await outlineOf(ctx, courseId) };
  },
});

export const forEditing = actorQuery({
  may: "course.teach",
  args: { lessonId: typedId("lessons") },
  returns: z.object({
    lesson: lesson
      .pick({ title: true, minutes: true, isPreview: true })
      .extend({ _id: zid("lessons"), moduleId: zid("modules"), courseId: zid("courses") }),
    courseTitle: z.string(),
    blocks: z.array(block.pick({ order: true, revision: true, content: true }).extend({ _id: zid("blocks") })),
    questions: z.array(question.omit({ sourceKey: true, removedAt: true }).extend({ _id: zid("questions") })),
    assets: z.array(servedAsset),
    videos: z.array(authoredVideo),
    captionsIn: z.string().nullable(),
    language: z.string(),
    previousId: zid("lessons").nullable(),
    nextId: zid("lessons").nullable(),
  }),
  handler: (ctx, { lessonId }) => lessonForEditing(ctx, ctx.actor, lessonId),
});

export const add = actorMutation({
  may: "course.teach",
  args: { moduleId: zid("modules"), title, ...place },
  returns: z.object({ lessonId: zid("lessons") }),
  handler: (ctx, args) => addLesson(ctx, ctx.actor, args),
});

export const rename = actorMutation({
  may: "course.teach",
  args: { lessonId: zid("lessons"), title },
  returns: z.null(),
  handler: (ctx, { lessonId, title }) => saveLesson(ctx, ctx.actor, lessonId, { title }),
});

export const saveSettings = actorMutation({
  may: "course.teach",
  args: {
    lessonId: zid("lessons"),
    isPreview: lesson.shape.isPreview.optional(),
    minutes: lesson.shape.minutes.optional(),
  },
  returns: z.null(),
  handler: (ctx, { lessonId, ...settings }) => saveLesson(ctx, ctx.actor, lessonId, settings),
});

export const move = actorMutation({
  may: "course.teach",
  args: { lessonId: zid("lessons"), moduleId: zid("modules"), ...place, after: zid("lessons").nullable() },
  returns: z.null(),
  handler: (ctx, args) => moveLesson(ctx, ctx.actor, args),
});

export const remove = actorMutation({
  may: "course.teach",
  args: { lessonId: zid("lessons") },
  returns: z.null(),
  handler: (ctx, { lessonId }) => removeLesson(ctx, ctx.actor, lessonId),
});

export const restore = actorMutation({
  may: "course.teach",
  args: { lessonId: zid("lessons") },
  returns: z.null(),
  handler: (ctx, { lessonId }) => restoreLesson(ctx, ctx.actor, lessonId),
});
