"use client";
import { useConvexAuth } from "convex/react";
import { BookOpen } from "lucide-react";
import Link from "next/link";
import { useParams, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo } from "react";
import { NoSuchCourse } from "@/components/courses/no-such-course";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Refused } from "@/components/ui/refusal";
import { api } from "@/convex/_generated/api";
import { useAuth } from "@/lib/auth/auth";
import { useAsk } from "@/lib/use-ask";
import { usePageTitle } from "@/lib/use-page-title";
import { Lesson } from "./lesson";
import { LessonSkeleton, RoomSkeleton } from "./room-skeleton";
import { RoomView } from "./room-view";
import { useLessonKeys } from "./use-lesson-keys";

/** The learning room of one course, at the lesson of the address; without one it goes on where the student was. */
export function LearningRoom({ slug }: { slug: string }) {
  const t = useTranslations("learning");
  const shell = useTranslations("shell");
  const { signOut } = useAuth();
  const { lessonId = null } = useParams<{ lessonId?: string }>();
  const router = useRouter();
  const { isLoading: isArriving } = useConvexAuth();
  const asked = useAsk(api.learning.room, isArriving ? "skip" : { slug });
  const room = asked.state === "ready" ? asked.value : null;
  const lessonHref = useCallback((id: string) => `/learn/${encodeURIComponent(slug)}/${id}`, [slug]);

  const lessons = useMemo(() => room?.modules.flatMap((module) => module.lessons) ?? [], [room]);
  const at = lessons.findIndex((lesson) => lesson._id === lessonId);
  const open = useCallback(
    (index: number) => lessons.slice(index).find((lesson) => !lesson.isLocked) ?? null,
    [lessons],
  );
  const lesson = lessons[at];
  usePageTitle(room && [lesson?.title, room.course.title].filter(Boolean).join(" · "));
  const next = at >= 0 ? open(at + 1) : null;
  const previous = at > 0 ? (lessons.slice(0, at).findLast((lesson) => !lesson.isLocked) ?? null) : null;

  const resume = room ? (room.resumeLessonId ?? open(0)?._id ?? null) : null;
  useEffect(() => {
    if (!lessonId && resume) router.replace(lessonHref(resume));
  }, [lessonId, resume, router, lessonHref]);
  useLessonKeys({
    onNext: next ? () => router.push(lessonHref(next._id)) : null,
    onPrevious: previous ? () => router.push(lessonHref(previous._id)) : null,
  });

  if (asked.state === "refused") {
    return (
      <Refused
        refusal={asked.refusal}
        action={
          asked.refusal.reason === "deactivated" ? (
            <Button onClick={() => void signOut()}>{shell("signOut")}</Button>
          ) : (
            <Button asChild variant="primary">
              <Link href={`/courses/${encodeURIComponent(slug)}`}>{t("seeCourse")}</Link>
            </Button>
          )
        }
      />
    );
  }
  if (asked.state === "loading") return <RoomSkeleton />;
  if (!room) return <NoSuchCourse />;
  if (lessons.length === 0) {
    return (
      <EmptyState heading="h1" icon={<BookOpen aria-hidden />} title={t("noLessons")}>
        {t("noLessonsText")}
      </EmptyState>
    );
  }
  return (
    <RoomView room={room} currentLessonId={lessonId} lessonHref={lessonHref} previous={previous} next={next}>
      {lessonId ? (
        <Lesson
          key={lessonId}
          room={room}
          lessonId={lessonId}
          lessonHref={lessonHref}
          previous={previous}
          next={next}
        />
      ) : resume ? (
        <LessonSkeleton />
      ) : (
        <EmptyState
          heading="h1"
          title={t("noLessons")}
          action={
            <Link href={`/courses/${encodeURIComponent(slug)}`} className={buttonClass({ variant: "primary" })}>
              {t("seeCourse")}
            </Link>
          }
        />
      )}
    </RoomView>
  );
}
