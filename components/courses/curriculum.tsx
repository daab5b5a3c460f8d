"use client";
import Link from "next/link";
import { ChevronDown, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CoursePage } from "@/services/courses/course-page";
import { useDuration } from "@/components/ui/duration";
import { paths } from "@/lib/paths";

type Module = CoursePage["modules"][number];

/** A course's modules and lessons, folded; lessons open to all are links. */
export function Curriculum({ slug, modules }: { slug: string; modules: readonly Module[] }) {
  const t = useTranslations("courses");
  const duration = useDuration();
  return (
    <div className="divide-y overflow-hidden rounded-card border bg-raised">
      {modules.map((module, index) => {
        const minutes = module.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
        return (
          <details key={module._id} open={index === 0} className="group">
            <summary className="flex list-none items-center gap-3 px-4 py-3.5 transition-colors hover:bg-sunken/60 focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
              <ChevronDown
                aria-hidden
                className="size-4 shrink-0 -rotate-90 text-muted transition-transform group-open:rotate-0 rtl:rotate-90 rtl:group-open:rotate-0"
              />
              <h3 className="min-w-0 flex-1 text-md font-medium">{module.title}</h3>
              <span className="tabular hidden shrink-0 text-sm text-muted sm:inline">
                {t("lessonCount", { count: module.lessons.length })}
              </span>
              {minutes > 0 && (
                <span className="tabular w-20 shrink-0 text-end text-sm text-muted">{duration(minutes)}</span>
              )}
            </summary>
            <LessonList slug={slug} module={module} />
          </details>
        );
      })}
    </div>
  );
}

function LessonList({ slug, module }: { slug: string; module: Module }) {
  const t = useTranslations("courses");
  const duration = useDuration();
  const sectionTitles = new Map(module.sections.map((section) => [section.key, section.title]));
  return (
    <ol className="grid border-t bg-paper py-2">
      {module.lessons.map((lesson, index) => {
        const section =
          lesson.sectionKey !== module.lessons[index - 1]?.sectionKey && lesson.sectionKey
            ? sectionTitles.get(lesson.sectionKey)
            : null;
        return (
          <li key={lesson._id}>
            {section && (
              <p className="px-4 pt-3 pb-1 ps-11 text-sm font-medium text-muted [overflow-wrap:anywhere]">{section}</p>
            )}
            <div className="flex items-center gap-3 px-4 py-1.5 ps-11 text-base max-sm:gap-2">
              {lesson.isPreview ? (
                <Link
                  href={paths.preview(slug, lesson._id)}
                  className="inline-flex min-w-0 flex-1 items-center gap-2 rounded-[4px] text-accent-ink hover:underline hover:underline-offset-4"
                >
                  <Play aria-hidden className="rtl-flip size-3.5 shrink-0" />
                  <span className="min-w-0 [overflow-wrap:anywhere]">{lesson.title}</span>
                  <span className="sr-only">{t("preview")}</span>
                </Link>
              ) : (
                <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{lesson.title}</span>
              )}
              {lesson.isPreview && (
                <span aria-hidden="true" className="text-sm text-accent-ink max-sm:hidden">
                  {t("preview")}
                </span>
              )}
              {lesson.minutes > 0 && (
                <span className="tabular shrink-0 text-end text-sm text-muted sm:w-20">{duration(lesson.minutes)}</span>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
