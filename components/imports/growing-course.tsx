"use client";
import type { FunctionReturnType } from "convex/server";
import { useTranslations } from "next-intl";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { RollingCount } from "@/components/ui/live";
import { useAsk } from "@/lib/use-ask";

/** The modules of a course as they arrive. */
export function GrowingCourse({ courseId }: { courseId: Id<"courses"> }) {
  const asked = useAsk(api.lessons.outline, { courseId });
  return asked.state === "ready" ? <GrowingCourseView outline={asked.value} /> : null;
}

/** The modules that have arrived so far, each with its lessons counted. */
export function GrowingCourseView({ outline }: { outline: FunctionReturnType<typeof api.lessons.outline> }) {
  const t = useTranslations("imports-screens.one");
  if (outline.modules.length === 0) return null;
  return (
    <section aria-label={t("arriving")} className="grid gap-3">
      <h2 className="display text-xl">{t("arriving")}</h2>
      <ol aria-live="polite" className="divide-y overflow-hidden rounded-card border bg-raised">
        {outline.modules.map((module) => (
          <li key={module._id} className="flex animate-rise items-baseline gap-4 px-4 py-2.5">
            <span className="min-w-0 flex-1 truncate font-serif text-md" dir="auto">
              {module.title}
            </span>
            <RollingCount value={module.lessons.length} className="text-sm text-muted">
              {t("lessons", { count: module.lessons.length })}
            </RollingCount>
          </li>
        ))}
      </ol>
    </section>
  );
}
