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
    <article className={cn("group relative flex flex-col", isNew && "animate-rise")}>
      <div className="overflow-hidden rounded-card border">
        <CourseCover
          courseId={course._id}
          category={course.category}
          coverUrl={course.coverUrl}
          eager={eager}
          className="transition-transform duration-180 group-hover:scale-[1.015]"
        />
      </div>
      <div className="flex flex-1 flex-col pt-3.5">
        <p className="text-sm text-muted">
          {t(`categories.${course.category}`)} · {t(`levels.${course.level}`)}
        </p>
        <Heading className="display mt-1 text-xl leading-6.5">
          <Link
            href={paths.course(course.slug)}
            className="rounded-[4px] after:absolute after:inset-0 after:rounded-card group-hover:underline group-hover:decoration-line-strong group-hover:decoration-1 group-hover:underline-offset-4"
          >
            {course.title}
          </Link>
        </Heading>
        <p dir="auto" className="mt-1.5 line-clamp-2 text-base text-muted">
          {course.summary}
        </p>
        <p className="mt-3 truncate text-sm text-ink">{course.instructorName}</p>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <Rating rating={course.rating} reviewCount={course.reviewCount} />
          <span className="tabular">{t("lessonCount", { count: course.lessonCount })}</span>
          {course.minutes > 0 && <span className="tabular">{duration(course.minutes)}</span>}
          <span className="ms-auto font-medium text-ink">{t("free")}</span>
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
    <div className="grid gap-3">
      <Skeleton className="aspect-video rounded-card" />
      <Skeleton className="h-4 w-32" />
      <Skeleton className="h-6 w-4/5" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-4 w-3/5" />
    </div>
  );
}
