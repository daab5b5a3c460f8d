import type { QuestionReader, QuestionStore } from "../../services/questions/question-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Questions in the database, for reading. */
export function questionReader(db: QueryCtx["db"]): QuestionReader {
  return {
    async byId(id) {
      const questionId = db.normalizeId("questions", id);
      return questionId && db.get("questions", questionId);
    },
    ofLesson: (lessonId, limit) =>
      db
        .query("questions")
        .withIndex("by_lesson_removedAt", (q) => q.eq("lessonId", lessonId).eq("removedAt", null))
        .take(limit),
    bySource: (courseId, sourceKey) =>
      db
        .query("questions")
        .withIndex("by_course_sourceKey", (q) => q.eq("courseId", courseId).eq("sourceKey", sourceKey))
        .first(),
    anyOf: (lessonId, limit) =>
      db
        .query("questions")
        .withIndex("by_lesson_removedAt", (q) => q.eq("lessonId", lessonId))
        .take(limit),
  };
}

/** Questions in the database, for writing. */
export function questionStore(db: MutationCtx["db"]): QuestionStore {
  return {
    ...questionReader(db),
    add: (question) => db.insert("questions", question),
    change: (id, change) => db.patch("questions", id, change),
    remove: (id) => db.delete("questions", id),
  };
}
