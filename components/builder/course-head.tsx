"use client";
import { ArrowLeft, Eye } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { CourseForEditing } from "@/services/courses/course-for-editing";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { TabLinks } from "@/components/workroom/tab-links";
import { workPaths } from "@/components/workroom/work-paths";
import { paths } from "@/lib/paths";
import { SaveWords } from "./save-words";

type Props = {
  course: Pick<CourseForEditing["course"], "_id" | "slug" | "title" | "status">;
  mayEdit: boolean;
  maySeeStudents: boolean;
  publish: ReactNode;
};

const bar = "sticky top-13 z-20 grid border-b bg-paper/95 backdrop-blur-sm lg:top-0";

/** The head of a course in the making: one line that stays in sight. */
export function CourseHead({ course, mayEdit, maySeeStudents, publish }: Props) {
  const t = useTranslations("teach");
  const tabs = [
    { href: workPaths.course(course._id), label: t("course.outline") },
    ...(mayEdit ? [{ href: workPaths.details(course._id), label: t("course.details") }] : []),
    ...(maySeeStudents ? [{ href: workPaths.roster(course._id), label: t("course.roster") }] : []),
    { href: workPaths.staff(course._id), label: t("course.staff") },
  ];
  return (
    <header className={bar}>
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 px-3 sm:flex-nowrap sm:px-5">
        <Link
          href={workPaths.courses}
          aria-label={t("course.back")}
          className="grid size-8 shrink-0 place-items-center rounded-control text-muted transition-colors hover:bg-sunken hover:text-ink"
        >
          <ArrowLeft aria-hidden className="rtl-flip size-[1.125rem]" />
        </Link>
        <h1 className="display min-w-0 truncate py-3 text-lg leading-7 max-sm:flex-1">{course.title}</h1>
        <Badge tone={course.status === "published" ? "accent" : "outline"} className="shrink-0">
          {t(`statuses.${course.status}`)}
        </Badge>
        <TabLinks
          label={t("course.tabs")}
          tabs={tabs}
          className="self-stretch max-sm:order-last max-sm:w-full sm:ms-4"
        />
        <div className="ms-auto flex shrink-0 items-center gap-2">
          <SaveWords className="max-md:hidden" />
          <Link
            href={paths.room(course.slug)}
            className={buttonClass({ variant: "ghost", size: "sm", className: "max-lg:hidden" })}
          >
            <Eye aria-hidden />
            {t("course.see")}
          </Link>
          {publish}
        </div>
      </div>
    </header>
  );
}

/** The head while the course is on its way. */
export function CourseHeadSkeleton() {
  return (
    <SkeletonGroup className={cn(bar, "h-13.25")}>
      <div className="flex items-center gap-4 px-5">
        <Skeleton className="h-5 w-64" />
        <Skeleton className="h-5 w-16 rounded-full" />
      </div>
    </SkeletonGroup>
  );
}
