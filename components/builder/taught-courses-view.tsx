"use client";
import { LibraryBig, PackageOpen, Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { TaughtCourse } from "@/services/courses/taught-courses";
import { CourseCover } from "@/components/courses/course-cover";
import { Badge } from "@/components/ui/badge";
import { Button, buttonClass } from "@/components/ui/button";
import { useDuration } from "@/components/ui/duration";
import { EmptyState } from "@/components/ui/empty-state";
import { RollingCount } from "@/components/ui/live";
import { SkeletonGroup, SkeletonRows } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import { MoreRows, type More } from "@/components/workroom/more-rows";
import { WorkPage } from "@/components/workroom/work-page";
import { workPaths } from "@/components/workroom/work-paths";

type Props = { courses: readonly TaughtCourse[] | null; more: More; onMore: () => void; onNew: () => void };

/** The shelf of one's own courses: null while it loads. */
export function TaughtCoursesView({ courses, more, onMore, onNew }: Props) {
  const t = useTranslations("teach.list");
  const starts = (
    <>
      <Link href={workPaths.imports} className={buttonClass({})}>
        <PackageOpen aria-hidden />
        {t("import")}
      </Link>
      <Button variant="primary" onClick={onNew}>
        <Plus aria-hidden />
        {t("new")}
      </Button>
    </>
  );
  return (
    <WorkPage title={t("title")} hint={t("hint")} acts={courses?.length ? starts : undefined}>
      {courses === null ? (
        <SkeletonGroup className="divide-y overflow-hidden rounded-card border bg-raised">
          <SkeletonRows count={4} picture="h-[3.1rem] w-22 sm:h-[3.9rem] sm:w-28" className="px-3 py-3 sm:px-4" />
        </SkeletonGroup>
      ) : courses.length === 0 ? (
        <EmptyState icon={<LibraryBig aria-hidden />} title={t("empty")} action={starts} isFramed>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <ul className="divide-y overflow-hidden rounded-card border bg-raised">
          {courses.map((course) => (
            <CourseRow key={course._id} course={course} />
          ))}
        </ul>
      )}
      <MoreRows more={more} onMore={onMore} />
    </WorkPage>
  );
}

function CourseRow({ course }: { course: TaughtCourse }) {
  const t = useTranslations("teach");
  const duration = useDuration();
  return (
    <li className="relative grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-x-4 gap-y-2 px-3 py-3 transition-colors hover:bg-sunken/60 sm:grid-cols-[7rem_minmax(0,1fr)_9rem_8rem] sm:px-4">
      <CourseCover
        courseId={course._id}
        category={course.category}
        coverUrl={course.coverUrl}
        className="rounded-control"
      />
      <div className="grid min-w-0 gap-1">
        <div className="flex min-w-0 items-center gap-x-2.5 gap-y-1 max-sm:flex-wrap">
          <Link
            href={workPaths.course(course._id)}
            className="line-clamp-2 min-w-0 text-md leading-5.5 font-medium after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-ink"
          >
            {course.title}
          </Link>
          <Badge tone={course.status === "published" ? "accent" : "outline"} className="shrink-0">
            {t(`statuses.${course.status}`)}
          </Badge>
        </div>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted tabular">
          <span>{t("list.lessons", { count: course.lessonCount })}</span>
          {course.minutes > 0 && <span>{duration(course.minutes)}</span>}
          <span>{t("list.role", { role: course.role })}</span>
        </p>
      </div>
      <p className="col-start-2 grid text-sm text-muted sm:col-start-3">
        <RollingCount value={course.enrolled} className="text-ink">
          {t("list.enrolled", { count: course.enrolled })}
        </RollingCount>
        {course.enrolled > 0 && (
          <RollingCount value={course.completed}>{t("list.completed", { count: course.completed })}</RollingCount>
        )}
      </p>
      <p className="grid text-sm text-muted max-sm:hidden">
        <span className="text-faint">{t("list.changed")}</span>
        <When at={course.updatedAt} />
      </p>
    </li>
  );
}
