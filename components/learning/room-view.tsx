"use client";
import { ChevronLeft, ChevronRight, ListTree, PanelLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { Sheet } from "@/components/ui/sheet";
import { OutlineView } from "./outline-view";
import type { Room } from "./types";

type Neighbour = { _id: string; title: string } | null;
type Props = {
  room: Room;
  currentLessonId: string | null;
  lessonHref: (lessonId: string) => string;
  previous: Neighbour;
  next: Neighbour;
  children: ReactNode;
};

/** The learning room's frame: outline at the left, the lesson in one column, the course's progress as a thin line on top. */
export function RoomView({ room, currentLessonId, lessonHref, previous, next, children }: Props) {
  const t = useTranslations("learning");
  const [isOutlineShown, setOutlineShown] = useState(true);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const outline = (onChoose?: () => void) => (
    <OutlineView room={room} currentLessonId={currentLessonId} lessonHref={lessonHref} onChoose={onChoose} />
  );
  const isStudent = room.access === "enrolled";
  return (
    <div className="relative flex min-h-[calc(100dvh-3.5rem)]">
      {isStudent && (
        <Progress
          percent={room.percent}
          label={t("courseProgress")}
          className="fixed inset-x-0 top-0 z-40 h-[3px] rounded-none bg-transparent"
        />
      )}
      <aside
        data-outline-frame
        className={cn(
          "sticky top-14 hidden h-[calc(100dvh-3.5rem)] w-80 shrink-0 overflow-y-auto border-e bg-raised lg:block",
          !isOutlineShown && "lg:hidden",
        )}
      >
        <header className="grid gap-2 border-b px-6 py-4">
          <Link href={`/courses/${room.course.slug}`} className="display text-lg leading-6 hover:underline">
            {room.course.title}
          </Link>
          {isStudent && (
            <div className="flex items-center gap-3 text-sm text-muted">
              <Progress percent={room.percent} label={t("courseProgress")} className="flex-1" />
              <span className="tabular">{t("percent", { percent: room.percent })}</span>
            </div>
          )}
        </header>
        <div className="p-3">{outline()}</div>
      </aside>
      <div className="min-w-0 flex-1 pb-20 lg:pb-0">
        <div className="hidden px-4 pt-3 lg:block">
          <IconButton
            label={t(isOutlineShown ? "hideOutline" : "showOutline")}
            aria-pressed={!isOutlineShown}
            onClick={() => setOutlineShown(!isOutlineShown)}
          >
            <PanelLeft aria-hidden className="rtl-flip" />
          </IconButton>
        </div>
        {children}
      </div>
      <nav
        aria-label={t("move")}
        className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-3 border-t bg-raised pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        <BarLink to={previous} href={lessonHref} label={t("previous")}>
          <ChevronLeft aria-hidden className="size-5 rtl-flip" />
        </BarLink>
        <button
          type="button"
          onClick={() => setSheetOpen(true)}
          className="grid justify-items-center gap-0.5 py-2 text-sm text-muted"
        >
          <ListTree aria-hidden className="size-5" />
          {t("outlineShort")}
        </button>
        <BarLink to={next} href={lessonHref} label={t("next")}>
          <ChevronRight aria-hidden className="size-5 rtl-flip" />
        </BarLink>
      </nav>
      <Sheet
        open={isSheetOpen}
        onOpenChange={setSheetOpen}
        side="bottom"
        title={room.course.title}
        description={isStudent ? t("percentDone", { percent: room.percent }) : undefined}
      >
        {outline(() => setSheetOpen(false))}
      </Sheet>
    </div>
  );
}

function BarLink({
  to,
  href,
  label,
  children,
}: {
  to: Neighbour;
  href: (lessonId: string) => string;
  label: string;
  children: ReactNode;
}) {
  const look = "grid justify-items-center gap-0.5 py-2 text-sm text-muted";
  return to ? (
    <Link href={href(to._id)} className={look}>
      {children}
      {label}
    </Link>
  ) : (
    <span aria-disabled="true" className={cn(look, "opacity-40")}>
      {children}
      {label}
    </span>
  );
}

/** Previous and next at the foot of a lesson, by name. */
export function Neighbours({
  previous,
  next,
  lessonHref,
}: {
  previous: Neighbour;
  next: Neighbour;
  lessonHref: (lessonId: string) => string;
}) {
  const t = useTranslations("learning");
  return (
    <nav aria-label={t("move")} className="mt-4 hidden grid-cols-2 gap-4 border-t pt-6 lg:grid">
      {previous ? (
        <Link
          href={lessonHref(previous._id)}
          className={cn(buttonClass({ variant: "ghost" }), "h-auto justify-start gap-3 py-2 whitespace-normal")}
        >
          <ChevronLeft aria-hidden className="rtl-flip" />
          <span className="grid text-start">
            <span className="text-sm font-normal text-muted">{t("previous")}</span>
            {previous.title}
          </span>
        </Link>
      ) : (
        <span />
      )}
      {next && (
        <Link
          href={lessonHref(next._id)}
          className={cn(buttonClass({ variant: "ghost" }), "h-auto justify-end gap-3 py-2 whitespace-normal")}
        >
          <span className="grid text-end">
            <span className="text-sm font-normal text-muted">{t("next")}</span>
            {next.title}
          </span>
          <ChevronRight aria-hidden className="rtl-flip" />
        </Link>
      )}
    </nav>
  );
}
