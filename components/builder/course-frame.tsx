"use client";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { api } from "@/convex/_generated/api";
import { buttonClass } from "@/components/ui/button";
import { Refused } from "@/components/ui/refusal";
import { workPaths } from "@/components/workroom/work-paths";
import { useAsk } from "@/lib/use-ask";
import { usePageTitle } from "@/lib/use-page-title";
import { CourseHead, CourseHeadSkeleton } from "./course-head";
import { PublishButton } from "./publish-button";

/** What all parts of one course share: its name, state, tabs and the button that publishes it. */
export function CourseFrame({ courseId, children }: { courseId: string; children: ReactNode }) {
  const t = useTranslations("teach.course");
  const asked = useAsk(api.courses.forEditing, { courseId: courseId });
  usePageTitle(asked.state === "ready" ? asked.value.course.title : null);
  if (asked.state === "refused") {
    return (
      <Refused
        refusal={asked.refusal}
        action={
          <Link href={workPaths.courses} className={buttonClass({})}>
            <ArrowLeft aria-hidden className="rtl-flip" />
            {t("toCourses")}
          </Link>
        }
      />
    );
  }
  return (
    <>
      {asked.state === "loading" ? (
        <CourseHeadSkeleton />
      ) : (
        <CourseHead
          course={asked.value.course}
          mayEdit={asked.value.rights.edit}
          maySeeStudents={asked.value.rights.seeStudents}
          publish={
            asked.value.rights.publish && (
              <PublishButton
                course={asked.value.course}
                problems={asked.value.problems}
                enrolled={asked.value.stats.enrolled}
              />
            )
          }
        />
      )}
      {children}
    </>
  );
}
