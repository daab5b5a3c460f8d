"use client";
import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
  type Announcements,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { ArrowLeft, PencilLine, Plus, SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import type { BlockContent } from "@/services/lessons/block";
import { SaveWords } from "@/components/builder/save-words";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet } from "@/components/ui/sheet";
import { AddFile } from "./add-file";
import { BlockEditor } from "./block-editor";
import type { Addable, Adding } from "./block-kinds";
import { BlockMenu } from "./block-menu";
import { BlockSettings } from "./block-settings";
import type { EditedLesson } from "./lesson-editor";
import { LessonSettings } from "./lesson-settings";
import { LessonTitle } from "./lesson-title";
import { useEditorShortcuts } from "./use-editor-shortcuts";

type Props = {
  opened: EditedLesson;
  mayEdit: boolean;
  selected: string | null;
  onSelect: (blockId: string | null) => void;
  adding: Adding | null;
  onAdd: (adding: Adding) => void;
  onCancelAdding: () => void;
  onAddContent: (content: BlockContent, after: string | null) => void;
  /** A block was added by an upload. */
  onAdded: (blockId: string) => void;
  onMove: (blockId: string, after: string | null) => void;
  onRemove: (blockId: string) => void;
  onRename: (title: string) => void;
  onSettings: (settings: { minutes?: number; isPreview?: boolean }) => void;
  onClose: () => void;
};

/** A lesson as students will read it, with the tools to write it; its settings stand at the right. */
export function LessonPageEditor({ opened, mayEdit, selected, onSelect, adding, onAdd, onAddContent, ...on }: Props) {
  const t = useTranslations("editor");
  useEditorShortcuts(mayEdit);
  const [menuAfter, setMenuAfter] = useState<{ after: string | null } | null>(null);
  const [isSettingsOpen, setSettingsOpen] = useState(false);
  const { blocks } = opened;
  const ids = blocks.map((block) => block._id);
  const chosen = blocks.find((block) => block._id === selected);
  const openMenu = (after: string | null) => setMenuAfter({ after });

  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const numberOf = (id: string | number) => ids.findIndex((other) => other === id) + 1;
  const announcements: Announcements = {
    onDragStart: ({ active }) => t("drag.picked", { number: numberOf(active.id) }),
    onDragOver: ({ over }) => (over ? t("drag.over", { number: numberOf(over.id), count: ids.length }) : undefined),
    onDragEnd: ({ over }) => (over ? t("drag.dropped", { number: numberOf(over.id) }) : t("drag.cancelled")),
    onDragCancel: () => t("drag.cancelled"),
  };
  const settings = (
    <>
      {chosen && mayEdit && <BlockSettings key={chosen._id} block={chosen} />}
      <LessonSettings lesson={opened.lesson} blocks={blocks} mayEdit={mayEdit} onSettings={on.onSettings} />
    </>
  );
  return (
    <div className="xl:grid xl:grid-cols-[minmax(0,1fr)_18rem]">
      <div className="flex items-center gap-2 border-b px-2 py-1.5 xl:hidden">
        <Button variant="ghost" size="sm" className="lg:hidden" onClick={on.onClose}>
          <ArrowLeft aria-hidden className="rtl-flip" />
          {t("toOutline")}
        </Button>
        <SaveWords className="ms-auto md:hidden" />
        <Button variant="ghost" size="sm" className="md:ms-auto" onClick={() => setSettingsOpen(true)}>
          <SlidersHorizontal aria-hidden />
          {t("settings.title")}
        </Button>
      </div>
      <article
        aria-label={opened.lesson.title}
        className="mx-auto w-full max-w-[50rem] px-5 pt-8 pb-40 sm:px-14 sm:pt-12"
      >
        <LessonTitle key={opened.lesson.title} title={opened.lesson.title} mayEdit={mayEdit} onRename={on.onRename} />
        <div className="mt-8">
          {blocks.length === 0 && !adding && (
            <EmptyState icon={<PencilLine aria-hidden />} title={t("empty")} className="py-8">
              {t("emptyHint")}
            </EmptyState>
          )}
          {mayEdit && blocks.length > 0 && <InsertLine label={t("insertFirst")} onInsert={() => openMenu(null)} />}
          <DndContext
            sensors={sensors}
            collisionDetection={closestCenter}
            accessibility={{ announcements, screenReaderInstructions: { draggable: t("drag.instructions") } }}
            onDragEnd={({ active, over }) => {
              if (!over || active.id === over.id) return;
              const others = ids.filter((id) => id !== active.id);
              const to = ids.findIndex((id) => id === over.id);
              on.onMove(String(active.id), to === 0 ? null : (others[to - 1] ?? null));
            }}
          >
            <SortableContext items={ids} strategy={verticalListSortingStrategy}>
              {adding?.after === null && (
                <AddFile
                  kind={adding.kind}
                  lessonId={opened.lesson._id}
                  after={null}
                  onAdded={on.onAdded}
                  onContent={(content) => onAddContent(content, null)}
                  onCancel={on.onCancelAdding}
                />
              )}
              {blocks.map((block, at) => (
                <Fragment key={block._id}>
                  <BlockEditor
                    block={block}
                    number={at + 1}
                    count={blocks.length}
                    question={block.content.kind === "question" ? questionOf(opened, block.content.questionId) : null}
                    mayEdit={mayEdit}
                    isSelected={block._id === selected}
                    onSelect={() => onSelect(block._id)}
                    onLeave={() => onSelect(null)}
                    onUp={at > 0 ? () => on.onMove(block._id, ids[at - 2] ?? null) : null}
                    onDown={at < ids.length - 1 ? () => on.onMove(block._id, ids[at + 1] ?? null) : null}
                    onRemove={() => on.onRemove(block._id)}
                    onInsert={() => openMenu(block._id)}
                  />
                  {mayEdit && (
                    <InsertLine label={t("insertAfter", { number: at + 1 })} onInsert={() => openMenu(block._id)} />
                  )}
                  {adding?.after === block._id && (
                    <AddFile
                      kind={adding.kind}
                      lessonId={opened.lesson._id}
                      after={block._id}
                      onAdded={on.onAdded}
                      onContent={(content) => onAddContent(content, block._id)}
                      onCancel={on.onCancelAdding}
                    />
                  )}
                </Fragment>
              ))}
            </SortableContext>
          </DndContext>
          {mayEdit && (
            <div className="mt-4 flex flex-wrap gap-2">
              <Button variant="secondary" onClick={() => onAdd({ after: ids.at(-1) ?? null, kind: "text" })}>
                <Plus aria-hidden />
                {t("addText")}
              </Button>
              <Button variant="quiet" onClick={() => openMenu(ids.at(-1) ?? null)}>
                {t("addOther")}
              </Button>
            </div>
          )}
        </div>
      </article>
      <aside
        aria-label={t("settings.title")}
        className="hidden border-s bg-sunken/40 xl:sticky xl:top-[3.25rem] xl:block xl:h-[calc(100dvh-3.25rem)] xl:overflow-y-auto"
      >
        <div className="grid content-start gap-6 p-5">{settings}</div>
      </aside>
      <Sheet open={isSettingsOpen} onOpenChange={setSettingsOpen} title={t("settings.title")}>
        <div className="grid gap-6">{settings}</div>
      </Sheet>
      <BlockMenu
        open={menuAfter !== null}
        onOpenChange={(open) => !open && setMenuAfter(null)}
        onPick={(kind: Addable) => {
          if (menuAfter) onAdd({ after: menuAfter.after, kind });
          setMenuAfter(null);
        }}
      />
    </div>
  );
}

const questionOf = (opened: EditedLesson, questionId: string) =>
  opened.questions.find((question) => question._id === questionId) ?? null;

/** The gap between two blocks, where another can be put. */
function InsertLine({ label, onInsert }: { label: string; onInsert: () => void }) {
  return (
    <div className="group/insert relative h-8">
      <button
        type="button"
        aria-label={label}
        onClick={onInsert}
        className="absolute inset-0 flex items-center gap-2 rounded-control opacity-0 transition-opacity before:h-px before:flex-1 before:bg-accent-line after:h-px after:flex-1 after:bg-accent-line hover:opacity-100 focus-visible:opacity-100 tap:opacity-40"
      >
        <span className="grid size-6 place-items-center rounded-full border border-accent-line bg-raised text-accent-ink">
          <Plus aria-hidden className="size-3.5" />
        </span>
      </button>
    </div>
  );
}
