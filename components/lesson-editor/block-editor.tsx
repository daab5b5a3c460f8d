"use client";
import { useSortable } from "@dnd-kit/sortable";
import { ArrowDown, ArrowUp, GripVertical, MoreHorizontal, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { BlockView } from "@/components/lessons/block-view";
import { QuestionView } from "@/components/questions/question-view";
import { QuestionEditor } from "@/components/questions-editor/question-editor";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import type { QuestionDraft } from "@/services/questions/question";
import { asAsked, asQuestionDraft } from "./as-asked";
import { useCourseFiles } from "./course-files";
import { useDraftBook, useWritten, type Written } from "./drafts-provider";
import { EditorRefusal } from "./editor-refusal";
import { LazyRichEditor } from "./lazy-rich-editor";
import type { EditedBlock, EditedQuestion } from "./lesson-editor";
import { StaleChoice } from "./stale-choice";

type Props = {
  block: EditedBlock;
  number: number;
  count: number;
  question: EditedQuestion | null;
  mayEdit: boolean;
  isSelected: boolean;
  onSelect: () => void;
  onLeave: () => void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove: () => void;
  onInsert: () => void;
};

/** One block of a lesson being written: as students see it until it is chosen, then as it is edited. */
export function BlockEditor({
  block,
  number,
  count,
  question,
  mayEdit,
  isSelected,
  onSelect,
  onLeave,
  onUp,
  onDown,
  onRemove,
  onInsert,
}: Props) {
  const t = useTranslations("editor");
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, transform, transition, isDragging } = useSortable({
    id: block._id,
    disabled: !mayEdit,
  });
  const cover = useRef<HTMLButtonElement>(null);
  const frame = useRef<HTMLElement | null>(null);
  const hasLeftByKey = useRef(false);
  const [pressedAt, setPressedAt] = useState<{ x: number; y: number } | null>(null);
  useEffect(() => {
    if (isSelected) {
      frame.current?.scrollIntoView?.({ block: "nearest" });
      if (block.content.kind !== "text") frame.current?.focus({ preventScroll: true });
    } else if (hasLeftByKey.current) cover.current?.focus();
    hasLeftByKey.current = false;
  }, [isSelected, block.content.kind]);
  const kind = t(`kinds.${block.content.kind}`);
  const label = t("blockLabel", { kind, number, count });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!mayEdit || event.defaultPrevented) return;
    const move =
      event.altKey && event.key === "ArrowUp" ? onUp : event.altKey && event.key === "ArrowDown" ? onDown : null;
    if (move) {
      event.preventDefault();
      move();
    } else if (event.key === "Escape" && isSelected) {
      hasLeftByKey.current = true;
      onLeave();
    } else if (event.key === "Delete" && event.target === cover.current) onRemove();
  };
  return (
    // The keys belong to what is focused inside.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={(element) => {
        frame.current = element;
        setNodeRef(element);
      }}
      tabIndex={-1}
      aria-label={label}
      data-block={block._id}
      onKeyDown={onKeyDown}
      style={{ transform: transform ? `translate3d(${transform.x}px, ${transform.y}px, 0)` : undefined, transition }}
      className={cn("group/block relative scroll-my-28 outline-none", isDragging && "z-20 opacity-70")}
    >
      {mayEdit && (
        <div
          className={cn(
            "absolute -top-4 end-0 z-20 flex items-center rounded-control bg-raised opacity-0 transition-opacity group-hover/block:opacity-100 focus-within:opacity-100 has-data-[state=open]:opacity-100 max-sm:border sm:-start-13 sm:end-auto sm:top-0 sm:bg-transparent",
            isSelected && "opacity-100",
          )}
        >
          <IconButton
            label={t("carry", { number })}
            size="sm"
            hint={false}
            ref={setActivatorNodeRef}
            {...listeners}
            aria-describedby={attributes["aria-describedby"]}
            className="cursor-grab touch-none"
          >
            <GripVertical aria-hidden />
          </IconButton>
          <DropdownMenu
            align="start"
            trigger={
              <IconButton label={t("actsOf", { number })} size="sm" hint={false} className="w-5">
                <MoreHorizontal aria-hidden />
              </IconButton>
            }
          >
            <MenuItem shortcut="Alt ↑" disabled={!onUp} onSelect={() => onUp?.()}>
              <ArrowUp aria-hidden />
              {t("up")}
            </MenuItem>
            <MenuItem shortcut="Alt ↓" disabled={!onDown} onSelect={() => onDown?.()}>
              <ArrowDown aria-hidden />
              {t("down")}
            </MenuItem>
            <MenuSeparator />
            <MenuItem tone="danger" shortcut="Del" onSelect={onRemove}>
              <Trash2 aria-hidden />
              {t("remove")}
            </MenuItem>
          </DropdownMenu>
        </div>
      )}
      {block.content.kind === "question" ? (
        question ? (
          <QuestionBlock question={question} isEdited={isSelected && mayEdit} />
        ) : (
          <p className="rounded-card border border-dashed p-5 text-base text-muted">{t("questionGone")}</p>
        )
      ) : (
        <ContentBlock
          block={block}
          isEdited={isSelected && mayEdit}
          label={label}
          focusAt={pressedAt}
          onInsert={onInsert}
        />
      )}
      {mayEdit && !isSelected && (
        <button
          ref={cover}
          type="button"
          aria-label={t("edit", { kind, number })}
          onClick={(event) => {
            // A press with Enter has no place: then the cursor goes to the end.
            setPressedAt(event.detail > 0 ? { x: event.clientX, y: event.clientY } : null);
            onSelect();
          }}
          className="absolute -inset-x-3 -inset-y-1.5 cursor-text rounded-control outline-accent-line hover:outline-1 focus-visible:outline-2 focus-visible:outline-accent-ink"
        />
      )}
    </section>
  );
}

type ContentProps = {
  block: EditedBlock;
  isEdited: boolean;
  label: string;
  focusAt: { x: number; y: number } | null;
  onInsert: () => void;
};

function ContentBlock({ block, isEdited, label, focusAt, onInsert }: ContentProps) {
  const t = useTranslations("editor");
  const { assets } = useCourseFiles();
  const book = useDraftBook();
  const { content: written, draft } = useWritten<Extract<Written, { of: "block" }>>(block._id, block.revision, {
    of: "block",
    content: block.content,
  });
  const content = written.content;
  const view = (shown: typeof content) => (
    <BlockView blockId={block._id} content={shown} assets={assets} lessonHref={null} question={() => null} />
  );
  return (
    <div className="grid gap-3">
      {draft?.state === "stale" && (
        <StaleChoice id={block._id} theirs={(theirs) => theirs.of === "block" && view(theirs.content)} />
      )}
      {content.kind === "text" && isEdited ? (
        <LazyRichEditor
          label={label}
          doc={content.doc}
          focusAt={focusAt ?? "end"}
          onInsert={onInsert}
          onChange={(doc) => book.edit(block._id, { of: "block", content: { kind: "text", doc } })}
        />
      ) : content.kind === "text" && content.doc === '{"type":"doc","content":[]}' ? (
        <p className="font-serif text-lg text-faint">{t("emptyText")}</p>
      ) : (
        <div className={cn(isEdited && "rounded-card outline-2 outline-offset-6 outline-accent-line")}>
          {view(content)}
        </div>
      )}
      {draft?.state === "refused" && <EditorRefusal refusal={draft.refusal} />}
    </div>
  );
}

function QuestionBlock({ question, isEdited }: { question: EditedQuestion; isEdited: boolean }) {
  const { assets } = useCourseFiles();
  const book = useDraftBook();
  const { content, draft } = useWritten<Extract<Written, { of: "question" }>>(question._id, question.revision, {
    of: "question",
    draft: asQuestionDraft(question),
  });
  const around = { assets, lessonHref: null };
  const view = (shown: QuestionDraft) => (
    <QuestionView
      question={asAsked(question._id, shown)}
      answer={null}
      around={around}
      pending={false}
      refusal={null}
      onSubmit={null}
    />
  );
  return (
    <div className="grid gap-3">
      {draft?.state === "stale" && (
        <StaleChoice id={question._id} theirs={(theirs) => theirs.of === "question" && view(theirs.draft)} />
      )}
      {isEdited ? (
        <QuestionEditor
          draft={content.draft}
          refusal={draft?.state === "refused" ? draft.refusal : null}
          onChange={(next) => book.edit(question._id, { of: "question", draft: next })}
        />
      ) : (
        view(content.draft)
      )}
      {draft?.state === "refused" && <EditorRefusal refusal={draft.refusal} />}
    </div>
  );
}
