import { Skeleton, SkeletonGroup, SkeletonRows } from "@/components/ui/skeleton";

/** The shape of the desk that is on its way: the course to go on with, the others below, what happened lately beside. */
export function DashboardSkeleton() {
  return (
    <SkeletonGroup className="mx-auto max-w-page px-4 pt-10 sm:px-6 sm:pt-12">
      <Skeleton className="h-10 w-72 max-w-full" />
      <Skeleton className="mt-1.5 h-6 w-56 max-w-full" />
      <div className="mt-8 grid overflow-hidden rounded-card border bg-raised sm:grid-cols-[minmax(0,19rem)_1fr]">
        <Skeleton className="h-40 rounded-none sm:h-48" />
        <div className="grid content-center gap-3 p-6">
          <Skeleton className="h-3.5 w-28" />
          <Skeleton className="h-6 w-56 max-w-full" />
          <Skeleton className="h-4 w-40" />
          <Skeleton className="mt-4 h-1.5 w-full" />
        </div>
      </div>
      <div className="mt-14 grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid content-start">
          <Skeleton className="mb-4 h-7 w-40" />
          <SkeletonRows
            count={3}
            picture="h-[3.375rem] w-24 sm:h-[4.5rem] sm:w-32"
            end="size-11 rounded-full"
            className="border-t py-3.5 last:border-b"
          />
        </div>
        <div className="grid content-start gap-5 max-lg:hidden">
          <Skeleton className="h-7 w-24" />
          <SkeletonRows count={4} picture="size-[1.4375rem] rounded-full" />
        </div>
      </div>
    </SkeletonGroup>
  );
}
