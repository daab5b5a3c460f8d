"use client";
import type { FunctionReturnType } from "convex/server";
import Link from "next/link";
import { useConvexAuth } from "convex/react";
import { ArrowLeft, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { api } from "@/convex/_generated/api";
import { assetMap } from "@/components/lessons/asset-map";
import { LessonView } from "@/components/lessons/lesson-view";
import { QuestionView } from "@/components/questions/question-view";
import { ReaderVideos } from "@/components/videos/lesson-videos";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/lib/paths";
import { useAsk, type Asked } from "@/lib/use-ask";
import { NoSuchLesson } from "./no-such-lesson";
import { PreviewSkeleton } from "./preview-skeleton";

type Props = {
  slug: string;
  lessonId: string;
  /** What the server drew for a visitor; loading when it could not ask. */
  first: Asked<FunctionReturnType<typeof api.learning.lesson>>;
};

/** A lesson that everyone may read before deciding on its course. */
export function PreviewLesson({ slug, lessonId, first }: Props) {
  const t = useTranslations("courses");
  const { isLoading } = useConvexAuth();
  const live = useAsk(api.learning.lesson, { lessonId });
  // A visitor's refusal is not yet the answer to someone whose session is still being read.
  const asked = live.state === "loading" && first.state === "ready" ? first : live;
  if (asked.state === "loading" || (isLoading && asked.state === "refused")) return <PreviewSkeleton />;
  if (asked.state === "refused")
    return asked.refusal.code === "not_found" ? <NoSuchLesson slug={slug} /> : <Closed slug={slug} />;
  if (asked.value === null) return <NoSuchLesson slug={slug} />;
  const { lesson, blocks, assets, questions, videos } = asked.value;
  return (
    <PreviewFrame slug={slug} courseTitle={lesson.courseTitle} moduleTitle={lesson.moduleTitle} title={lesson.title}>
      <ReaderVideos videos={videos} isRecorded={false}>
        <LessonView
          blocks={blocks}
          assets={assets}
          lessonHref={null}
          question={(questionId) => {
            const question = questions.find((candidate) => candidate._id === questionId);
            return (
              question && (
                <QuestionView
                  question={question}
                  answer={null}
                  around={{ assets: assetMap(assets), lessonHref: null }}
                  pending={false}
                  refusal={null}
                  onSubmit={null}
                  why={t("previewQuestion")}
                />
              )
            );
          }}
        />
      </ReaderVideos>
    </PreviewFrame>
  );
}

type FrameProps = { slug: string; courseTitle: string; moduleTitle: string; title: string; children: ReactNode };

/** The page around a preview lesson: where it belongs, and how to go on. */
export function PreviewFrame({ slug, courseTitle, moduleTitle, title, children }: FrameProps) {
  const t = useTranslations("courses");
  return (
    <article className="mx-auto max-w-[46rem] px-4 pt-6 sm:px-6">
      <p className="text-base text-muted">
        <Link href={paths.course(slug)} className="rounded-[4px] hover:text-ink">
          <ArrowLeft aria-hidden className="rtl-flip me-1.5 inline size-4 align-[-0.2em]" />
          {t.rich("previewBar", {
            title: courseTitle,
            course: (title) => <span className="text-ink underline underline-offset-4">{title}</span>,
          })}
        </Link>
      </p>
      <p className="mt-8 text-sm text-muted">{moduleTitle}</p>
      <h1 className="display mt-1 mb-8 text-3xl">{title}</h1>
      {children}
      <aside className="mt-14 grid gap-4 rounded-card border border-accent-line bg-accent-soft p-6 sm:grid-cols-[1fr_auto] sm:items-center">
        <div>
          <h2 className="display text-xl">{t("previewEnd")}</h2>
          <p className="mt-1 text-base text-muted">{t("previewEndHint")}</p>
        </div>
        <Link href={paths.course(slug)} className={buttonClass({ variant: "primary", size: "lg" })}>
          {t("backToCourse")}
        </Link>
      </aside>
    </article>
  );
}

function Closed({ slug }: { slug: string }) {
  const t = useTranslations("courses");
  return (
    <EmptyState
      heading="h1"
      className="py-24"
      icon={<Lock aria-hidden />}
      title={t("notPreview")}
      action={
        <Link href={paths.course(slug)} className={buttonClass({ variant: "primary" })}>
          {t("backToCourse")}
        </Link>
      }
    >
      {t("notPreviewHint")}
    </EmptyState>
  );
}
