import { dashboardOf } from "../services/learning/dashboard";
import { openLesson } from "../services/learning/open-lesson";
import { openRoom } from "../services/learning/open-room";
import { dashboard as dashboardView, openLesson as lessonView, room as roomView } from "../services/learning/views";
import { typedId, typedSlug } from "../services/shared/id";
import { actorQuery, publicQuery } from "./functions";

export const room = publicQuery({
  args: { slug: typedSlug },
  returns: roomView.nullable(),
  handler: (ctx, { slug }) => openRoom(ctx, ctx.viewer, slug),
});

export const lesson = publicQuery({
  args: { lessonId: typedId("lessons") },
  returns: lessonView.nullable(),
  handler: (ctx, { lessonId }) => openLesson(ctx, ctx.viewer, lessonId),
});

export const dashboard = actorQuery({
  may: "self.read",
  args: {},
  returns: dashboardView,
  handler: (ctx) => dashboardOf(ctx, ctx.actor),
});
