"use client";
import { ArrowDown, ArrowUp, MessageSquareText, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { isRichText } from "@/services/lessons/rich-text";
import { readNumber } from "@/services/answers/read-number";
import { questionKinds, type QuestionDraft } from "@/services/questions/question";
import type { AppErrorData } from "@/services/shared/app-error";
import { LazyRichEditor } from "@/components/lesson-editor/lazy-rich-editor";
import { Button } from "@/components/ui/button";
import { Checkbox, ChoiceGroup } from "@/components/ui/choice";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { TextAreaInput } from "@/components/ui/text-area";
import { Input, TextField } from "@/components/ui/text-field";
import { freeChoiceId, ofKind, withoutChoice } from "./new-question";

type Props = { draft: QuestionDraft; onChange: (draft: QuestionDraft) => void; refusal: AppErrorData | null };

/** Where a question is written: what is asked, what is right, and what students are told on the way. */
export function QuestionEditor({ draft, onChange, refusal }: Props) {
  const t = useTranslations("questions");
  const change = (part: Partial<QuestionDraft>) => onChange({ ...draft, ...part });
  const problem = (field: string) => {
    const reason = refusal?.fields?.[field];
    return reason && (t.has(`problems.${reason}`) ? t(`problems.${reason}`) : t("problems.field_wrong"));
  };
  const words = {
    prompt: t("first.prompt"),
    choices: [t("first.one"), t("first.two")] as const,
    answer: t("first.answer"),
  };
  return (
    <div className="grid gap-6 rounded-card border bg-raised p-5">
      <Select
        label={t("kind")}
        value={draft.kind}
        onChange={(event) => {
          const kind = questionKinds.find((name) => name === event.target.value);
          if (kind) onChange(ofKind(draft, kind, words));
        }}
        options={questionKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        fieldClassName="max-w-xs"
      />
      <Writing label={t("prompt")} error={problem("prompt")}>
        <LazyRichEditor label={t("prompt")} doc={draft.prompt} onChange={(prompt) => change({ prompt })} isCompact />
      </Writing>
      {draft.key.kind === "choices" && (
        <Choices
          draft={draft}
          onChange={onChange}
          error={problem("choices") ?? problem("key") ?? problem("key.choiceIds")}
        />
      )}
      {draft.key.kind === "text" && (
        <Accepted draft={draft} onChange={onChange} error={problem("key") ?? problem("key.accepted")} />
      )}
      {draft.key.kind === "number" && (
        <NumberKey
          draft={draft}
          onChange={onChange}
          error={problem("key") ?? problem("key.from") ?? problem("key.to")}
        />
      )}
      <Hints hints={draft.hints} onChange={(hints) => change({ hints })} />
      <Optional
        isShown={draft.explanation !== null}
        add={t("addExplanation")}
        onAdd={() => change({ explanation: '{"type":"doc","content":[]}' })}
      >
        <Writing label={t("explanation")} hint={t("explanationHint")} onRemove={() => change({ explanation: null })}>
          <LazyRichEditor
            label={t("explanation")}
            doc={draft.explanation ?? ""}
            onChange={(explanation) => change({ explanation })}
            isCompact
          />
        </Writing>
      </Optional>
      <div className="grid gap-4 border-t pt-5 sm:grid-cols-2">
        <TextField
          label={t("points")}
          type="number"
          min={0}
          max={1000}
          step="any"
          value={String(draft.points)}
          onChange={(event) => change({ points: event.target.valueAsNumber || 0 })}
        />
        <TextField
          label={t("attempts")}
          hint={t("attemptsHint")}
          type="number"
          min={1}
          max={100}
          value={draft.maxAttempts === null ? "" : String(draft.maxAttempts)}
          onChange={(event) =>
            change({
              maxAttempts:
                event.target.value === ""
                  ? null
                  : Math.max(1, Math.min(100, Math.trunc(event.target.valueAsNumber) || 1)),
            })
          }
        />
        {draft.kind === "multiple" && (
          <Checkbox
            label={t("partial")}
            hint={t("partialHint")}
            checked={draft.hasPartialCredit}
            onChange={(event) => change({ hasPartialCredit: event.target.checked })}
            className="sm:col-span-2"
          />
        )}
      </div>
    </div>
  );
}

type WritingProps = {
  label: string;
  hint?: string;
  error?: string | undefined;
  onRemove?: () => void;
  children: React.ReactNode;
};

function Writing({ label, hint, error, onRemove, children }: WritingProps) {
  const t = useTranslations("questions");
  return (
    <div className="grid gap-1.5">
      <div className="flex items-center gap-2">
        <p className="text-sm font-medium">{label}</p>
        {onRemove && (
          <IconButton label={t("removeNamed", { name: label })} size="sm" className="ms-auto" onClick={onRemove}>
            <Trash2 aria-hidden />
          </IconButton>
        )}
      </div>
      {children}
      {error ? (
        <p role="alert" className="text-sm text-danger-ink">
          {error}
        </p>
      ) : (
        hint && <p className="text-sm text-muted">{hint}</p>
      )}
    </div>
  );
}

function Optional({
  isShown,
  add,
  onAdd,
  children,
}: {
  isShown: boolean;
  add: string;
  onAdd: () => void;
  children: React.ReactNode;
}) {
  if (isShown) return <>{children}</>;
  return (
    <Button variant="quiet" size="sm" className="-ms-2.5 justify-self-start" onClick={onAdd}>
      <Plus aria-hidden />
      {add}
    </Button>
  );
}

type PartProps = { draft: QuestionDraft; onChange: (draft: QuestionDraft) => void; error: string | undefined };

function Choices({ draft, onChange, error }: PartProps) {
  const t = useTranslations("questions");
  const name = useId();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const isMany = draft.kind === "multiple";
  const right = draft.key.kind === "choices" ? draft.key.choiceIds : [];
  const set = (choices: QuestionDraft["choices"]) => onChange({ ...draft, choices });
  const setRight = (choiceIds: string[]) => onChange({ ...draft, key: { kind: "choices", choiceIds } });
  const swap = (at: number, to: number) => {
    const choices = [...draft.choices];
    const [moving] = choices.splice(at, 1);
    if (moving) choices.splice(to, 0, moving);
    set(choices);
  };
  return (
    <ChoiceGroup
      legend={t(isMany ? "choicesMany" : "choices")}
      hint={t(isMany ? "rightMany" : "rightOne")}
      error={error}
    >
      {draft.choices.map((choice, at) => {
        const isRight = right.includes(choice.id);
        const label = t("choiceNumber", { number: at + 1 });
        const edit = (part: Partial<typeof choice>) =>
          set(draft.choices.map((other) => (other.id === choice.id ? { ...other, ...part } : other)));
        const hasFeedback = choice.feedback !== null || open.has(choice.id);
        return (
          <div
            key={choice.id}
            className={cn(
              "group/choice grid gap-2 rounded-control border px-3 py-2 transition-colors",
              isRight && "border-accent-line bg-accent-soft/60",
            )}
          >
            <div className="flex items-start gap-2.5">
              <input
                type={isMany ? "checkbox" : "radio"}
                name={name}
                checked={isRight}
                aria-label={t("isRight", { choice: label })}
                className="mt-2.5 size-4 shrink-0"
                onChange={() =>
                  setRight(
                    isMany ? (isRight ? right.filter((id) => id !== choice.id) : [...right, choice.id]) : [choice.id],
                  )
                }
              />
              <div className="min-w-0 flex-1">
                {isRichText(choice.text) ? (
                  <LazyRichEditor label={label} doc={choice.text} onChange={(text) => edit({ text })} isCompact />
                ) : (
                  <Input
                    aria-label={label}
                    value={choice.text}
                    maxLength={2_000}
                    onChange={(event) => edit({ text: event.target.value })}
                  />
                )}
              </div>
              <div className="flex shrink-0 items-center pt-1">
                <IconButton
                  label={t("feedbackFor", { choice: label })}
                  size="sm"
                  aria-pressed={hasFeedback}
                  onClick={() =>
                    hasFeedback
                      ? (edit({ feedback: null }), setOpen(new Set([...open].filter((id) => id !== choice.id))))
                      : setOpen(new Set([...open, choice.id]))
                  }
                >
                  <MessageSquareText aria-hidden />
                </IconButton>
                <IconButton
                  label={t("choiceUp", { choice: label })}
                  size="sm"
                  disabled={at === 0}
                  onClick={() => swap(at, at - 1)}
                >
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  label={t("choiceDown", { choice: label })}
                  size="sm"
                  disabled={at === draft.choices.length - 1}
                  onClick={() => swap(at, at + 1)}
                >
                  <ArrowDown aria-hidden />
                </IconButton>
                <IconButton
                  label={t("removeNamed", { name: label })}
                  size="sm"
                  disabled={draft.choices.length <= 2}
                  onClick={() => onChange(withoutChoice(draft, choice.id))}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              </div>
            </div>
            {hasFeedback &&
              (choice.feedback !== null && isRichText(choice.feedback) ? (
                <div className="ms-6.5">
                  <LazyRichEditor
                    label={t("feedbackFor", { choice: label })}
                    doc={choice.feedback}
                    onChange={(feedback) => edit({ feedback })}
                    isCompact
                  />
                </div>
              ) : (
                <Input
                  aria-label={t("feedbackFor", { choice: label })}
                  placeholder={t("feedbackHint")}
                  value={choice.feedback ?? ""}
                  maxLength={5_000}
                  className="ms-6.5 w-[calc(100%-1.625rem)]"
                  onChange={(event) => edit({ feedback: event.target.value === "" ? null : event.target.value })}
                />
              ))}
          </div>
        );
      })}
      <Button
        variant="quiet"
        size="sm"
        className="-ms-2.5 justify-self-start"
        disabled={draft.choices.length >= 50}
        onClick={() =>
          set([
            ...draft.choices,
            {
              id: freeChoiceId(draft.choices),
              text: t("first.more", { number: draft.choices.length + 1 }),
              feedback: null,
            },
          ])
        }
      >
        <Plus aria-hidden />
        {t("addChoice")}
      </Button>
    </ChoiceGroup>
  );
}

function Accepted({ draft, onChange, error }: PartProps) {
  const t = useTranslations("questions");
  const key = draft.key;
  const [typed, setTyped] = useState(() => (key.kind === "text" ? key.accepted.join("\n") : ""));
  if (key.kind !== "text") return null;
  return (
    <ChoiceGroup legend={t("accepted")} hint={t("acceptedHint")} error={error}>
      <TextAreaInput
        aria-label={t("accepted")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          const accepted = event.target.value
            .split("\n")
            .map((line) => line.trim())
            .filter(Boolean);
          onChange({ ...draft, key: { ...key, accepted } });
        }}
      />
      <Checkbox
        label={t("caseSensitive")}
        checked={key.isCaseSensitive}
        onChange={(event) => onChange({ ...draft, key: { ...key, isCaseSensitive: event.target.checked } })}
      />
    </ChoiceGroup>
  );
}

function NumberKey({ draft, onChange, error }: PartProps) {
  const t = useTranslations("questions");
  const key = draft.key;
  const [bounds, setBounds] = useState(() =>
    key.kind === "number"
      ? { from: String(key.from), to: key.to === key.from ? "" : String(key.to) }
      : { from: "", to: "" },
  );
  if (key.kind !== "number") return null;
  const edit = (next: typeof bounds) => {
    setBounds(next);
    const from = readNumber(next.from, null) ?? Number.NaN;
    const to = next.to.trim() === "" ? from : (readNumber(next.to, null) ?? Number.NaN);
    onChange({ ...draft, key: { ...key, from, to } });
  };
  return (
    <ChoiceGroup legend={t("number")} hint={t("numberHint")} error={error}>
      <div className="grid gap-3 sm:grid-cols-3">
        <TextField
          label={t("from")}
          inputMode="decimal"
          value={bounds.from}
          onChange={(event) => edit({ ...bounds, from: event.target.value })}
        />
        <TextField
          label={t("to")}
          inputMode="decimal"
          optional
          value={bounds.to}
          onChange={(event) => edit({ ...bounds, to: event.target.value })}
        />
        <TextField
          label={t("unit")}
          optional
          maxLength={40}
          value={key.unit ?? ""}
          onChange={(event) =>
            onChange({ ...draft, key: { ...key, unit: event.target.value === "" ? null : event.target.value } })
          }
        />
      </div>
    </ChoiceGroup>
  );
}

function Hints({ hints, onChange }: { hints: readonly string[]; onChange: (hints: string[]) => void }) {
  const t = useTranslations("questions");
  return (
    <div className="grid gap-2">
      {hints.length > 0 && <p className="text-sm font-medium">{t("hints")}</p>}
      {hints.map((hint, at) => {
        const label = t("hintNumber", { number: at + 1 });
        const edit = (text: string) => onChange(hints.map((other, n) => (n === at ? text : other)));
        return (
          // A hint has no name of its own: it is the first, the second.
          <div key={at} className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              {isRichText(hint) ? (
                <LazyRichEditor label={label} doc={hint} onChange={edit} isCompact />
              ) : (
                <Input
                  aria-label={label}
                  value={hint}
                  maxLength={5_000}
                  onChange={(event) => edit(event.target.value)}
                />
              )}
            </div>
            <IconButton
              label={t("removeNamed", { name: label })}
              onClick={() => onChange(hints.filter((_hint, n) => n !== at))}
            >
              <Trash2 aria-hidden />
            </IconButton>
          </div>
        );
      })}
      <Button
        variant="quiet"
        size="sm"
        className="-ms-2.5 justify-self-start"
        disabled={hints.length >= 10}
        onClick={() => onChange([...hints, ""])}
      >
        <Plus aria-hidden />
        {t("addHint")}
      </Button>
    </div>
  );
}
