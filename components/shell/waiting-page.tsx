import { DashboardSkeleton } from "@/components/dashboard/dashboard-skeleton";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { paths } from "@/lib/paths";

/** The shape of the page that comes once it is known who looks: it should not jump when they are let through. */
export function WaitingPage({ pathname }: { pathname: string }) {
  if (pathname === paths.learning) return <DashboardSkeleton />;
  if (pathname.startsWith(paths.admin) || pathname.startsWith(paths.teach)) return <WaitingTable />;
  return <WaitingLines />;
}

/** A page of the workrooms: its name, its filters, a table. */
function WaitingTable() {
  return (
    <SkeletonGroup className="mx-auto grid max-w-[84rem] gap-5 px-4 pt-6 sm:px-7 sm:pt-8">
      <div className="grid gap-2.5">
        <Skeleton className="h-9 w-48" />
        <Skeleton className="h-4 w-80 max-w-full" />
      </div>
      <div className="flex gap-2">
        <Skeleton className="h-9 w-80 max-sm:w-44" />
        <Skeleton className="h-9 w-36 max-sm:hidden" />
      </div>
      <div className="overflow-hidden rounded-card border bg-raised">
        <div className="h-9 border-b bg-sunken" />
        {Array.from({ length: 8 }, (_, at) => (
          <div key={at} className="flex h-12 items-center gap-4 border-b px-3 last:border-b-0">
            <Skeleton className="size-7 rounded-full" />
            <Skeleton className="h-3.5 w-40" />
            <Skeleton className="ms-auto h-3.5 w-20" />
          </div>
        ))}
      </div>
    </SkeletonGroup>
  );
}

/** A page of one column: notifications, the account. */
function WaitingLines() {
  return (
    <SkeletonGroup className="mx-auto grid max-w-3xl px-4 pt-10 sm:px-6 sm:pt-12">
      <Skeleton className="mb-6 h-9 w-56" />
      {[0, 1, 2, 3].map((key) => (
        <div key={key} className="flex gap-3.5 border-t py-4 last:border-b">
          <Skeleton className="size-8 rounded-full" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-4 w-3/5" />
            <Skeleton className="h-3.5 w-28" />
          </div>
        </div>
      ))}
    </SkeletonGroup>
  );
}
