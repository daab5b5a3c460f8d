"use client";
import { CircleDashed } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AppErrorData } from "@/services/shared/app-error";
import type { CourseForEditing } from "@/services/courses/course-for-editing";
import { Button, buttonClass } from "@/components/ui/button";
import { useDuration } from "@/components/ui/duration";
import { RefusalNote } from "@/components/ui/refusal";
import { workPaths } from "@/components/workroom/work-paths";

type Props = {
  course: Pick<CourseForEditing["course"], "_id" | "title" | "lessonCount" | "minutes">;
  problems: CourseForEditing["problems"];
  pending: boolean;
  refusal: AppErrorData | null;
  onPublish: () => void;
};

/** What publishing will do, or what a course needs before it can be. */
export function PublishPanel({ course, problems, pending, refusal, onPublish }: Props) {
  const t = useTranslations("teach.course");
  const duration = useDuration();
  if (problems.length > 0) {
    return (
      <div className="grid gap-3">
        <h2 className="text-base font-medium">{t("stops")}</h2>
        <ul className="grid gap-2">
          {problems.map((problem) => (
            <li key={problem} className="flex gap-2 text-base text-muted">
              <CircleDashed aria-hidden className="mt-0.5 size-4 shrink-0 text-amber-ink" />
              {t(`problems.${problem}`)}
            </li>
          ))}
        </ul>
        {problems.some((problem) => problem !== "course_empty") && (
          <Link
            href={workPaths.details(course._id)}
            className={buttonClass({ size: "sm", className: "justify-self-start" })}
          >
            {t("toDetails")}
          </Link>
        )}
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <h2 className="display text-lg">{t("publishing", { title: course.title })}</h2>
      <p className="text-base text-muted">{t("publishingHint")}</p>
      <p className="text-sm text-muted tabular">
        {t("ready", { lessons: course.lessonCount, minutes: duration(course.minutes) })}
      </p>
      <RefusalNote refusal={refusal} />
      <Button variant="primary" pending={pending} onClick={onPublish}>
        {t("publish")}
      </Button>
    </div>
  );
}
