import { DashboardSkeleton } from "@/components/dashboard/dashboard-skeleton";
import { Skeleton, SkeletonGroup, SkeletonRows } from "@/components/ui/skeleton";
import { TableShape } from "@/components/workroom/table-skeleton";
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
      <TableShape />
    </SkeletonGroup>
  );
}

/** A page of one column: notifications, the account. */
function WaitingLines() {
  return (
    <SkeletonGroup className="mx-auto grid max-w-3xl px-4 pt-10 sm:px-6 sm:pt-12">
      <Skeleton className="mb-6 h-9 w-56" />
      <SkeletonRows count={6} picture="size-8 rounded-full" className="border-t py-4 last:border-b" />
    </SkeletonGroup>
  );
}
