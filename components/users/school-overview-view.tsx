"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AuditRow } from "@/services/audit/audit-row";
import type { TaughtCourse } from "@/services/courses/taught-courses";
import type { AdminEnrollment } from "@/services/enrollments/admin-enrollment";
import type { SchoolOverview } from "@/services/school/school";
import { AuditWords } from "@/components/audit/audit-words";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { RollingCount } from "@/components/ui/live";
import { Progress } from "@/components/ui/progress";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { Table, TBody, Td, Th, THead, Tr } from "@/components/ui/table";
import { When } from "@/components/ui/when";
import { useGlow } from "@/components/workroom/use-glow";
import { WorkPage } from "@/components/workroom/work-page";
import { workPaths } from "@/components/workroom/work-paths";

type Props = {
  counts: SchoolOverview | null;
  learning: readonly AdminEnrollment[] | null;
  acts: readonly AuditRow[] | null;
  courses: readonly TaughtCourse[] | null;
};

/** The first page of administration; each part null while it loads. */
export function SchoolOverviewView({ counts, learning, acts, courses }: Props) {
  const t = useTranslations("admin.overview");
  const teach = useTranslations("teach");
  return (
    <WorkPage title={t("title")} hint={t("hint")}>
      {counts ? (
        <dl className="grid divide-y overflow-hidden rounded-card border bg-raised sm:grid-cols-3 sm:divide-x sm:divide-y-0 rtl:sm:divide-x-reverse">
          <Figure label={t("people")} href={workPaths.people} value={counts.users}>
            {t("students", { count: counts.students })} · {t("instructors", { count: counts.instructors })} ·{" "}
            {t("admins", { count: counts.admins })}
          </Figure>
          <Figure
            label={t("learning")}
            href={workPaths.enrollments}
            value={counts.enrollmentsActive + counts.enrollmentsCompleted}
          >
            {t("active", { count: counts.enrollmentsActive })} ·{" "}
            {t("completed", { count: counts.enrollmentsCompleted })}
          </Figure>
          <Figure label={t("courses")} value={counts.coursesPublished + counts.coursesDraft}>
            {t("published", { count: counts.coursesPublished })} · {t("drafts", { count: counts.coursesDraft })}
          </Figure>
        </dl>
      ) : (
        <SkeletonGroup>
          <Skeleton className="h-28 w-full rounded-card" />
        </SkeletonGroup>
      )}
      <div className="grid gap-x-8 gap-y-10 pt-3 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Part title={t("now")} hint={t("nowHint")} href={workPaths.enrollments} link={t("all")}>
          {learning === null ? (
            <Waiting />
          ) : learning.length === 0 ? (
            <Quiet>{t("noneLearning")}</Quiet>
          ) : (
            <ul className="divide-y overflow-hidden rounded-card border bg-raised">
              {learning.map((row) => (
                <LearningRow key={row._id} row={row} />
              ))}
            </ul>
          )}
        </Part>
        <Part title={t("latest")} hint={t("latestHint")} href={workPaths.audit} link={t("allActs")}>
          {acts === null ? (
            <Waiting />
          ) : acts.length === 0 ? (
            <Quiet>{t("noActs")}</Quiet>
          ) : (
            <ol className="grid gap-3">
              {acts.map((entry) => (
                <li key={entry._id} className="grid gap-0.5 border-s-2 ps-3">
                  <p className="text-base">
                    <span className="font-medium">{entry.actorName}</span> <AuditWords entry={entry} />
                  </p>
                  <When at={entry.at} className="text-sm text-faint" />
                </li>
              ))}
            </ol>
          )}
        </Part>
      </div>
      <Part title={t("allCourses")} hint={t("allCoursesHint")} className="pt-5">
        {courses === null ? (
          <Waiting />
        ) : (
          <Table label={t("allCourses")}>
            <THead>
              <tr>
                <Th>{teach("list.titleField")}</Th>
                <Th className="max-sm:hidden">{teach("roster.status")}</Th>
                <Th numeric>{teach("course.roster")}</Th>
                <Th className="max-md:hidden">{teach("list.changed")}</Th>
              </tr>
            </THead>
            <TBody>
              {courses.map((course) => (
                <Tr key={course._id}>
                  <Td className="max-w-80">
                    <Link href={workPaths.course(course._id)} className="block truncate font-medium hover:underline">
                      {course.title}
                    </Link>
                    <span className="block truncate text-sm text-muted">{course.ownerName}</span>
                  </Td>
                  <Td className="max-sm:hidden">
                    <Badge tone={course.status === "published" ? "accent" : "outline"}>
                      {teach(`statuses.${course.status}`)}
                    </Badge>
                  </Td>
                  <Td numeric>
                    <RollingCount value={course.enrolled} />
                  </Td>
                  <Td className="whitespace-nowrap text-muted max-md:hidden">
                    <When at={course.updatedAt} />
                  </Td>
                </Tr>
              ))}
            </TBody>
          </Table>
        )}
      </Part>
    </WorkPage>
  );
}

function Figure({
  label,
  value,
  href,
  children,
}: {
  label: string;
  value: number;
  href?: string;
  children: ReactNode;
}) {
  return (
    <div className="relative grid gap-1 px-5 py-4">
      <dt className="text-sm text-muted">
        {href ? (
          <Link href={href} className="after:absolute after:inset-0 after:content-[''] hover:text-ink">
            {label}
          </Link>
        ) : (
          label
        )}
      </dt>
      <dd>
        <RollingCount value={value} className="display text-3xl" />
      </dd>
      <dd className="text-sm text-muted tabular">{children}</dd>
    </div>
  );
}

function Part({
  title,
  hint,
  href,
  link,
  className,
  children,
}: {
  title: string;
  hint: string;
  href?: string;
  link?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={cn("grid content-start gap-3", className)}>
      <div className="flex items-end justify-between gap-4">
        <div className="grid gap-0.5">
          <h2 className="display text-xl">{title}</h2>
          <p className="text-sm text-muted">{hint}</p>
        </div>
        {href && (
          <Link
            href={href}
            className="shrink-0 rounded-control text-base text-accent-ink hover:underline hover:underline-offset-4"
          >
            {link}
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}

function LearningRow({ row }: { row: AdminEnrollment }) {
  const t = useTranslations("admin.enrollments");
  const element = useGlow<HTMLLIElement>(`${row.completedLessons}${row.lastActiveAt}${row.status}`);
  return (
    <li ref={element} className="flex items-center gap-3 px-4 py-2.5">
      <Avatar name={row.userName} seed={row.userId} />
      <span className="grid min-w-0 flex-1">
        <span dir="auto" className="truncate text-base">
          <span className="font-medium">{row.userName}</span> <span className="text-muted">· {row.courseTitle}</span>
        </span>
        <When at={row.lastActiveAt} className="text-sm text-faint" />
      </span>
      <Progress percent={row.percent} label={t("progressOf", { name: row.userName })} className="w-20 max-sm:hidden" />
      <RollingCount value={row.percent} className="w-10 text-end text-sm">
        {row.percent}%
      </RollingCount>
    </li>
  );
}

const Quiet = ({ children }: { children: ReactNode }) => (
  <p className="rounded-card border border-dashed px-4 py-6 text-center text-base text-muted">{children}</p>
);

const Waiting = () => (
  <SkeletonGroup className="grid gap-2">
    <Skeleton className="h-12 w-full" />
    <Skeleton className="h-12 w-full" />
    <Skeleton className="h-12 w-full" />
  </SkeletonGroup>
);
