import type { AnswerReader, AnswerStore } from "../../services/answers/answer-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Answers in the database, for reading. */
export function answerReader(db: QueryCtx["db"]): AnswerReader {
  return {
    of: (userId, questionId) =>
      db
        .query("answers")
        .withIndex("by_user_question", (q) => q.eq("userId", userId).eq("questionId", questionId))
        .unique(),
    ofLesson: (userId, lessonId, limit) =>
      db
        .query("answers")
        .withIndex("by_user_lesson", (q) => q.eq("userId", userId).eq("lessonId", lessonId))
        .take(limit),
  };
}

/** Answers in the database, for writing. */
export function answerStore(db: MutationCtx["db"]): AnswerStore {
  return {
    ...answerReader(db),
    async add(answer) {
      await db.insert("answers", answer);
    },
    change: (id, change) => db.patch("answers", id, change),
    async forgetLesson(lessonId, limit) {
      const rows = await db
        .query("answers")
        .withIndex("by_lesson", (q) => q.eq("lessonId", lessonId))
        .take(limit);
      for (const row of rows) await db.delete("answers", row._id);
      return rows.length < limit;
    },
  };
}
