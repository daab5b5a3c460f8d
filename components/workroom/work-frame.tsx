"use client";
import { Menu } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import type { Permission } from "@/services/access/permissions";
import { NotificationBell } from "@/components/notifications/notification-bell";
import { PaletteButton } from "@/components/search/palette-button";
import { AccountMenu } from "@/components/shell/account-menu";
import { Brand, BrandMark } from "@/components/shell/brand";
import { Gate } from "@/components/shell/gate";
import { useMe } from "@/components/shell/use-me";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Sheet } from "@/components/ui/sheet";
import { Tooltip } from "@/components/ui/tooltip";
import { isCurrentLink, useRailGroups, type RailGroup } from "./use-rail-links";

/** The frame of teaching and administration: a rail with words and icons at the left, the work beside it. */
export function WorkFrame({ may, children }: { may: Permission; children: ReactNode }) {
  const who = useMe();
  const pathname = usePathname();
  const t = useTranslations("teach.rail");
  const [isOpen, setOpen] = useState(false);
  const me = who.state === "ready" ? who.me : null;
  const groups = useRailGroups(me?.role ?? null);
  // A builder needs the width: the rail keeps its icons there.
  const isCompact = /^\/teach\/courses\/[^/]+$/.test(pathname);
  const person = me && (
    <>
      <NotificationBell unread={me.unread} />
      <AccountMenu me={me} links={[]} />
    </>
  );
  return (
    <div
      className={cn(
        "min-h-dvh lg:grid",
        isCompact ? "lg:grid-cols-[3.75rem_minmax(0,1fr)]" : "lg:grid-cols-[14rem_minmax(0,1fr)]",
      )}
    >
      <aside className="sticky top-0 hidden h-dvh flex-col border-e bg-sunken/60 lg:flex">
        <div className={cn("flex h-14 shrink-0 items-center", isCompact ? "justify-center" : "px-4")}>
          {isCompact ? (
            <Link href="/" aria-label={t("home")} className="rounded-control">
              <BrandMark className="size-7" />
            </Link>
          ) : (
            <Brand isNarrow />
          )}
        </div>
        <PaletteButton isNarrow={isCompact} className={isCompact ? "mx-auto mb-2" : "mx-2.5 mb-3"} />
        <Rail groups={groups} pathname={pathname} isCompact={isCompact} />
        <div className={cn("mt-auto flex items-center gap-1 p-2.5", isCompact && "flex-col")}>{person}</div>
      </aside>
      <header className="sticky top-0 z-30 flex h-13 items-center gap-1 border-b bg-paper/95 px-2 backdrop-blur-sm lg:hidden">
        <IconButton label={t("open")} onClick={() => setOpen(true)} size="lg">
          <Menu aria-hidden />
        </IconButton>
        <Brand />
        <div className="ms-auto flex items-center gap-1">
          <PaletteButton isNarrow />
          {person}
        </div>
      </header>
      <Sheet open={isOpen} onOpenChange={setOpen} title={t("label")} side="start">
        <Rail groups={groups} pathname={pathname} isCompact={false} onGo={() => setOpen(false)} />
      </Sheet>
      <main id="page" tabIndex={-1} className="min-w-0">
        <Gate may={may}>{children}</Gate>
      </main>
    </div>
  );
}

type RailProps = { groups: readonly RailGroup[]; pathname: string; isCompact: boolean; onGo?: () => void };

function Rail({ groups, pathname, isCompact, onGo }: RailProps) {
  const t = useTranslations("teach.rail");
  return (
    <nav aria-label={t("label")} className={cn("grid gap-5 overflow-y-auto", isCompact ? "px-2 pt-2" : "px-2.5 pt-2")}>
      {groups.map((group) => (
        <div key={group.key} className="grid gap-0.5">
          {!isCompact && <p className="px-2.5 pb-1 text-xs font-medium text-faint">{group.label}</p>}
          {isCompact && group.key !== groups[0]?.key && <hr className="mx-2 mb-2" />}
          {group.links.map((link) => {
            const Icon = link.icon;
            const isCurrent = isCurrentLink(pathname, link);
            const anchor = (
              <Link
                key={link.href}
                href={link.href}
                onClick={onGo}
                aria-current={isCurrent ? "page" : undefined}
                aria-label={isCompact ? link.label : undefined}
                className={cn(
                  "flex h-9 items-center gap-2.5 rounded-control text-base text-muted transition-colors hover:bg-line/50 hover:text-ink",
                  "aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-[0_0_0_1px_var(--line)]",
                  isCompact ? "justify-center" : "px-2.5",
                )}
              >
                <Icon aria-hidden className={cn("size-[1.125rem] shrink-0", isCurrent && "text-accent-ink")} />
                {!isCompact && link.label}
              </Link>
            );
            return isCompact ? (
              <Tooltip key={link.href} label={link.label} side="right">
                {anchor}
              </Tooltip>
            ) : (
              anchor
            );
          })}
        </div>
      ))}
    </nav>
  );
}
