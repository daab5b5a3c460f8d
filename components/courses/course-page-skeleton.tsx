import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

/** The shape of a course's page that is on its way. */
export function CoursePageSkeleton() {
  return (
    <SkeletonGroup className="mx-auto grid max-w-page gap-x-14 gap-y-8 px-4 pt-6 sm:px-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="grid content-start gap-4">
        <Skeleton className="h-4 w-60" />
        <Skeleton className="mt-4 h-12 w-4/5" />
        <Skeleton className="h-16 w-full max-w-prose" />
        <Skeleton className="h-5 w-72" />
        <Skeleton className="mt-8 h-8 w-64" />
        <Skeleton className="h-40 w-full" />
        <Skeleton className="h-64 w-full" />
      </div>
      <Skeleton className="h-96 rounded-card max-lg:hidden" />
    </SkeletonGroup>
  );
}
