"use client";
import { ListTree } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { LessonEditor } from "@/components/lesson-editor/lesson-editor";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { useAsk } from "@/lib/use-ask";
import { OutlineEditor } from "./outline-editor";
import { useOutlineChanges } from "./use-outline-changes";

/** The builder of a course: its outline at the left, the open lesson as students will see it, settings at the right. */
export function Builder({ courseId }: { courseId: string }) {
  const t = useTranslations("builder");
  const id = courseId as Id<"courses">;
  const [lessonParam, setLesson] = useQueryState("lesson", parseAsString.withOptions({ history: "push" }));
  const asked = useAsk(api.lessons.outline, { courseId: id });
  const course = useAsk(api.courses.forEditing, { courseId: id });
  const { changes, renaming, setRenaming } = useOutlineChanges(id, (lessonId) => void setLesson(lessonId), lessonParam);

  // A refusal is said by the course's frame, which asks for the same course.
  if (asked.state === "refused" || course.state === "refused") return null;
  if (asked.state === "loading" || course.state === "loading") return <BuilderSkeleton />;
  const outline = asked.value;
  const mayEdit = course.value.rights.edit;
  const lessons = outline.modules.flatMap((module) => module.lessons);
  const openLessonId = lessons.find((lesson) => lesson._id === lessonParam)?._id ?? lessons[0]?._id ?? null;
  const isChosen = lessons.some((lesson) => lesson._id === lessonParam);

  if (outline.modules.length === 0) {
    return (
      <EmptyState
        icon={<ListTree aria-hidden />}
        title={t("outline.empty")}
        action={
          mayEdit && (
            <Button variant="primary" onClick={() => changes.onAddModule(undefined)}>
              {t("outline.addFirstModule")}
            </Button>
          )
        }
      >
        {t("outline.emptyHint")}
      </EmptyState>
    );
  }
  return (
    <div className="lg:grid lg:grid-cols-[19rem_minmax(0,1fr)]">
      <div
        className={cn(
          "flex flex-col border-e bg-sunken/40 lg:sticky lg:top-[3.25rem] lg:h-[calc(100dvh-3.25rem)]",
          isChosen && "max-lg:hidden",
        )}
      >
        <p className="px-5 pt-4 pb-2 text-sm text-muted tabular">
          {t("outline.counts", { modules: outline.modules.length, lessons: lessons.length })}
        </p>
        <OutlineEditor
          outline={outline}
          openLessonId={openLessonId}
          mayEdit={mayEdit}
          renaming={renaming}
          onRenaming={setRenaming}
          {...changes}
        />
        {mayEdit && <p className="hidden border-t px-4 py-2 text-xs text-faint lg:block">{t("outline.keys")}</p>}
      </div>
      <div className={cn("min-w-0", !isChosen && "max-lg:hidden")}>
        {openLessonId ? (
          <LessonEditor
            key={openLessonId}
            courseId={courseId}
            lessonId={openLessonId}
            mayEdit={mayEdit}
            onClose={() => void setLesson(null)}
          />
        ) : (
          <EmptyState title={t("page.pick")}>{t("page.pickHint")}</EmptyState>
        )}
      </div>
    </div>
  );
}

function BuilderSkeleton() {
  return (
    <SkeletonGroup className="lg:grid lg:grid-cols-[19rem_minmax(0,1fr)]">
      <div className="grid content-start gap-3 border-e bg-sunken/40 p-4 lg:h-[calc(100dvh-3.25rem)]">
        {Array.from({ length: 9 }, (_, at) => (
          <Skeleton key={at} className="h-5" />
        ))}
      </div>
      <div className="mx-auto hidden w-full max-w-prose content-start gap-4 p-8 lg:grid">
        <Skeleton className="h-10 w-2/3" />
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-11/12" />
        <Skeleton className="h-4 w-4/5" />
        <Skeleton className="h-64 w-full" />
      </div>
    </SkeletonGroup>
  );
}
