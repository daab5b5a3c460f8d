import { Skeleton, SkeletonGroup, SkeletonRows } from "@/components/ui/skeleton";

/** The shape of results that are on their way. */
export function ResultsSkeleton() {
  return (
    <SkeletonGroup className="mt-8 grid gap-10 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="hidden gap-3 lg:grid lg:content-start">
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <Skeleton key={row} className="h-5 w-40" />
        ))}
      </div>
      <div className="divide-y">
        <SkeletonRows count={4} picture="h-[6.1875rem] w-44 rounded-card max-sm:hidden" className="gap-5 py-5" />
      </div>
    </SkeletonGroup>
  );
}
