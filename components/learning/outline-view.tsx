"use client";
import { Check, ChevronDown, Lock } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import type { Room, RoomLesson, RoomModule } from "./types";

type Props = {
  room: Room;
  currentLessonId: string | null;
  lessonHref: (lessonId: string) => string;
  /** Called when a lesson is chosen, e.g. to close the sheet it stands in. */
  onChoose?: () => void;
};

/** The course's outline: ticks as they happen, locks with their reason, the current place. */
export function OutlineView({ room, currentLessonId, lessonHref, onChoose }: Props) {
  const t = useTranslations("learning");
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const row = nav.current?.querySelector<HTMLElement>("[aria-current=page]");
    const frame = nav.current?.closest<HTMLElement>("[data-outline-frame]");
    // Only the outline scrolls to the current place, never the lesson beside it.
    if (row && frame) frame.scrollTop = Math.max(0, row.offsetTop - frame.clientHeight / 3);
  }, [currentLessonId]);
  return (
    <nav ref={nav} aria-label={t("outline")} className="relative grid gap-1 pb-8">
      {room.modules.map((module, at) => (
        <OutlineModule
          key={module._id}
          module={module}
          number={at + 1}
          isOpenAtFirst={
            at === 0 || room.modules.length <= 8 || module.lessons.some((lesson) => lesson._id === currentLessonId)
          }
          {...{ currentLessonId, lessonHref, onChoose }}
        />
      ))}
    </nav>
  );
}

function OutlineModule({
  module,
  number,
  isOpenAtFirst,
  currentLessonId,
  lessonHref,
  onChoose,
}: Omit<Props, "room"> & { module: RoomModule; number: number; isOpenAtFirst: boolean }) {
  const t = useTranslations("learning");
  const holdsCurrent = module.lessons.some((lesson) => lesson._id === currentLessonId);
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const done = module.lessons.filter((lesson) => lesson.isCompleted).length;
  const isShown = isOpen || (holdsCurrent && isOpenAtFirst && isOpen);
  return (
    <section>
      <h3>
        <button
          type="button"
          aria-expanded={isShown}
          onClick={() => setOpen(!isOpen)}
          className="flex w-full items-start gap-2 rounded-control px-3 py-2 text-start hover:bg-sunken"
        >
          <ChevronDown
            aria-hidden
            className={cn(
              "mt-0.5 size-4 shrink-0 text-muted transition-transform",
              !isShown && "-rotate-90 rtl:rotate-90",
            )}
          />
          <span className="grid flex-1">
            <span className="text-sm text-faint">{t("moduleNumber", { number })}</span>
            <span className="text-base font-semibold">{module.title}</span>
          </span>
          <span
            className="tabular mt-0.5 text-sm text-muted"
            aria-label={t("doneOf", { done, total: module.lessons.length })}
          >
            {t("fraction", { done, total: module.lessons.length })}
          </span>
        </button>
      </h3>
      {isShown && (
        <ol className="grid gap-px ps-3">
          {module.lessons.map((lesson, at) => {
            const section = startsSection(module, at);
            return (
              <li key={lesson._id}>
                {section && <p className="px-3 pt-3 pb-1 text-sm font-medium text-muted">{section}</p>}
                <OutlineLesson
                  lesson={lesson}
                  isCurrent={lesson._id === currentLessonId}
                  href={lessonHref(lesson._id)}
                  onChoose={onChoose}
                />
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}

/** The title of the section that begins at a lesson, or null within one. */
function startsSection(module: RoomModule, at: number): string | null {
  const key = module.lessons[at]?.sectionKey ?? null;
  if (key === null || key === (module.lessons[at - 1]?.sectionKey ?? null)) return null;
  return module.sections.find((section) => section.key === key)?.title ?? null;
}

function OutlineLesson({
  lesson,
  isCurrent,
  href,
  onChoose,
}: {
  lesson: RoomLesson;
  isCurrent: boolean;
  href: string;
  onChoose?: (() => void) | undefined;
}) {
  const t = useTranslations("learning");
  const row = "flex items-start gap-2.5 rounded-control px-3 py-1.5 text-base";
  const words = (
    <>
      <span className="min-w-0 flex-1">{lesson.title}</span>
      {lesson.minutes > 0 && (
        <span className="tabular shrink-0 text-sm text-faint">{t("minutesShort", { minutes: lesson.minutes })}</span>
      )}
    </>
  );
  if (lesson.isLocked) {
    return (
      <Tooltip label={t("lockedReason")} side="right">
        <span tabIndex={0} role="link" aria-disabled="true" className={cn(row, "text-muted")}>
          <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
          {words}
          <span className="sr-only">{t("lockedReason")}</span>
        </span>
      </Tooltip>
    );
  }
  return (
    <Link
      href={href}
      onClick={onChoose}
      aria-current={isCurrent ? "page" : undefined}
      className={cn(
        row,
        "hover:bg-sunken aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent-ink",
      )}
    >
      <Tick isDone={lesson.isCompleted} />
      {words}
    </Link>
  );
}

/** A ring that becomes a tick. */
export function Tick({ isDone }: { isDone: boolean }) {
  const t = useTranslations("learning");
  return (
    <span
      className={cn(
        "mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border transition-colors",
        isDone ? "border-accent bg-accent text-on-accent" : "border-line-strong",
      )}
    >
      {isDone && <Check aria-hidden className="size-3 animate-rise" strokeWidth={3} />}
      <span className="sr-only">{t(isDone ? "completed" : "notCompleted")}</span>
    </span>
  );
}
