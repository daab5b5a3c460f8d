import { SkeletonGroup, Skeleton } from "@/components/ui/skeleton";

/** A table that is on its way. */
export function TableSkeleton({ rows }: { rows?: number }) {
  return (
    <SkeletonGroup>
      <TableShape rows={rows} />
    </SkeletonGroup>
  );
}

/** The shape of a table, for a page that says itself that it is on its way. */
export function TableShape({ rows = 8 }: { rows?: number | undefined }) {
  return (
    <div className="overflow-hidden rounded-card border bg-raised">
      <div className="h-9 border-b bg-sunken" />
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="flex h-11 items-center gap-6 border-b px-3 last:border-b-0">
          <Skeleton className="size-7 rounded-full" />
          <Skeleton className="h-3.5 w-40" />
          <Skeleton className="h-3.5 w-56 max-md:hidden" />
          <Skeleton className="ms-auto h-3.5 w-20" />
        </div>
      ))}
    </div>
  );
}
