import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

/** The shape of results that are on their way. */
export function ResultsSkeleton() {
  return (
    <SkeletonGroup className="mt-8 grid gap-10 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="hidden gap-3 lg:grid lg:content-start">
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <Skeleton key={row} className="h-5 w-40" />
        ))}
      </div>
      <div className="grid gap-6">
        {[0, 1, 2, 3].map((row) => (
          <div key={row} className="flex gap-5">
            <Skeleton className="h-24 w-40 shrink-0 rounded-card max-sm:hidden" />
            <div className="grid flex-1 content-start gap-2.5">
              <Skeleton className="h-6 w-3/5" />
              <Skeleton className="h-4 w-full" />
              <Skeleton className="h-4 w-2/5" />
            </div>
          </div>
        ))}
      </div>
    </SkeletonGroup>
  );
}
