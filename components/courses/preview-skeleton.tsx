import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

/** The shape of a preview lesson that is on its way. */
export function PreviewSkeleton() {
  return (
    <SkeletonGroup className="mx-auto grid max-w-[46rem] gap-4 px-4 pt-6 sm:px-6">
      <Skeleton className="h-4 w-64" />
      <Skeleton className="mt-8 h-10 w-3/4" />
      <Skeleton className="mt-4 h-24" />
      <Skeleton className="h-40" />
      <Skeleton className="h-24" />
    </SkeletonGroup>
  );
}
