"use client";
import {
  BookOpen,
  ArrowDown,
  ArrowRight,
  ArrowUp,
  CornerDownLeft,
  FileText,
  GraduationCap,
  PencilLine,
  Search,
  SquareTerminal,
} from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { Spinner } from "@/components/ui/spinner";
import { Marked } from "./marked";
import type { PaletteGroup, PaletteRow } from "./palette-rows";

export type PaletteState = "ready" | "searching" | "away";
type Props = {
  query: string;
  onQuery: (query: string) => void;
  groups: readonly PaletteGroup[];
  state: PaletteState;
  /** `isElsewhere`: it opens in another tab, and the palette stays. */
  onChoose: (row: PaletteRow, isElsewhere: boolean) => void;
  onClose: () => void;
};

const icons = {
  learning: GraduationCap,
  teaching: PencilLine,
  course: BookOpen,
  lesson: FileText,
  command: SquareTerminal,
  all: Search,
} as const;

/** A field with the lines that fit what is typed: arrows move, Enter goes, Esc closes and gives the focus back. */
export function PaletteView({ query, onQuery, groups, state, onChoose, onClose }: Props) {
  const t = useTranslations("search");
  const listId = useId();
  const rows = groups.flatMap((group) => group.rows);
  const [activeId, setActiveId] = useState<string | null>(null);
  // The first line is the active one until an arrow says otherwise; a line that went away gives way to it.
  const active = rows.find((row) => row.id === activeId) ?? rows[0] ?? null;
  const optionId = (row: PaletteRow) => `${listId}-${row.id}`;
  const list = useRef<HTMLDivElement>(null);
  const activeOption = active && optionId(active);
  useEffect(() => {
    if (activeOption) document.getElementById(activeOption)?.scrollIntoView({ block: "nearest" });
  }, [activeOption]);

  const onKey = (event: KeyboardEvent) => {
    // Enter that ends a word of Chinese or Japanese is not a choice.
    if (event.nativeEvent.isComposing) return;
    const at = active ? rows.indexOf(active) : -1;
    const goTo = (index: number) => {
      event.preventDefault();
      setActiveId(rows[(index + rows.length) % rows.length]?.id ?? null);
    };
    if (event.key === "ArrowDown") goTo(at + 1);
    else if (event.key === "ArrowUp") goTo(at - 1);
    else if (event.key === "PageDown") goTo(Math.min(at + 8, rows.length - 1));
    else if (event.key === "PageUp") goTo(Math.max(at - 8, 0));
    else if (event.key === "Enter" && active) {
      event.preventDefault();
      const isElsewhere = (event.ctrlKey || event.metaKey) && active.href !== undefined;
      if (isElsewhere) window.open(active.href, "_blank", "noopener");
      onChoose(active, isElsewhere);
    }
  };
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-3 z-50 mx-auto flex max-h-[min(80dvh,36rem)] animate-fade flex-col overflow-hidden rounded-card border border-line bg-raised shadow-float sm:top-[12dvh] sm:max-w-xl"
        >
          <Radix.Title className="sr-only">{t("title")}</Radix.Title>
          <div className="flex items-center gap-3 border-b px-4">
            <Search aria-hidden className="size-[1.125rem] shrink-0 text-muted" />
            <input
              type="text"
              role="combobox"
              aria-label={t("title")}
              aria-expanded={rows.length > 0}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={activeOption ?? undefined}
              autoComplete="off"
              autoCorrect="off"
              spellCheck={false}
              enterKeyHint="go"
              maxLength={500}
              placeholder={t("placeholder")}
              value={query}
              onChange={(event) => {
                onQuery(event.target.value);
                setActiveId(null);
              }}
              onKeyDown={onKey}
              className="h-13 min-w-0 flex-1 bg-transparent text-md outline-none placeholder:text-faint"
            />
            {state === "searching" && <Spinner className="text-muted" />}
            <Radix.Close className="rounded-control px-1 text-sm text-muted sm:hidden">{t("close")}</Radix.Close>
          </div>
          <div ref={list} className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2">
            {state === "away" && (
              <p className="mx-2 mt-1 mb-2 rounded-control bg-amber-soft px-3 py-2 text-base text-amber-ink">
                {t("away")}
              </p>
            )}
            <div id={listId} role="listbox" aria-label={t("results")}>
              {groups.map((group) => (
                <div key={group.key} role="group" aria-labelledby={`${listId}-${group.key}`} className="pb-1.5">
                  <p
                    id={`${listId}-${group.key}`}
                    role="presentation"
                    className={cn("px-2.5 pt-2 pb-1 text-xs font-medium text-faint", group.key === "all" && "sr-only")}
                  >
                    {t(`groups.${group.key}`)}
                  </p>
                  {group.rows.map((row) => (
                    <Line
                      key={row.id}
                      id={optionId(row)}
                      row={row}
                      isActive={row === active}
                      onPoint={() => setActiveId(row.id)}
                      onChoose={onChoose}
                    />
                  ))}
                </div>
              ))}
            </div>
            {rows.every((row) => row.kind === "all") && state === "ready" && query.trim() !== "" && (
              <p className="px-3 py-6 text-center text-base text-muted">{t("nothing", { query: query.trim() })}</p>
            )}
          </div>
          <p role="status" className="sr-only">
            {query.trim() && state === "ready"
              ? t("announce", { count: rows.filter((row) => row.kind !== "all").length })
              : ""}
          </p>
          <p aria-hidden="true" className="flex gap-4 border-t px-4 py-2 text-xs text-muted max-sm:hidden">
            <span className="flex items-center gap-1.5">
              <Kbd>
                <ArrowUp className="size-3" />
              </Kbd>
              <Kbd>
                <ArrowDown className="size-3" />
              </Kbd>{" "}
              {t("hints.move")}
            </span>
            <span className="flex items-center gap-1.5">
              <Kbd>
                <CornerDownLeft className="size-3" />
              </Kbd>{" "}
              {t("hints.go")}
            </span>
            <span className="ms-auto flex items-center gap-1.5">
              <Kbd>Esc</Kbd> {t("hints.close")}
            </span>
          </p>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type LineProps = {
  id: string;
  row: PaletteRow;
  isActive: boolean;
  onPoint: () => void;
  onChoose: Props["onChoose"];
};

function Line({ id, row, isActive, onPoint, onChoose }: LineProps) {
  const t = useTranslations("search");
  // A command that leads somewhere is a way, not an act.
  const isWay = row.kind === "command" && row.href !== undefined;
  const Icon = isWay ? ArrowRight : icons[row.kind];
  const shared = {
    id,
    role: "option" as const,
    "aria-selected": isActive,
    tabIndex: -1,
    onMouseMove: onPoint,
    className: cn(
      "flex min-h-10 w-full items-center gap-3 rounded-control px-2.5 py-1.5 text-start text-base",
      isActive && "bg-accent-soft",
    ),
  };
  const words = (
    <>
      <Icon
        aria-hidden
        className={cn("size-4 shrink-0", isWay && "rtl-flip", isActive ? "text-accent-ink" : "text-muted")}
      />
      <span className="grid min-w-0 flex-1">
        <span dir="auto" className="truncate">
          {row.kind === "all" ? t("all", { query: row.title }) : <Marked text={row.title} />}
        </span>
        {row.detail && (
          <span dir="auto" className="truncate text-sm text-muted">
            {row.detail}
          </span>
        )}
      </span>
      {row.isDraft && <Badge tone="outline">{t("draft")}</Badge>}
    </>
  );
  if (!row.href) {
    // Focus stays in the field: it hears the keys for every row.
    return (
      // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
      <div {...shared} onClick={() => onChoose(row, false)}>
        {words}
      </div>
    );
  }
  // A link, so that it opens in another tab as links do.
  const onClick = (event: MouseEvent) => {
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!isElsewhere) event.preventDefault();
    onChoose(row, isElsewhere);
  };
  return (
    <a {...shared} href={row.href} onClick={onClick} onAuxClick={(event) => event.button === 1 && onChoose(row, true)}>
      {words}
    </a>
  );
}
