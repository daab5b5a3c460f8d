import Link from "next/link";
import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CourseCard as Card } from "@/services/courses/course";
import type { Enrollment } from "@/services/enrollments/enrollment";
import { cn } from "@/components/ui/cn";
import { useDuration } from "@/components/ui/duration";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import { paths } from "@/lib/paths";
import { CourseCover } from "./course-cover";
import { Rating } from "./stars";

export type ShelfRow = Card & { enrollment: { status: Enrollment["status"]; percent: number } | null };

type Props = { course: ShelfRow; eager?: boolean; isNew?: boolean; heading?: "h2" | "h3" };

/** One course on a shelf; the whole card is its link. */
export function CourseCard({ course, eager, isNew, heading: Heading = "h2" }: Props) {
  const t = useTranslations("courses");
  const duration = useDuration();
  const mine = course.enrollment && course.enrollment.status !== "withdrawn" ? course.enrollment : null;
  return (
    <article className={cn("group relative flex gap-4 sm:flex-col sm:gap-0", isNew && "animate-rise")}>
      <div className="w-28 shrink-0 self-start overflow-hidden rounded-control border sm:w-full sm:rounded-card">
        <CourseCover
          courseId={course._id}
          category={course.category}
          coverUrl={course.coverUrl}
          eager={eager}
          className="transition-transform duration-180 group-hover:scale-[1.015]"
        />
      </div>
      <div className="flex min-w-0 flex-1 flex-col sm:pt-3.5">
        <p className="text-sm text-muted">
          {t(`categories.${course.category}`)} · {t(`levels.${course.level}`)}
        </p>
        <Heading className="display mt-0.5 text-lg leading-6 sm:mt-1 sm:text-xl sm:leading-6.5">
          <Link
            href={paths.course(course.slug)}
            className="rounded-[4px] after:absolute after:inset-0 after:rounded-card group-hover:underline group-hover:decoration-line-strong group-hover:decoration-1 group-hover:underline-offset-4"
          >
            {course.title}
          </Link>
        </Heading>
        <p dir="auto" className="mt-1.5 line-clamp-2 text-base text-muted [overflow-wrap:anywhere]">
          {course.summary}
        </p>
        <p className="mt-2 truncate text-sm text-ink sm:mt-3">{course.instructorName}</p>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <Rating rating={course.rating} reviewCount={course.reviewCount} />
          <span className="tabular max-sm:hidden">{t("lessonCount", { count: course.lessonCount })}</span>
          {course.minutes > 0 && <span className="tabular">{duration(course.minutes)}</span>}
          {!mine && <span className="font-medium text-ink">{t("free")}</span>}
        </p>
        {mine && <MyState percent={mine.percent} isCompleted={mine.status === "completed"} />}
      </div>
    </article>
  );
}

function MyState({ percent, isCompleted }: { percent: number; isCompleted: boolean }) {
  const t = useTranslations("courses");
  if (isCompleted) {
    return (
      <p className="mt-3 flex items-center gap-1.5 text-sm text-accent-ink">
        <CircleCheck aria-hidden className="size-4" />
        {t("completed")}
      </p>
    );
  }
  return (
    <div className="mt-3 flex items-center gap-3 text-sm text-muted">
      <Progress percent={percent} label={t("yourProgress")} className="flex-1" />
      <span className="tabular">{t("percent", { percent })}</span>
    </div>
  );
}

/** The shape of a card that is on its way. */
export function CourseCardSkeleton() {
  return (
    <div className="flex gap-4 sm:grid sm:gap-3">
      <Skeleton className="aspect-video w-28 shrink-0 self-start sm:w-full sm:rounded-card" />
      <div className="grid flex-1 content-start gap-2.5 sm:gap-3">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-6 w-4/5" />
        <Skeleton className="h-10 w-full" />
        <Skeleton className="h-4 w-3/5" />
      </div>
    </div>
  );
}
