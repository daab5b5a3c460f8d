import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

/** The shape of the desk that is on its way. */
export function DashboardSkeleton() {
  return (
    <SkeletonGroup className="mx-auto max-w-page px-4 pt-10 sm:px-6 sm:pt-12">
      <Skeleton className="h-10 w-72" />
      <Skeleton className="mt-8 h-52 rounded-card" />
      <div className="mt-14 grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid content-start gap-4">
          <Skeleton className="h-8 w-40" />
          <Skeleton className="h-20" />
          <Skeleton className="h-20" />
          <Skeleton className="h-20" />
        </div>
        <div className="grid content-start gap-4 max-lg:hidden">
          <Skeleton className="h-8 w-24" />
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
        </div>
      </div>
    </SkeletonGroup>
  );
}
