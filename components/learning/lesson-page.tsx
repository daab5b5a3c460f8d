"use client";
import { ArrowRight, Check, Clock, PartyPopper, Pencil } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, type ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button, buttonClass } from "@/components/ui/button";
import { WithRail } from "@/components/videos/rail";
import { Neighbours } from "./room-view";
import type { OpenLesson, Room } from "./types";

type Neighbour = { _id: string; title: string } | null;
type Props = {
  room: Room;
  opened: OpenLesson;
  previous: Neighbour;
  next: Neighbour;
  lessonHref: (id: string) => string;
  onComplete: () => void;
  onCompleteAndNext: (() => void) | null;
  onUndo: () => void;
  children: ReactNode;
};

/** A lesson's page: its title, its blocks, its tick, its neighbours. */
export function LessonPage({
  room,
  opened,
  previous,
  next,
  lessonHref,
  onComplete,
  onCompleteAndNext,
  onUndo,
  children,
}: Props) {
  const t = useTranslations("learning");
  const { lesson, access } = opened;
  const isCompleted = opened.progress?.completedAt !== null && opened.progress?.completedAt !== undefined;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Arriving by a link inside the room: a screen reader and the keyboard go on from the new lesson's title.
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [lesson._id]);
  return (
    <WithRail label={t("rail")}>
      <article className="mx-auto grid w-full max-w-[46rem] grid-cols-1 gap-8 px-4 pt-6 pb-12 lg:px-8 lg:pt-2">
        <header className="grid gap-2">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            <span>{lesson.moduleTitle}</span>
            {lesson.minutes > 0 && (
              <span className="inline-flex items-center gap-1">
                <Clock aria-hidden className="size-3.5" />
                {t("readingTime", { minutes: lesson.minutes })}
              </span>
            )}
            {access === "preview" && <Badge>{t("preview")}</Badge>}
          </p>
          <h1 ref={heading} tabIndex={-1} className="display text-3xl outline-none">
            {lesson.title}
          </h1>
          {access !== "enrolled" && (
            <p className="flex flex-wrap items-center gap-3 rounded-control bg-sunken px-4 py-3 text-base text-muted">
              <span className="flex-1">{t(access === "staff" ? "staffNote" : "previewNote")}</span>
              <Link href={`/courses/${encodeURIComponent(room.course.slug)}`} className={buttonClass({ size: "sm" })}>
                {access === "staff" && <Pencil aria-hidden />}
                {t("seeCourse")}
              </Link>
            </p>
          )}
        </header>
        {opened.blocks.length === 0 ? <p className="text-md text-muted">{t("empty")}</p> : children}
        {access === "enrolled" && (
          <footer className="grid gap-4">
            <div className="flex flex-wrap items-center gap-3 border-t pt-6">
              {isCompleted ? (
                <>
                  <p role="status" className="flex items-center gap-2 text-md font-medium text-accent-ink">
                    <Check aria-hidden className="size-5" />
                    {t("markedComplete")}
                  </p>
                  <Button variant="quiet" size="sm" onClick={onUndo}>
                    {t("undo")}
                  </Button>
                  {next && (
                    <Link
                      href={lessonHref(next._id)}
                      className={buttonClass({ variant: "primary", size: "lg", className: "ms-auto" })}
                    >
                      {t("keys.next")}
                      <ArrowRight aria-hidden className="rtl-flip" />
                    </Link>
                  )}
                </>
              ) : (
                <>
                  {onCompleteAndNext && (
                    <Button variant="primary" size="lg" onClick={onCompleteAndNext}>
                      {t("completeAndNext")}
                    </Button>
                  )}
                  <Button variant={onCompleteAndNext ? "secondary" : "primary"} size="lg" onClick={onComplete}>
                    <Check aria-hidden />
                    {t("markComplete")}
                  </Button>
                </>
              )}
            </div>
            {room.enrollmentStatus === "completed" && (
              <CourseDone title={room.course.title} count={room.course.lessonCount} />
            )}
          </footer>
        )}
        <Neighbours previous={previous} next={next} lessonHref={lessonHref} />
      </article>
    </WithRail>
  );
}

function CourseDone({ title, count }: { title: string; count: number }) {
  const t = useTranslations("learning");
  return (
    <section
      role="status"
      className="flex flex-wrap items-center gap-4 rounded-card border border-accent-line bg-accent-soft p-5"
    >
      <PartyPopper aria-hidden className="size-6 shrink-0 text-accent-ink" />
      <div className="grid flex-1 basis-52 gap-1">
        <h2 className="display text-xl">{t("courseDone")}</h2>
        <p className="text-base text-muted">{t("courseDoneText", { count, title })}</p>
      </div>
      <Link href="/learn" className={buttonClass({})}>
        {t("backToDashboard")}
      </Link>
    </section>
  );
}
