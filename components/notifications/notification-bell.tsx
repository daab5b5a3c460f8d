"use client";
import Link from "next/link";
import { Bell } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useChanges } from "@/components/ui/live";
import { Popover } from "@/components/ui/popover";
import { paths } from "@/lib/paths";
import { NotificationList } from "./notification-list";

/** The bell with its live count; opens the newest notifications in place. */
export function NotificationBell({ unread }: { unread: number }) {
  const t = useTranslations("notifications");
  const [open, setOpen] = useState(false);
  const changes = useChanges(unread);
  return (
    <Popover
      label={t("title")}
      align="end"
      open={open}
      onOpenChange={setOpen}
      className="w-[min(24rem,calc(100vw-1.5rem))] p-0"
      trigger={
        <button
          type="button"
          aria-label={t("bell", { count: unread })}
          className="relative grid size-10 place-items-center rounded-full text-muted transition-colors hover:bg-sunken hover:text-ink"
        >
          <Bell aria-hidden className="size-[1.125rem]" />
          {unread > 0 && (
            <span
              key={changes}
              className={cn(
                "tabular absolute end-0.5 top-0.5 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-accent px-1 text-xs font-medium text-on-accent ring-2 ring-paper",
                changes > 0 && "animate-count",
              )}
            >
              {unread > 99 ? "99+" : unread}
            </span>
          )}
        </button>
      }
    >
      <NotificationList compact onFollow={() => setOpen(false)} />
      <div className="border-t p-2">
        <Link
          href={paths.notifications}
          onClick={() => setOpen(false)}
          className={buttonClass({ variant: "ghost", className: "w-full" })}
        >
          {t("all")}
        </Link>
      </div>
    </Popover>
  );
}
