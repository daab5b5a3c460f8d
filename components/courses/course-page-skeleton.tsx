import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

/** The shape of a course's page that is on its way. */
export function CoursePageSkeleton() {
  return (
    <SkeletonGroup className="mx-auto grid max-w-page gap-x-14 gap-y-8 px-4 sm:px-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="grid content-start gap-4">
        <div className="grid gap-4 bg-sunken pt-6 pb-9 shadow-[0_0_0_100vmax_var(--sunken)] [clip-path:inset(0_-100vmax)] sm:pb-11">
          <Skeleton className="h-4 w-60 max-w-full" />
          <Skeleton className="mt-5 h-12 w-4/5" />
          <Skeleton className="h-16 w-full max-w-prose" />
          <Skeleton className="h-5 w-72 max-w-full" />
        </div>
        <Skeleton className="mt-6 h-8 w-64" />
        <Skeleton className="h-40 w-full" />
        <Skeleton className="h-64 w-full" />
      </div>
      <Skeleton className="relative mt-6 h-[30rem] rounded-card max-lg:hidden" />
    </SkeletonGroup>
  );
}
