"use client";
import { useMutation } from "convex/react";
import { useEffect } from "react";
import { api } from "@/convex/_generated/api";

/** Marks news that lead to a page as read while someone looks at it; null while there is nothing to see yet. */
export function useSeen(href: string | null): void {
  const markSeen = useMutation(api.notifications.markSeen);
  useEffect(() => {
    if (href) void markSeen({ href });
  }, [href, markSeen]);
}
