"use client";
import { useDraggable, useDroppable } from "@dnd-kit/core";
import { ChevronRight, Eye, GripVertical, MoreHorizontal, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import type { OutlineRow } from "./outline-model";

/** What can be done to a line of the outline. */
export type RowActs = {
  open: (row: OutlineRow) => void;
  toggle: (moduleId: string) => void;
  startRename: (id: string | null) => void;
  rename: (row: OutlineRow, title: string) => void;
  addLesson: (row: OutlineRow) => void;
  addModule: (row: OutlineRow) => void;
  startSection: (row: OutlineRow) => void;
  dissolve: (row: OutlineRow) => void;
  step: (row: OutlineRow, by: -1 | 1) => void;
  remove: (row: OutlineRow) => void;
};

type Props = {
  row: OutlineRow;
  acts: RowActs;
  isOpen: boolean;
  isFocused: boolean;
  isRenaming: boolean;
  mayEdit: boolean;
  /** Where a carried line would land. */
  landing: "before" | "after" | null;
  position: { level: number; index: number; count: number };
};

export const titleOfRow = (row: OutlineRow): string =>
  row.kind === "module"
    ? row.module.title
    : row.kind === "lesson"
      ? row.lesson.title
      : row.kind === "section"
        ? row.title
        : "";

/** One line of the outline: opened by a click, carried by pointer or keyboard, renamed in place. */
export function OutlineRowView({ row, acts, isOpen, isFocused, isRenaming, mayEdit, landing, position }: Props) {
  const t = useTranslations("builder.outline");
  const isCarried = row.kind === "module" || row.kind === "lesson";
  const drag = useDraggable({ id: row.id, disabled: !mayEdit || !isCarried || isRenaming });
  const drop = useDroppable({ id: row.id, disabled: !mayEdit });
  const title = titleOfRow(row);
  return (
    // The tree around the rows takes their keys.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={(element) => {
        drag.setNodeRef(element);
        drag.setActivatorNodeRef(element);
        drop.setNodeRef(element);
      }}
      role="treeitem"
      data-row-id={row.id}
      tabIndex={isFocused ? 0 : -1}
      aria-level={position.level}
      aria-posinset={position.index}
      aria-setsize={position.count}
      aria-selected={isOpen}
      aria-expanded={row.kind === "module" ? row.isOpen : undefined}
      aria-label={
        row.kind === "module"
          ? t("moduleName", { number: row.number, title })
          : row.kind === "empty"
            ? t("addFirstLesson")
            : title
      }
      aria-describedby={mayEdit && isCarried ? drag.attributes["aria-describedby"] : undefined}
      {...(mayEdit && isCarried && !isRenaming ? drag.listeners : {})}
      onClick={() => acts.open(row)}
      className={cn(
        "group relative flex h-full cursor-default items-center gap-1.5 rounded-control pe-1 text-base outline-offset-[-2px] transition-colors select-none",
        row.kind === "module" ? "ps-1 font-medium" : row.kind === "lesson" && row.isInSection ? "ps-9" : "ps-6",
        row.kind === "section" && "text-sm font-medium text-muted",
        isOpen ? "bg-accent-soft text-accent-ink" : "hover:bg-line/45",
        drag.isDragging && "opacity-40",
      )}
    >
      {landing && (
        <span
          aria-hidden
          className={cn(
            "pointer-events-none absolute inset-x-1 z-10 h-0.5 rounded-full bg-accent",
            landing === "before" ? "-top-px" : "-bottom-px",
          )}
        />
      )}
      {row.kind === "module" && (
        <span
          aria-hidden
          className="grid size-6 shrink-0 place-items-center rounded-[4px] text-muted"
          onPointerDown={(event) => event.stopPropagation()}
        >
          <ChevronRight
            className={cn("rtl-flip size-4 transition-transform", row.isOpen && "rotate-90 rtl:-rotate-90")}
          />
        </span>
      )}
      {row.kind === "lesson" && (
        <span
          aria-hidden
          className="absolute inset-y-0 start-1 grid w-5 place-items-center text-faint opacity-0 transition-opacity group-hover:opacity-100"
        >
          {mayEdit && <GripVertical className="size-3.5" />}
        </span>
      )}
      {isRenaming ? (
        <RenameField
          label={t("renameOf", { title })}
          title={title}
          onDone={(next) => (next === null ? acts.startRename(null) : acts.rename(row, next))}
        />
      ) : row.kind === "empty" ? (
        <span className="flex items-center gap-1.5 text-muted">
          <Plus aria-hidden className="size-3.5" />
          {t("addFirstLesson")}
        </span>
      ) : (
        <span className="min-w-0 flex-1 truncate" title={title} dir="auto">
          {title}
        </span>
      )}
      {!isRenaming && (
        <span className="ms-auto flex shrink-0 items-center gap-1 text-sm text-faint tabular">
          {row.kind === "lesson" && row.lesson.isPreview && (
            <span className="group-hover:hidden" title={t("preview")}>
              <Eye aria-hidden className="size-3.5" />
              <span className="sr-only">{t("preview")}</span>
            </span>
          )}
          {row.kind === "lesson" && row.lesson.minutes > 0 && (
            <span className="pe-1 group-hover:hidden">{t("minutes", { minutes: row.lesson.minutes })}</span>
          )}
          {row.kind === "module" && !row.isOpen && (
            <span className="pe-1 font-normal group-hover:hidden">{row.module.lessons.length}</span>
          )}
          {mayEdit && row.kind !== "empty" && (
            <RowMenu row={row} title={title} acts={acts}>
              {row.kind === "module" && (
                <IconButton
                  label={t("addLesson")}
                  size="sm"
                  hint={false}
                  tabIndex={-1}
                  onClick={(event) => withoutRow(event, () => acts.addLesson(row))}
                >
                  <Plus aria-hidden />
                </IconButton>
              )}
            </RowMenu>
          )}
        </span>
      )}
    </div>
  );
}

const withoutRow = (event: { stopPropagation: () => void }, act: () => void) => {
  event.stopPropagation();
  act();
};

function RowMenu({
  row,
  title,
  acts,
  children,
}: {
  row: OutlineRow;
  title: string;
  acts: RowActs;
  children: ReactNode;
}) {
  const t = useTranslations("builder.outline");
  return (
    // The row is what is carried and opened; what happens inside its menu is not meant for it.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <span
      className="hidden items-center group-hover:flex group-focus-within:flex has-data-[state=open]:flex tap:flex"
      onClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => event.stopPropagation()}
      onMouseDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {children}
      <DropdownMenu
        align="start"
        trigger={
          <IconButton label={t("acts", { title })} size="sm" hint={false} tabIndex={-1}>
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        <MenuItem shortcut="F2" onSelect={() => acts.startRename(row.id)}>
          {t("rename")}
        </MenuItem>
        {row.kind === "section" ? (
          <MenuItem onSelect={() => acts.dissolve(row)}>{t("dissolve")}</MenuItem>
        ) : (
          <>
            <MenuItem onSelect={() => acts.addLesson(row)}>
              {t(row.kind === "module" ? "addLesson" : "addBelow")}
            </MenuItem>
            {row.kind === "module" && <MenuItem onSelect={() => acts.addModule(row)}>{t("addModuleBelow")}</MenuItem>}
            {row.kind === "lesson" && <MenuItem onSelect={() => acts.startSection(row)}>{t("startSection")}</MenuItem>}
            <MenuSeparator />
            <MenuItem shortcut="Alt ↑" onSelect={() => acts.step(row, -1)}>
              {t("up")}
            </MenuItem>
            <MenuItem shortcut="Alt ↓" onSelect={() => acts.step(row, 1)}>
              {t("down")}
            </MenuItem>
            <MenuSeparator />
            <MenuItem tone="danger" shortcut="Del" onSelect={() => acts.remove(row)}>
              {t("remove")}
            </MenuItem>
          </>
        )}
      </DropdownMenu>
    </span>
  );
}

/** A title being changed in place: Enter and leaving keep it, Escape does not. */
function RenameField({
  label,
  title,
  onDone,
}: {
  label: string;
  title: string;
  onDone: (title: string | null) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    // A menu that closes gives the focus back first.
    const later = requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.select();
    });
    return () => cancelAnimationFrame(later);
  }, []);
  const finish = (next: string | null) => {
    if (isDone.current) return;
    isDone.current = true;
    const trimmed = next?.trim() ?? "";
    onDone(trimmed === "" || trimmed === title ? null : trimmed);
  };
  return (
    <input
      ref={field}
      aria-label={label}
      defaultValue={title}
      maxLength={200}
      dir="auto"
      className="h-7 min-w-0 flex-1 rounded-[4px] border border-accent-ink bg-raised px-1.5 text-base font-normal text-ink select-text"
      onClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => event.stopPropagation()}
      onMouseDown={(event) => event.stopPropagation()}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") finish(event.currentTarget.value);
        else if (event.key === "Escape") finish(null);
      }}
    />
  );
}
