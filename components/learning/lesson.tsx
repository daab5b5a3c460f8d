"use client";
import { useMutation } from "convex/react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useMemo } from "react";
import { assetMap } from "@/components/lessons/asset-map";
import { LessonView } from "@/components/lessons/lesson-view";
import { QuestionView } from "@/components/questions/question-view";
import { ReaderVideos } from "@/components/videos/lesson-videos";
import { Button } from "@/components/ui/button";
import { Refused } from "@/components/ui/refusal";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { useAct } from "@/lib/use-act";
import { useAsk } from "@/lib/use-ask";
import { LessonPage } from "./lesson-page";
import { withTick } from "./optimistic";
import { LessonSkeleton } from "./room-skeleton";
import type { OpenLesson, Room } from "./types";
import { useVisit } from "./use-visit";

type Neighbour = { _id: string; title: string } | null;
type Props = { room: Room; lessonId: string; lessonHref: (id: string) => string; previous: Neighbour; next: Neighbour };

/** One open lesson: reads it live, records the visit, ticks it. */
export function Lesson({ room, lessonId, lessonHref, previous, next }: Props) {
  const t = useTranslations("learning");
  const router = useRouter();
  const asked = useAsk(api.learning.lesson, { lessonId: lessonId });
  const opened = asked.state === "ready" ? asked.value : null;
  const isRecorded = opened?.access === "enrolled";
  const visitor = useVisit(lessonId, isRecorded);
  useEffect(() => {
    if (isRecorded) visitor.open();
    return visitor.flush;
  }, [visitor, isRecorded]);

  const slug = room.course.slug;
  const complete = useMutation(api.progress.complete).withOptimisticUpdate((local) =>
    withTick(local, slug, lessonId, true),
  );
  const uncomplete = useMutation(api.progress.uncomplete).withOptimisticUpdate((local) =>
    withTick(local, slug, lessonId, false),
  );

  if (asked.state === "loading") return <LessonSkeleton />;
  if (asked.state === "refused") {
    return (
      <Refused
        heading="h2"
        refusal={asked.refusal}
        action={
          <Button asChild variant="primary">
            <Link href={`/courses/${encodeURIComponent(slug)}`}>{t("seeCourse")}</Link>
          </Button>
        }
      />
    );
  }
  if (!opened) return <Refused heading="h2" refusal={{ code: "not_found", reason: "lesson" }} />;
  const id = lessonId as Id<"lessons">;
  return (
    <LessonPage
      room={room}
      opened={opened}
      previous={previous}
      next={next}
      lessonHref={lessonHref}
      onComplete={() => void complete({ lessonId: id })}
      onCompleteAndNext={
        next
          ? () => {
              void complete({ lessonId: id });
              router.push(lessonHref(next._id));
            }
          : null
      }
      onUndo={() => void uncomplete({ lessonId: id })}
    >
      <LessonBody
        opened={opened}
        lessonHref={lessonHref}
        onSecond={(blockId, seconds) => visitor.at({ blockId, seconds, scroll: null })}
      />
    </LessonPage>
  );
}

/** The blocks of an open lesson with their questions answered in place. */
function LessonBody({
  opened,
  lessonHref,
  onSecond,
}: {
  opened: OpenLesson;
  lessonHref: (id: string) => string;
  onSecond: (blockId: string, seconds: number) => void;
}) {
  const t = useTranslations("learning");
  const assets = useMemo(() => assetMap(opened.assets), [opened.assets]);
  const position = opened.progress?.position;
  return (
    <ReaderVideos videos={opened.videos} isRecorded={opened.access === "enrolled"}>
      <LessonView
        blocks={opened.blocks}
        assets={opened.assets}
        lessonHref={lessonHref}
        resume={position?.blockId && position.seconds ? { blockId: position.blockId, seconds: position.seconds } : null}
        onSecond={opened.access === "enrolled" ? onSecond : undefined}
        question={(questionId) => {
          const question = opened.questions.find((candidate) => candidate._id === questionId);
          if (!question) return null;
          const answer = opened.answers.find((candidate) => candidate.questionId === questionId) ?? null;
          if (opened.access === "enrolled")
            return <AnsweredQuestion question={question} answer={answer} around={{ assets, lessonHref }} />;
          return (
            <QuestionView
              question={question}
              answer={null}
              around={{ assets, lessonHref }}
              pending={false}
              refusal={null}
              onSubmit={null}
              why={t(opened.access === "staff" ? "staffMayNotAnswer" : "enrolToAnswer")}
            />
          );
        }}
      />
    </ReaderVideos>
  );
}

type AnsweredProps = Pick<Parameters<typeof QuestionView>[0], "question" | "answer" | "around">;

function AnsweredQuestion({ question, answer, around }: AnsweredProps) {
  const { act, pending, refusal } = useAct(api.answers.submit);
  return (
    <QuestionView
      {...{ question, answer, around, pending, refusal }}
      onSubmit={(response) => act({ questionId: question._id, response })}
    />
  );
}
