"use client";
import { useMutation, usePaginatedQuery } from "convex/react";
import { api } from "@/convex/_generated/api";
import { NotificationListView, type NotificationRow } from "./notification-list-view";

const compactSize = 6;
const pageSize = 25;

/** The person's notifications, newest first, live; following one marks it as read. */
export function NotificationList({ compact = false, onFollow }: { compact?: boolean; onFollow?: () => void }) {
  const size = compact ? compactSize : pageSize;
  const { results, status, loadMore } = usePaginatedQuery(api.notifications.list, {}, { initialNumItems: size });
  const markRead = useMutation(api.notifications.markRead);
  const markAllRead = useMutation(api.notifications.markAllRead);
  const follow = (row: NotificationRow) => {
    if (row.readAt === null) void markRead({ notificationId: row._id });
    onFollow?.();
  };
  return (
    <NotificationListView
      compact={compact}
      rows={status === "LoadingFirstPage" ? null : compact ? results.slice(0, compactSize) : results}
      more={compact || status === "Exhausted" ? "no" : status === "CanLoadMore" ? "yes" : "loading"}
      onMore={() => loadMore(pageSize)}
      onFollow={follow}
      onReadAll={() => void markAllRead({})}
    />
  );
}
