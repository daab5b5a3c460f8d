"use client";
import { ArrowLeft, Check, CircleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ShownImport } from "@/services/imports/read-imports";
import type { AppErrorData } from "@/services/shared/app-error";
import { Button, buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";
import { RefusalNote } from "@/components/ui/refusal";
import { Spinner } from "@/components/ui/spinner";
import { WorkPage } from "@/components/workroom/work-page";
import { workPaths } from "@/components/workroom/work-paths";

type Props = {
  run: ShownImport;
  cancelling: boolean;
  refusal: AppErrorData | null;
  onCancel: () => void;
  growing: ReactNode;
  report: ReactNode;
};

const stages = ["queued", "reading", "writing", "done"] as const;

/** An import from its file to its report. */
export function OneImportView({ run, cancelling, refusal, onCancel, growing, report }: Props) {
  const t = useTranslations("imports-screens.one");
  const isUnderWay =
    run.status === "queued" || run.status === "reading" || run.status === "writing" || run.status === "cancelling";
  // It ended before there was a course, or its new course was taken away again.
  const isGone = run.courseId === null || run.isNewCourse;
  const hasReport = run.kept + run.changed + run.lost > 0;
  return (
    <WorkPage
      className="max-w-[64rem]"
      title={run.courseTitle ?? run.fileName}
      hint={
        <Link
          href={workPaths.imports}
          className="inline-flex items-center gap-1.5 hover:text-ink hover:underline hover:underline-offset-4"
        >
          <ArrowLeft aria-hidden className="rtl-flip size-3.5" />
          {t("back")}
          <span className="text-faint">{run.courseTitle ? `· ${run.fileName}` : ""}</span>
        </Link>
      }
      acts={
        run.courseId && run.status !== "cancelled" && run.status !== "failed" ? (
          <Link
            href={workPaths.course(run.courseId)}
            className={buttonClass({ variant: run.status === "done" ? "primary" : "secondary" })}
          >
            {t(run.status === "done" ? "open" : "watch")}
          </Link>
        ) : undefined
      }
    >
      {isUnderWay && <Stages run={run} cancelling={cancelling} onCancel={onCancel} />}
      <RefusalNote refusal={refusal} />
      {run.status === "done" && (
        <p
          role="status"
          className="flex items-center gap-3 rounded-card border border-accent-line bg-accent-soft px-5 py-4 text-md"
        >
          <Check aria-hidden className="size-5 shrink-0 text-accent-ink" />
          {t(run.isNewCourse ? "summaryNew" : "summaryOld", { title: run.courseTitle ?? run.fileName })}
        </p>
      )}
      {run.status === "failed" && <Failure reason={run.failure} isGone={isGone} />}
      {run.status === "cancelled" && (
        <div role="status" className="grid justify-items-start gap-3 rounded-card border bg-raised px-5 py-6">
          <p className="text-md">
            {t("cancelled")} <span className="text-muted">{t(isGone ? "cancelledNew" : "cancelledOld")}</span>
          </p>
          <Link href={workPaths.imports} className={buttonClass({})}>
            {t("again")}
          </Link>
        </div>
      )}
      {growing}
      {hasReport && report}
    </WorkPage>
  );
}

function Stages({ run, cancelling, onCancel }: { run: ShownImport; cancelling: boolean; onCancel: () => void }) {
  const t = useTranslations("imports-screens.one");
  const now = stages.findIndex((stage) => stage === (run.status === "cancelling" ? "writing" : run.status));
  const isLeaving = run.status === "cancelling" || cancelling;
  return (
    <section className="grid gap-5 rounded-card border bg-raised px-5 py-5">
      <ol aria-label={t("stages")} className="flex flex-wrap gap-x-8 gap-y-2">
        {stages.map((stage, at) => (
          <li
            key={stage}
            aria-current={at === now ? "step" : undefined}
            className={cn(
              "flex items-center gap-2 text-base",
              at > now ? "text-faint" : at === now ? "font-medium" : "text-muted",
            )}
          >
            {at < now ? (
              <Check aria-hidden className="size-4 text-accent-ink" />
            ) : at === now ? (
              <Spinner className="text-amber-ink" />
            ) : (
              <span aria-hidden className="mx-1 size-2 rounded-full border border-line-strong" />
            )}
            {t(`stage.${stage}`)}
          </li>
        ))}
      </ol>
      <div className="grid gap-1.5">
        <Progress percent={run.percent ?? 0} label={t("progress")} className="h-2" />
        <p role="status" className="min-h-4.5 text-sm text-muted tabular">
          {isLeaving ? t("cancelling") : run.total > 0 && t("stageDone", { done: run.done, total: run.total })}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button pending={isLeaving} onClick={onCancel}>
          {t("cancel")}
        </Button>
        <p className="text-sm text-muted">{t("cancelHint")}</p>
      </div>
    </section>
  );
}

function Failure({ reason, isGone }: { reason: string | null; isGone: boolean }) {
  const t = useTranslations("imports-screens.one");
  const words = useTranslations("imports.failures");
  return (
    <div
      role="alert"
      className="grid justify-items-start gap-3 rounded-card border border-danger bg-danger-soft px-5 py-6"
    >
      <p className="flex items-center gap-2 text-md font-medium text-danger-ink">
        <CircleAlert aria-hidden className="size-5 shrink-0" />
        {t("failed")}
      </p>
      <p className="text-md">{words(reason && words.has(reason) ? reason : "unexpected")}</p>
      {isGone && <p className="text-base text-muted">{t("failedKept")}</p>}
      <Link href={workPaths.imports} className={buttonClass({})}>
        {t("again")}
      </Link>
    </div>
  );
}
