import { draftProblems } from "@/services/questions/check-draft";
import { questionDraft, type QuestionDraft } from "@/services/questions/question";
import type { AppErrorData } from "@/services/shared/app-error";

/** What keeps a question from being asked, as the school would say it; null when nothing does. */
export function questionProblem(draft: QuestionDraft): AppErrorData | null {
  const shape = questionDraft.safeParse(draft);
  const misshapen = shape.success
    ? {}
    : Object.fromEntries(shape.error.issues.map((issue) => [issue.path.join("."), reasonOf(issue.path)]));
  const fields = { ...misshapen, ...draftProblems(draft) };
  return Object.keys(fields).length > 0 ? { code: "invalid", reason: "question", fields } : null;
}

/** The reason for a value of the wrong shape, by where it stands. */
function reasonOf(path: readonly PropertyKey[]): string {
  if (path[0] === "key" && path[1] === "choiceIds") return "key_missing";
  if (path[0] === "key" && path[1] === "accepted") return "answer_empty";
  if (path[0] === "key") return "number_unreadable";
  return "field_wrong";
}
