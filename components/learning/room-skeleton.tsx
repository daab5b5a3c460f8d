import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

const lines = ["w-full", "w-11/12", "w-full", "w-4/5", "w-full", "w-2/3"];

/** The room before it is known, in the shape of what comes. */
export function RoomSkeleton() {
  return (
    <div className="flex min-h-[calc(100dvh-3.5rem)]">
      <div className="hidden w-80 shrink-0 border-e bg-raised p-6 lg:grid lg:content-start lg:gap-4">
        <Skeleton className="h-6 w-52" />
        <Skeleton className="h-1.5 w-full" />
        {lines.map((width, at) => (
          <Skeleton key={at} className={`h-5 ${width}`} />
        ))}
      </div>
      <div className="min-w-0 flex-1">
        <LessonSkeleton />
      </div>
    </div>
  );
}

/** A lesson before it is known. */
export function LessonSkeleton() {
  const t = useTranslations("learning");
  return (
    <div role="status" aria-label={t("loading")} className="mx-auto grid w-full max-w-[46rem] gap-5 px-4 py-8 lg:px-8">
      <Skeleton className="h-4 w-32" />
      <Skeleton className="h-9 w-3/4" />
      <div className="mt-4 grid gap-3">
        {lines.map((width, at) => (
          <Skeleton key={at} className={`h-5 ${width}`} />
        ))}
      </div>
    </div>
  );
}
