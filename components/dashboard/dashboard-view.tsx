import Link from "next/link";
import { ArrowRight, Award, BookOpen, Check, Ellipsis, LogOut, PanelTop, Sprout } from "lucide-react";
import { useNow, useTimeZone, useTranslations } from "next-intl";
import type { Dashboard as Desk, LearnCard, RecentEvent } from "@/services/learning/views";
import { CourseCover } from "@/components/courses/course-cover";
import { buttonClass } from "@/components/ui/button";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { RollingCount } from "@/components/ui/live";
import { Progress, ProgressRing } from "@/components/ui/progress";
import { When } from "@/components/ui/when";
import { paths } from "@/lib/paths";

type Props = { desk: Desk; name: string; onLeave: (card: LearnCard) => void };

/** What a student has on their desk: where to go on, everything under way, what is done, what happened lately. */
export function DashboardView({ desk, name, onLeave }: Props) {
  const t = useTranslations("dashboard");
  const isEmpty = desk.active.length === 0 && desk.completed.length === 0;
  const others = desk.active.filter((card) => card.enrollmentId !== desk.continueWith?.enrollmentId);
  return (
    <div className="mx-auto max-w-page px-4 pt-10 sm:px-6 sm:pt-12">
      <h1 className="display text-3xl">
        <Greeting name={name} />
      </h1>
      {!isEmpty && (
        <p className="mt-1.5 font-serif text-md text-muted">
          {t("sum", { active: desk.active.length, completed: desk.completed.length })}
        </p>
      )}
      {isEmpty ? (
        <EmptyState
          icon={<Sprout aria-hidden />}
          title={t("empty")}
          action={
            <Link href={paths.courses} className={buttonClass({ variant: "primary" })}>
              {t("browse")}
            </Link>
          }
        >
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <>
          {desk.continueWith ? <Continue card={desk.continueWith} onLeave={onLeave} /> : <AllDone />}
          <div className="mt-14 grid grid-cols-1 gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
            <div className="grid grid-cols-1 content-start gap-12">
              {others.length > 0 && <Shelf title={t("active")} cards={others} onLeave={onLeave} />}
              {desk.completed.length > 0 && <Shelf title={t("completedTitle")} cards={desk.completed} onLeave={null} />}
              <div>
                <Link href={paths.courses} className={buttonClass({})}>
                  {t("more")}
                </Link>
              </div>
            </div>
            <Lately recent={desk.recent} />
          </div>
        </>
      )}
    </div>
  );
}

function Greeting({ name }: { name: string }) {
  const t = useTranslations("dashboard");
  const timeZone = useTimeZone() ?? "UTC";
  const hour = Number(new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", hourCycle: "h23" }).format(useNow()));
  const part = hour >= 4 && hour < 12 ? "morning" : hour >= 12 && hour < 18 ? "afternoon" : "evening";
  return <>{t("hello", { part, name: familiarName(name) })}</>;
}

const titles = /^(dr|prof|professor|mr|mrs|ms|mx|sir|dame)\.?$/i;

/** How one greets a person: by the first name, or by the whole name of someone who wears a title. */
export function familiarName(name: string): string {
  const first = name.split(" ")[0] ?? name;
  return titles.test(first) ? name : first;
}

function hrefOf(card: LearnCard): string {
  return card.lastLesson ? paths.lesson(card.slug, card.lastLesson._id) : paths.room(card.slug);
}

function Continue({ card, onLeave }: { card: LearnCard; onLeave: (card: LearnCard) => void }) {
  const t = useTranslations("dashboard");
  return (
    <section
      aria-label={t("continueLabel")}
      className="group relative mt-8 grid overflow-hidden rounded-card border bg-raised sm:grid-cols-[minmax(0,19rem)_1fr]"
    >
      <CourseCover
        courseId={card.courseId}
        category={card.category}
        coverUrl={card.coverUrl}
        eager
        className="h-full max-sm:max-h-44"
      />
      <div className="flex flex-col gap-5 p-5 sm:p-7">
        <div className="relative pe-10">
          <div className="absolute -end-2 -top-2">
            <Options card={card} onLeave={() => onLeave(card)} />
          </div>
          <p className="text-sm text-muted">{t("continueLabel")}</p>
          <h2 className="display mt-1 text-2xl">{card.title}</h2>
          <p className="mt-1.5 font-serif text-md text-muted">
            {card.lastLesson ? t("nextUp", { lesson: card.lastLesson.title }) : t("notStarted")}
          </p>
        </div>
        <div className="mt-auto flex flex-wrap items-center gap-x-6 gap-y-4">
          <div className="min-w-44 flex-1">
            <Progress percent={card.percent} label={t("progressOf", { title: card.title })} />
            <p className="tabular mt-2 flex justify-between text-sm text-muted">
              <span>{t("done", { done: card.completedLessons, count: card.lessonCount })}</span>
              <Percent percent={card.percent} />
            </p>
          </div>
          <Link
            href={hrefOf(card)}
            className={buttonClass({
              variant: "primary",
              size: "lg",
              className: "after:absolute after:inset-0 after:rounded-card",
            })}
          >
            {card.completedLessons > 0 || card.lastLesson ? t("continue") : t("start")}
            <ArrowRight aria-hidden className="rtl-flip" />
          </Link>
        </div>
      </div>
    </section>
  );
}

function Percent({ percent }: { percent: number }) {
  const t = useTranslations("courses");
  return <RollingCount value={percent}>{t("percent", { percent })}</RollingCount>;
}

function AllDone() {
  const t = useTranslations("dashboard");
  return (
    <section className="mt-8 flex flex-wrap items-center gap-5 rounded-card border border-accent-line bg-accent-soft p-6">
      <Award aria-hidden className="size-7 text-accent-ink" />
      <div className="flex-1 basis-52">
        <h2 className="display text-xl">{t("allDone")}</h2>
        <p className="text-base text-muted">{t("allDoneHint")}</p>
      </div>
      <Link href={paths.courses} className={buttonClass({ variant: "primary" })}>
        {t("browse")}
      </Link>
    </section>
  );
}

function Shelf({
  title,
  cards,
  onLeave,
}: {
  title: string;
  cards: readonly LearnCard[];
  onLeave: ((card: LearnCard) => void) | null;
}) {
  return (
    <section>
      <h2 className="display text-2xl">{title}</h2>
      <ul className="mt-4 divide-y border-y">
        {cards.map((card) => (
          <li key={card.enrollmentId} className="group relative flex items-center gap-4 py-3.5">
            <CourseCover
              courseId={card.courseId}
              category={card.category}
              coverUrl={card.coverUrl}
              className="w-24 shrink-0 rounded-control sm:w-32"
            />
            <Row card={card} />
            {onLeave && <Options card={card} onLeave={() => onLeave(card)} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ card }: { card: LearnCard }) {
  const t = useTranslations("dashboard");
  const isDone = card.status === "completed";
  return (
    <>
      <div className="min-w-0 flex-1">
        <h3 className="font-serif text-lg leading-6">
          <Link
            href={hrefOf(card)}
            className="rounded-[4px] after:absolute after:inset-0 group-hover:underline group-hover:decoration-line-strong group-hover:underline-offset-4"
          >
            {card.title}
          </Link>
        </h3>
        <p className="mt-1 truncate text-base text-muted">
          {isDone
            ? t("done", { done: card.completedLessons, count: card.lessonCount })
            : card.lastLesson
              ? card.lastLesson.title
              : t("notStarted")}
        </p>
        <p className="mt-0.5 text-sm text-muted max-sm:hidden">
          {t("lastActive")} <When at={card.lastActiveAt} />
        </p>
      </div>
      <ProgressRing percent={card.percent} size={44} label={t("progressOf", { title: card.title })}>
        {isDone ? (
          <Check aria-hidden className="size-4.5 text-accent-ink" />
        ) : (
          <span className="tabular text-xs text-muted">{card.percent}</span>
        )}
      </ProgressRing>
    </>
  );
}

function Options({ card, onLeave }: { card: LearnCard; onLeave: () => void }) {
  const t = useTranslations("dashboard");
  return (
    <div className="relative z-10">
      <DropdownMenu
        trigger={
          <IconButton label={t("options", { title: card.title })} hint={false}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <MenuItem asChild>
          <Link href={paths.course(card.slug)}>
            <PanelTop aria-hidden />
            {t("coursePage")}
          </Link>
        </MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={onLeave}>
          <LogOut aria-hidden className="rtl-flip" />
          {t("leave")}
        </MenuItem>
      </DropdownMenu>
    </div>
  );
}

const marks = { lessonCompleted: Check, courseCompleted: Award, enrolled: BookOpen } as const;

function Lately({ recent }: { recent: readonly RecentEvent[] }) {
  const t = useTranslations("dashboard");
  return (
    <section>
      <h2 className="display text-2xl">{t("recent")}</h2>
      {recent.length === 0 ? (
        <p className="mt-4 text-base text-muted">{t("recentEmpty")}</p>
      ) : (
        <ol className="relative mt-5 grid gap-5 before:absolute before:inset-y-2 before:start-[0.6875rem] before:w-px before:bg-line">
          {recent.map((event) => {
            const Mark = marks[event.kind];
            const href = event.lessonId
              ? paths.lesson(event.courseSlug, event.lessonId)
              : paths.course(event.courseSlug);
            return (
              <li
                key={`${event.kind}-${event.at}-${event.lessonId ?? event.courseSlug}`}
                className="relative flex gap-3"
              >
                <span className="grid size-[1.4375rem] shrink-0 place-items-center rounded-full border bg-paper text-muted">
                  <Mark aria-hidden className="size-3" />
                </span>
                <div className="min-w-0">
                  <p className="text-base">
                    {t.rich(event.kind, {
                      lesson: event.lessonTitle ?? "",
                      course: event.courseTitle,
                      link: (words) => (
                        <Link
                          href={href}
                          className="rounded-[4px] font-medium hover:underline hover:underline-offset-4"
                        >
                          {words}
                        </Link>
                      ),
                    })}
                  </p>
                  <p className="text-sm text-muted">
                    {event.kind === "lessonCompleted" && <span>{event.courseTitle} · </span>}
                    <When at={event.at} />
                  </p>
                </div>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
