import Link from "next/link";
import {
  Award,
  BellOff,
  BookOpen,
  CheckCheck,
  FileDown,
  LogOut,
  MailCheck,
  PencilLine,
  ShieldCheck,
  UserPlus,
  type LucideIcon,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { Notification } from "@/services/notifications/notification";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton, SkeletonGroup, SkeletonRows } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import { useArrivals } from "@/components/courses/use-arrivals";

export type NotificationRow = Pick<Notification, "_id" | "kind" | "params" | "href" | "readAt" | "createdAt">;

const icons: Record<Notification["kind"], LucideIcon> = {
  enrollmentGranted: BookOpen,
  enrollmentWithdrawn: LogOut,
  enrollmentCompleted: Award,
  courseCompleted: Award,
  studentEnrolled: UserPlus,
  importFinished: FileDown,
  roleChanged: ShieldCheck,
  invitationAccepted: MailCheck,
  staffAdded: PencilLine,
  staffRemoved: LogOut,
};

type Props = {
  /** Null while they are on their way. */
  rows: readonly NotificationRow[] | null;
  compact?: boolean;
  more: "yes" | "loading" | "no";
  onMore: () => void;
  onFollow: (row: NotificationRow) => void;
  onReadAll: () => void;
};

/** Notifications as links to what happened; unread ones carry a dot. */
export function NotificationListView({ rows, compact = false, more, onMore, onFollow, onReadAll }: Props) {
  const t = useTranslations("notifications");
  const arrived = useArrivals(rows?.map((row) => row._id) ?? null, "notifications");
  if (rows === null) {
    return (
      <SkeletonGroup className={cn(compact && "p-4")}>
        {!compact && <Skeleton className="mb-6 h-9 w-56" />}
        <SkeletonRows
          count={compact ? 3 : 6}
          picture="size-8 rounded-full"
          className={compact ? "py-2" : "border-t py-4 last:border-b"}
        />
      </SkeletonGroup>
    );
  }
  const hasUnread = rows.some((row) => row.readAt === null);
  const Heading = compact ? "h2" : "h1";
  return (
    <div>
      <div
        className={cn(
          "flex min-h-8 flex-wrap items-center justify-between gap-x-3 gap-y-1",
          compact ? "px-4 pt-3 pb-1" : "mb-6",
        )}
      >
        <Heading className={compact ? "text-base font-medium" : "display text-3xl"}>{t("title")}</Heading>
        {hasUnread && (
          <Button size="sm" variant="quiet" onClick={onReadAll}>
            <CheckCheck aria-hidden />
            {t("readAll")}
          </Button>
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState
          icon={<BellOff aria-hidden />}
          title={t("empty")}
          heading={compact ? "h3" : "h2"}
          className={compact ? "py-8" : undefined}
        >
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <ul className={cn(compact ? "max-h-[26rem] overflow-y-auto px-1.5 pb-1.5" : "divide-y border-y")}>
          {rows.map((row) => (
            <li key={row._id} className={cn(arrived.has(row._id) && "animate-glow rounded-control")}>
              <Row row={row} compact={compact} onFollow={() => onFollow(row)} />
            </li>
          ))}
        </ul>
      )}
      {more !== "no" && (
        <div className="mt-6 flex justify-center">
          <Button pending={more === "loading"} onClick={onMore}>
            {t("more")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Row({ row, compact, onFollow }: { row: NotificationRow; compact: boolean; onFollow: () => void }) {
  const t = useTranslations("notifications");
  const Icon = icons[row.kind];
  const isUnread = row.readAt === null;
  return (
    <Link
      href={row.href}
      onClick={onFollow}
      className={cn(
        "flex items-start gap-3.5 rounded-control transition-colors hover:bg-sunken",
        compact ? "px-2.5 py-2.5" : "-mx-3 px-3 py-4",
      )}
    >
      <span
        className={cn(
          "mt-0.5 grid size-8 shrink-0 place-items-center rounded-full",
          isUnread ? "bg-accent-soft text-accent-ink" : "bg-sunken text-muted",
        )}
      >
        <Icon aria-hidden className="size-4" />
      </span>
      <span className="min-w-0 flex-1">
        <span className={cn("block text-base", isUnread ? "text-ink" : "text-muted")}>
          {t.rich(`kinds.${row.kind}`, {
            ...row.params,
            b: (words) => <b className="font-medium text-ink">{words}</b>,
          })}
        </span>
        <When at={row.createdAt} className="text-sm text-muted" />
      </span>
      {isUnread && (
        <>
          <span aria-hidden="true" className="mt-2 size-2 shrink-0 rounded-full bg-accent" />
          <span className="sr-only">{t("unread")}</span>
        </>
      )}
    </Link>
  );
}
