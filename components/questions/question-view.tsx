"use client";
import { Check, Lightbulb, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState, type ReactNode } from "react";
import { RichLine, RichTextView, type RichSurroundings } from "@/components/lessons/rich-text-view";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { RefusalNote } from "@/components/ui/refusal";
import { SelectInput } from "@/components/ui/select";
import { Input } from "@/components/ui/text-field";
import type { GradedAnswer, Response } from "@/services/answers/answer";
import type { AskedQuestion } from "@/services/questions/question";
import type { AppErrorData } from "@/services/shared/app-error";

type Props = {
  question: AskedQuestion;
  answer: GradedAnswer | null;
  around: RichSurroundings;
  pending: boolean;
  refusal: AppErrorData | null;
  /** Null where no answer is taken: `why` says what to do instead. */
  onSubmit: ((response: Response) => void) | null;
  why?: ReactNode;
};

/** A question with its choices, its hints one at a time, and what the school says of the answer given. */
export function QuestionView({ question, answer, around, pending, refusal, onSubmit, why }: Props) {
  const t = useTranslations("learning");
  const heading = useId();
  const [draft, setDraft] = useState<Response | null>(null);
  const [isRetrying, setRetrying] = useState(false);
  const given = draft ?? (isRetrying ? null : (answer?.response ?? null));
  const isSettled = answer !== null && !isRetrying && draft === null;
  const mayTryAgain = answer !== null && !answer.isCorrect && (answer.attemptsLeft === null || answer.attemptsLeft > 0);
  const isReadOnly = onSubmit === null || pending || (isSettled && !mayTryAgain) || isSettled;

  const submit = () => {
    if (!given || !onSubmit) return;
    onSubmit(given);
    setDraft(null);
    setRetrying(false);
  };

  return (
    <div
      role="group"
      aria-labelledby={heading}
      className={cn(
        "grid grid-cols-1 max-w-[42rem] gap-4 rounded-card border bg-raised p-5 transition-colors",
        isSettled && (answer.isCorrect ? "border-accent-line" : "border-line-strong/60"),
      )}
    >
      <header className="flex items-baseline justify-between gap-4">
        <h3 id={heading} className="text-sm font-semibold text-muted">
          {t("question")}
        </h3>
        <span className="text-sm text-faint tabular">{t("points", { count: question.points })}</span>
      </header>
      <RichTextView doc={question.prompt} className="lesson-text-small" {...around} />
      <ResponseInput
        question={question}
        response={given}
        onChange={setDraft}
        isReadOnly={isReadOnly}
        answer={isSettled ? answer : null}
        around={around}
      />
      {isSettled && <Verdict answer={answer} around={around} />}
      <RefusalNote refusal={refusal} />
      <footer className="flex flex-wrap items-center gap-3 empty:hidden">
        {onSubmit && !isSettled && (
          <Button variant="primary" pending={pending} disabled={!isComplete(given)} onClick={submit}>
            {t("check")}
          </Button>
        )}
        {onSubmit && isSettled && mayTryAgain && (
          <Button
            onClick={() => {
              setRetrying(true);
              setDraft(null);
            }}
          >
            {t("tryAgain")}
          </Button>
        )}
        {question.maxAttempts !== null && onSubmit && (
          <span className="text-sm text-muted tabular">
            {t("attemptsLeft", { count: answer ? (answer.attemptsLeft ?? 0) : question.maxAttempts })}
          </span>
        )}
        {why && <p className="text-base text-muted">{why}</p>}
      </footer>
      {question.hints.length > 0 && !(isSettled && answer.isCorrect) && (
        <Hints hints={question.hints} around={around} />
      )}
    </div>
  );
}

const isComplete = (response: Response | null) =>
  response !== null && (response.kind === "choices" ? response.choiceIds.length > 0 : response.text.trim() !== "");

type InputProps = {
  question: AskedQuestion;
  response: Response | null;
  onChange: (response: Response) => void;
  isReadOnly: boolean;
  answer: GradedAnswer | null;
  around: RichSurroundings;
};

function ResponseInput({ question, response, onChange, isReadOnly, answer, around }: InputProps) {
  const t = useTranslations("learning");
  const name = useId();
  const chosen = response?.kind === "choices" ? response.choiceIds : [];
  switch (question.kind) {
    case "single":
    case "multiple":
      return (
        <fieldset className="grid grid-cols-1 gap-2">
          <legend className="sr-only">{t(question.kind === "single" ? "chooseOne" : "chooseAll")}</legend>
          {question.kind === "multiple" && <p className="text-sm text-muted">{t("chooseAll")}</p>}
          {question.choices.map((choice) => {
            const isChosen = chosen.includes(choice.id);
            const isRight = answer?.revealed?.correct.includes(choice.id) ?? (isChosen && answer?.isCorrect);
            const feedback = answer?.feedback.find((item) => item.choiceId === choice.id)?.text;
            return (
              <label
                key={choice.id}
                className={cn(
                  "grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 rounded-control border px-3.5 py-2.5 text-md transition-colors",
                  !isReadOnly && "cursor-pointer hover:border-line-strong",
                  isChosen && "border-accent-line bg-accent-soft",
                  answer && isChosen && !answer.isCorrect && !isRight && "border-line-strong bg-sunken",
                )}
              >
                <input
                  type={question.kind === "single" ? "radio" : "checkbox"}
                  name={name}
                  checked={isChosen}
                  disabled={isReadOnly}
                  className="mt-1 size-4"
                  onChange={() =>
                    onChange({
                      kind: "choices",
                      choiceIds:
                        question.kind === "single"
                          ? [choice.id]
                          : isChosen
                            ? chosen.filter((id) => id !== choice.id)
                            : [...chosen, choice.id],
                    })
                  }
                />
                <span className="min-w-0">
                  <RichLine text={choice.text} {...around} />
                </span>
                {answer && isRight && (
                  <span className="mt-1 text-accent-ink">
                    <Check aria-hidden className="size-4" />
                    <span className="sr-only">{t("rightChoice")}</span>
                  </span>
                )}
                {feedback && (
                  <span className="col-start-2 mt-1 text-base text-muted">
                    <RichLine text={feedback} {...around} />
                  </span>
                )}
              </label>
            );
          })}
        </fieldset>
      );
    case "dropdown":
      return (
        <div className="max-w-sm">
          <SelectInput
            aria-label={t("chooseOne")}
            disabled={isReadOnly}
            value={chosen[0] ?? ""}
            onChange={(event) =>
              onChange({ kind: "choices", choiceIds: event.target.value ? [event.target.value] : [] })
            }
            options={[
              { value: "", label: t("choose") },
              ...question.choices.map((choice) => ({ value: choice.id, label: choice.text })),
            ]}
          />
        </div>
      );
    case "shortText":
    case "numeric": {
      const kind = question.kind === "numeric" ? "number" : "text";
      return (
        <div className="flex max-w-sm items-center gap-3">
          <Input
            aria-label={t(question.kind === "numeric" ? "yourNumber" : "yourAnswer")}
            inputMode={question.kind === "numeric" ? "decimal" : "text"}
            autoComplete="off"
            readOnly={isReadOnly}
            value={response && response.kind !== "choices" ? response.text : ""}
            onChange={(event) => onChange({ kind, text: event.target.value })}
          />
          {question.unit && <span className="text-md whitespace-nowrap text-muted">{question.unit}</span>}
        </div>
      );
    }
  }
}

function Verdict({ answer, around }: { answer: GradedAnswer; around: RichSurroundings }) {
  const t = useTranslations("learning");
  const isPartly = !answer.isCorrect && answer.score > 0;
  return (
    <div role="status" className="grid grid-cols-1 gap-3">
      <p
        className={cn(
          "flex items-center gap-2 text-md font-medium",
          answer.isCorrect ? "text-accent-ink" : isPartly ? "text-amber-ink" : "text-ink",
        )}
      >
        {answer.isCorrect ? <Check aria-hidden className="size-5" /> : <X aria-hidden className="size-5 text-muted" />}
        {t(answer.isCorrect ? "right" : isPartly ? "partlyRight" : "notRight")}
      </p>
      {answer.revealed &&
        !answer.isCorrect &&
        answer.response.kind !== "choices" &&
        answer.revealed.correct.length > 0 && (
          <p className="text-md">{t("accepted", { answers: answer.revealed.correct.join(" · ") })}</p>
        )}
      {answer.revealed?.explanation && (
        <div className="border-s-2 border-accent-line ps-4">
          <RichTextView doc={answer.revealed.explanation} className="lesson-text-small" {...around} />
        </div>
      )}
    </div>
  );
}

function Hints({ hints, around }: { hints: readonly string[]; around: RichSurroundings }) {
  const t = useTranslations("learning");
  const [shown, setShown] = useState(0);
  return (
    <div className="grid grid-cols-1 gap-2 border-t pt-3">
      <ol aria-live="polite" className="grid grid-cols-1 gap-2">
        {hints.slice(0, shown).map((hint, at) => (
          <li key={at} className="flex gap-2 text-base">
            <Lightbulb aria-hidden className="mt-0.5 size-4 shrink-0 text-amber-ink" />
            <span>
              <RichLine text={hint} {...around} />
            </span>
          </li>
        ))}
      </ol>
      {shown < hints.length && (
        <Button variant="quiet" size="sm" className="justify-self-start" onClick={() => setShown(shown + 1)}>
          <Lightbulb aria-hidden />
          {t(shown === 0 ? "hint" : "nextHint")}
        </Button>
      )}
    </div>
  );
}
