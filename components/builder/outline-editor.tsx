"use client";
import {
  closestCenter,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MeasuringStrategy,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
  type Announcements,
  type KeyboardCoordinateGetter,
} from "@dnd-kit/core";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import {
  moveOf,
  rowsOf,
  stepOf,
  type LessonId,
  type ModuleId,
  type Outline,
  type OutlineMove,
  type OutlineRow,
} from "./outline-model";
import { OutlineRowView, titleOfRow, type RowActs } from "./outline-row-view";
import { useOutlineShortcuts } from "./use-outline-shortcuts";

export type OutlineChanges = {
  onOpen: (lessonId: string) => void;
  onMove: (move: OutlineMove) => void;
  onRename: (row: OutlineRow, title: string) => void;
  onAddLesson: (place: { moduleId: ModuleId; after: LessonId | null | undefined; sectionKey: string | null }) => void;
  onAddModule: (after: ModuleId | undefined) => void;
  onStartSection: (moduleId: ModuleId, lessonId: LessonId) => void;
  onDissolve: (moduleId: ModuleId, key: string) => void;
  onRemove: (row: OutlineRow) => void;
};

type Props = OutlineChanges & {
  outline: Outline;
  openLessonId: string | null;
  mayEdit: boolean;
  /** The line whose name is being changed; a new one starts so. */
  renaming: string | null;
  onRenaming: (id: string | null) => void;
};

/** Up to so many lines are simply drawn; beyond, only those in sight. */
const mostDrawn = 150;
const heights = { module: 38, section: 30, lesson: 34, empty: 34 } as const;

/** The course's modules, sections and lessons as a tree that can be walked, carried and renamed by pointer and keyboard. */
export function OutlineEditor({ outline, openLessonId, mayEdit, renaming, onRenaming, ...on }: Props) {
  const t = useTranslations("builder.outline");
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string | null>(null);
  const [carried, setCarried] = useState<string | null>(null);
  const [landing, setLanding] = useState<{ id: string; side: "before" | "after" } | null>(null);
  const [said, setSaid] = useState("");
  const scroller = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);

  const rows = useMemo(() => rowsOf(outline, closed), [outline, closed]);
  const positions = useMemo(() => positionsOf(rows), [rows]);
  const rowOf = (id: string | number | undefined) => rows.find((row) => row.id === id);
  const focusedId = rows.some((row) => row.id === focused)
    ? focused
    : ((openLessonId && rowOf(openLessonId)?.id) ?? rows[0]?.id ?? null);

  const isLong = rows.length > mostDrawn;
  const carriedAt = carried ? rows.findIndex((row) => row.id === carried) : -1;
  // What it returns changes with every scroll, and is not handed on.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    enabled: isLong,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => heights[rows[at]?.kind ?? "lesson"],
    getItemKey: (at) => rows[at]?.id ?? at,
    overscan: 12,
    // The line that is carried stays drawn, wherever it is carried to.
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      return carriedAt >= 0 && !seen.includes(carriedAt) ? [...seen, carriedAt].sort((a, b) => a - b) : seen;
    },
  });

  const goTo = (at: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, at))];
    if (!row) return;
    wantsFocus.current = true;
    setFocused(row.id);
    if (isLong) virtual.scrollToIndex(rows.indexOf(row));
  };
  useEffect(() => {
    if (!wantsFocus.current || !focusedId || renaming) return;
    const element = [...(scroller.current?.querySelectorAll<HTMLElement>("[data-row-id]") ?? [])].find(
      (row) => row.dataset.rowId === focusedId,
    );
    if (!element) return;
    wantsFocus.current = false;
    element.focus();
  });

  const toggle = (moduleId: string) =>
    setClosed((before) => {
      const after = new Set(before);
      if (!after.delete(moduleId)) after.add(moduleId);
      return after;
    });
  const step = (row: OutlineRow, by: -1 | 1) => {
    const move = stepOf(outline, rows, row.id, by);
    const title = titleOfRow(row);
    setSaid(t(move ? (by === 1 ? "movedDown" : "movedUp") : "atEnd", { title }));
    if (!move) return;
    if (move.kind === "lesson") setClosed((before) => new Set([...before].filter((id) => id !== move.moduleId)));
    wantsFocus.current = true;
    setFocused(row.id);
    on.onMove(move);
  };
  const addLesson = (row: OutlineRow) => {
    if (row.kind === "lesson")
      on.onAddLesson({ moduleId: row.moduleId, after: row.lesson._id, sectionKey: row.lesson.sectionKey });
    else if (row.kind === "module") {
      setClosed((before) => new Set([...before].filter((id) => id !== row.module._id)));
      const last = row.module.lessons.at(-1);
      on.onAddLesson({ moduleId: row.module._id, after: last?._id ?? null, sectionKey: last?.sectionKey ?? null });
    } else if (row.kind === "empty") on.onAddLesson({ moduleId: row.moduleId, after: null, sectionKey: null });
  };
  const acts: RowActs = {
    open: (row) => {
      setFocused(row.id);
      if (row.kind === "lesson") on.onOpen(row.lesson._id);
      else if (row.kind === "module") toggle(row.module._id);
      else if (row.kind === "empty" && mayEdit) addLesson(row);
    },
    toggle,
    startRename: (id) => {
      wantsFocus.current = id === null;
      setFocused(id ?? renaming);
      onRenaming(id);
    },
    rename: (row, title) => {
      wantsFocus.current = true;
      setFocused(row.id);
      onRenaming(null);
      on.onRename(row, title);
    },
    addLesson,
    addModule: (row) => row.kind === "module" && on.onAddModule(row.module._id),
    startSection: (row) => row.kind === "lesson" && on.onStartSection(row.moduleId, row.lesson._id),
    dissolve: (row) => row.kind === "section" && on.onDissolve(row.moduleId, row.key),
    step,
    remove: (row) => {
      const at = rows.indexOf(row);
      const heir = rows.slice(at + 1).find((other) => other.kind === row.kind) ?? rows[at - 1];
      wantsFocus.current = true;
      setFocused(heir?.id ?? null);
      on.onRemove(row);
    },
  };

  useOutlineShortcuts(mayEdit);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset.rowId : undefined;
    const at = rows.findIndex((row) => row.id === id);
    const row = rows[at];
    if (!row || carried) return;
    const act = keyAct(event, row, at);
    if (!act) return;
    event.preventDefault();
    act();
  };
  const keyAct = (event: KeyboardEvent, row: OutlineRow, at: number): (() => void) | null => {
    if (event.ctrlKey || event.metaKey) return null;
    if (event.altKey) {
      const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
      return by && mayEdit && (row.kind === "lesson" || row.kind === "module") ? () => step(row, by) : null;
    }
    const isRtl = document.documentElement.dir === "rtl";
    const opens = isRtl ? "ArrowLeft" : "ArrowRight";
    const closes = isRtl ? "ArrowRight" : "ArrowLeft";
    switch (event.key) {
      case "ArrowDown":
        return () => goTo(at + 1);
      case "ArrowUp":
        return () => goTo(at - 1);
      case "Home":
        return () => goTo(0);
      case "End":
        return () => goTo(rows.length - 1);
      case "Enter":
        return () => acts.open(row);
      case opens:
        return row.kind === "module" && !row.isOpen
          ? () => toggle(row.module._id)
          : row.kind === "module"
            ? () => goTo(at + 1)
            : null;
      case closes:
        if (row.kind === "module") return row.isOpen ? () => toggle(row.module._id) : null;
        return () => goTo(rows.findIndex((other) => other.id === row.moduleId));
      case "F2":
        return mayEdit && row.kind !== "empty" ? () => acts.startRename(row.id) : null;
      case "Delete":
      case "Backspace":
        return mayEdit && (row.kind === "lesson" || row.kind === "module") ? () => acts.remove(row) : null;
      default:
        return null;
    }
  };

  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 260, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: nextLine,
      keyboardCodes: { start: ["Space"], cancel: ["Escape"], end: ["Space", "Enter"] },
    }),
  );
  const sideOf = (activeId: string | number, overId: string | number) =>
    rows.findIndex((row) => row.id === overId) > rows.findIndex((row) => row.id === activeId)
      ? ("after" as const)
      : ("before" as const);
  const title = (id: string | number | undefined) => {
    const row = rowOf(id);
    return row ? titleOfRow(row) || t("addFirstLesson") : "";
  };
  const announcements: Announcements = {
    onDragStart: ({ active }) => t("drag.picked", { title: title(active.id) }),
    onDragOver: ({ active, over }) =>
      over && moveOf(outline, rows, String(active.id), String(over.id))
        ? t("drag.over", { title: title(active.id), side: sideOf(active.id, over.id), over: title(over.id) })
        : t("drag.nowhere", { title: title(active.id) }),
    onDragEnd: ({ active, over }) =>
      t(over && moveOf(outline, rows, String(active.id), String(over.id)) ? "drag.dropped" : "drag.nowhere", {
        title: title(active.id),
      }),
    onDragCancel: ({ active }) => t("drag.cancelled", { title: title(active.id) }),
  };

  const draw = (row: OutlineRow) => (
    <OutlineRowView
      row={row}
      acts={acts}
      isOpen={row.id === openLessonId}
      isFocused={row.id === focusedId}
      isRenaming={row.id === renaming}
      mayEdit={mayEdit}
      landing={landing?.id === row.id ? landing.side : null}
      position={positions.get(row.id) ?? { level: 1, index: 1, count: 1 }}
    />
  );
  const carriedRow = rowOf(carried ?? undefined);
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      measuring={{ droppable: { strategy: MeasuringStrategy.Always } }}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t("drag.instructions") } }}
      onDragStart={({ active }) => setCarried(String(active.id))}
      onDragOver={({ active, over }) =>
        setLanding(
          over && moveOf(outline, rows, String(active.id), String(over.id))
            ? { id: String(over.id), side: sideOf(active.id, over.id) }
            : null,
        )
      }
      onDragCancel={() => {
        setCarried(null);
        setLanding(null);
      }}
      onDragEnd={({ active, over }) => {
        setCarried(null);
        setLanding(null);
        const move = over && moveOf(outline, rows, String(active.id), String(over.id));
        if (!move) return;
        wantsFocus.current = true;
        setFocused(String(active.id));
        on.onMove(move);
      }}
    >
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-3">
        {/* The tree's own rows take the focus; the tree only listens. */}
        {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus */}
        <div
          role="tree"
          aria-label={t("label")}
          onKeyDown={onKeyDown}
          style={isLong ? { height: virtual.getTotalSize(), position: "relative" } : undefined}
        >
          {isLong
            ? virtual.getVirtualItems().map((item) => {
                const row = rows[item.index];
                return row ? (
                  <div
                    key={row.id}
                    role="presentation"
                    style={{ position: "absolute", insetInline: 0, top: item.start, height: item.size }}
                  >
                    {draw(row)}
                  </div>
                ) : null;
              })
            : rows.map((row) => (
                <div key={row.id} role="presentation" style={{ height: heights[row.kind] }}>
                  {draw(row)}
                </div>
              ))}
        </div>
        {mayEdit && (
          <Button variant="quiet" size="sm" className="mt-2 ms-1" onClick={() => on.onAddModule(undefined)}>
            <Plus aria-hidden />
            {t("addModule")}
          </Button>
        )}
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
      <DragOverlay dropAnimation={null}>
        {carriedRow && (
          <div className="ms-10 flex h-9 max-w-64 items-center truncate rounded-control border border-accent-line bg-raised px-3 text-base shadow-float">
            {titleOfRow(carriedRow)}
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

type Position = { level: number; index: number; count: number };

/** Depth and place among its like of every line, because only the lines in sight are in the page. */
function positionsOf(rows: readonly OutlineRow[]): Map<string, Position> {
  const positions = new Map<string, Position>();
  const modules = rows.filter((row) => row.kind === "module");
  modules.forEach((row, at) => positions.set(row.id, { level: 1, index: at + 1, count: modules.length }));
  for (const module of modules) {
    const inside = rows.filter((row) => row.kind !== "module" && row.moduleId === module.id);
    inside.forEach((row, at) =>
      positions.set(row.id, {
        level: row.kind === "lesson" && row.isInSection ? 3 : 2,
        index: at + 1,
        count: inside.length,
      }),
    );
  }
  return positions;
}

/** The arrow keys carry a line to the nearest other one above or below. */
const nextLine: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = event.code === "ArrowDown" ? 1 : event.code === "ArrowUp" ? -1 : 0;
  if (step === 0) return undefined;
  event.preventDefault();
  const here = context.collisionRect;
  if (!here) return currentCoordinates;
  const tops = context.droppableContainers
    .getEnabled()
    .flatMap((container) => context.droppableRects.get(container.id) ?? [])
    .filter((rect) => (rect.top - here.top) * step > 4)
    .sort((a, b) => (a.top - b.top) * step);
  const next = tops[0];
  return next ? { x: next.left, y: next.top } : currentCoordinates;
};
