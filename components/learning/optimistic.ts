import type { OptimisticLocalStore } from "convex/browser";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { percentOf } from "@/services/enrollments/enrollment";

/** Draws a tick, or takes it away, before the server has said so; the server's answer replaces it. */
export function withTick(local: OptimisticLocalStore, slug: string, lessonId: string, isCompleted: boolean): void {
  const room = local.getQuery(api.learning.room, { slug });
  if (room) {
    let change = 0;
    const modules = room.modules.map((module) => ({
      ...module,
      lessons: module.lessons.map((lesson) => {
        if (lesson._id !== lessonId || lesson.isCompleted === isCompleted) return lesson;
        change += isCompleted ? 1 : -1;
        return { ...lesson, isCompleted };
      }),
    }));
    const completedLessons = room.completedLessons + change;
    const percent = percentOf(completedLessons, room.course.lessonCount);
    local.setQuery(api.learning.room, { slug }, { ...room, modules, completedLessons, percent });
  }
  const args = { lessonId: lessonId as Id<"lessons"> };
  const opened = local.getQuery(api.learning.lesson, args);
  if (!opened) return;
  const completedAt = isCompleted ? (opened.progress?.completedAt ?? 0) : null;
  local.setQuery(api.learning.lesson, args, {
    ...opened,
    progress: { position: opened.progress?.position ?? null, completedAt },
  });
}
