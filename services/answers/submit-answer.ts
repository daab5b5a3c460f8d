import type { Actor } from "../access/permissions";
import type { CourseReader } from "../courses/course-store";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import type { LessonReader } from "../lessons/lesson-store";
import { learnerLesson } from "../progress/learner-lesson";
import type { QuestionReader } from "../questions/question-store";
import { conflict, notFound } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import type { Id } from "../shared/id";
import type { GradedAnswer, Response } from "./answer";
import type { AnswerStore } from "./answer-store";
import { grade } from "./grade";
import { graded } from "./reveal";

type Deps = {
  questions: Pick<QuestionReader, "byId">;
  lessons: Pick<LessonReader, "byId">;
  courses: Pick<CourseReader, "byId">;
  enrollments: Pick<EnrollmentReader, "of">;
  answers: AnswerStore;
  clock: Clock;
};

/**
 * Grades and keeps the actor's answer to a question of a course they are enrolled in. A right answer stands: answering
 * again changes nothing and is no attempt. Refuses with "attempts_spent" when none is left.
 */
export async function submitAnswer(
  deps: Deps,
  actor: Actor,
  { questionId, response }: { questionId: Id<"questions">; response: Response },
): Promise<GradedAnswer> {
  const question = await deps.questions.byId(questionId);
  if (!question || question.removedAt !== null) throw notFound("question");
  const { lesson, course } = await learnerLesson(deps, actor, question.lessonId);
  const before = await deps.answers.of(actor.id, questionId);
  if (before?.isCorrect) return graded(question, before);
  if (before && question.maxAttempts !== null && before.attempts >= question.maxAttempts) {
    throw conflict("attempts_spent");
  }
  const given = {
    response,
    ...grade(question, response),
    attempts: (before?.attempts ?? 0) + 1,
    answeredAt: deps.clock.now(),
  };
  if (before) await deps.answers.change(before._id, given);
  else await deps.answers.add({ userId: actor.id, courseId: course._id, lessonId: lesson._id, questionId, ...given });
  const kept = await deps.answers.of(actor.id, questionId);
  if (!kept) throw new Error("an answer that was just kept is not there");
  return graded(question, kept);
}
