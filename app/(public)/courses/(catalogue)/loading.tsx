import { CourseCardSkeleton } from "@/components/courses/course-card";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <SkeletonGroup className="mx-auto max-w-page px-4 pt-10 sm:px-6 sm:pt-14">
      <Skeleton className="h-12 w-56" />
      <Skeleton className="mt-4 mb-8 h-7 w-full max-w-prose" />
      <Skeleton className="h-8 w-full max-w-3xl" />
      <div className="mt-24 grid gap-x-6 gap-y-10 sm:grid-cols-2 lg:grid-cols-3">
        {[0, 1, 2, 3, 4, 5].map((key) => (
          <CourseCardSkeleton key={key} />
        ))}
      </div>
    </SkeletonGroup>
  );
}
