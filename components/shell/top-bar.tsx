"use client";
import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { can } from "@/services/access/permissions";
import { PaletteButton } from "@/components/search/palette-button";
import { Button, buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { useAuth } from "@/lib/auth/auth";
import { paths } from "@/lib/paths";
import { Brand } from "./brand";
import type { Me } from "@/services/users/me";
import { useMe, type Whoever } from "./use-me";

// Menus and panels are for people who are signed in; a visitor's first page does without them.
const waiting = () => <span aria-hidden="true" className="size-10" />;
const NotificationBell = dynamic(
  () => import("@/components/notifications/notification-bell").then((module) => module.NotificationBell),
  { ssr: false, loading: waiting },
);
const AccountMenu = dynamic(() => import("./account-menu").then((module) => module.AccountMenu), {
  ssr: false,
  loading: waiting,
});

export type BarLink = { href: string; label: string };

/** The links a person finds in the bar; what a role may not open is not offered. */
export function useBarLinks(me: Pick<Me, "role"> | null): BarLink[] {
  const t = useTranslations("shell");
  const links: BarLink[] = [{ href: paths.courses, label: t("courses") }];
  if (me) links.push({ href: paths.learning, label: t("myLearning") });
  if (me && can(me, "course.teach")) links.push({ href: paths.teach, label: t("teach") });
  if (me && can(me, "school.manage")) links.push({ href: paths.admin, label: t("admin") });
  return links;
}

/** The slim bar over everything that visitors and students see. */
export function TopBar({ isWide = false }: { /** As wide as a room that fills the window. */ isWide?: boolean }) {
  const { signOut } = useAuth();
  return <TopBarView who={useMe()} isWide={isWide} onSignOut={() => void signOut()} />;
}

type Props = { who: Whoever; isWide: boolean; onSignOut: () => void };

/** The bar for a known or unknown person. */
export function TopBarView({ who, isWide, onSignOut }: Props) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const links = useBarLinks(who.state === "ready" ? who.me : null);
  return (
    <header className="sticky top-0 z-30 border-b bg-paper/90 backdrop-blur-sm">
      <div className={cn("mx-auto flex h-14 items-center gap-2 px-4 sm:gap-6 sm:px-6", !isWide && "max-w-page")}>
        <Brand isShortOnPhone={who.state === "ready"} />
        <nav aria-label={t("mainNavigation")} className="flex flex-1 items-center gap-1">
          {links.map((link, index) => (
            <BarAnchor
              key={link.href}
              {...link}
              isCurrent={isUnder(pathname, link.href)}
              // What has no room is in the account menu.
              className={index > 1 ? "max-md:hidden" : index > 0 ? "max-[22.5rem]:hidden" : undefined}
            />
          ))}
        </nav>
        <PaletteButton className="w-52 max-lg:hidden" />
        <div className="ms-auto flex items-center gap-1">
          <PaletteButton isNarrow className="lg:hidden" />
          {who.state === "loading" && (
            <>
              <Skeleton className="size-8 rounded-full" />
              <span className="sr-only" role="status">
                {t("finding")}
              </span>
            </>
          )}
          {(who.state === "visitor" || who.state === "away") && (
            <>
              <Link href={paths.signIn()} className={buttonClass({ variant: "ghost" })}>
                {t("signIn")}
              </Link>
              <Link href={paths.signUp()} className={buttonClass({ variant: "primary", className: "max-sm:hidden" })}>
                {t("signUp")}
              </Link>
            </>
          )}
          {who.state === "refused" && (
            <Button variant="ghost" onClick={onSignOut}>
              {t("signOut")}
            </Button>
          )}
          {who.state === "ready" && (
            <>
              <NotificationBell unread={who.me.unread} />
              <AccountMenu me={who.me} links={links} />
            </>
          )}
        </div>
      </div>
    </header>
  );
}

/** Whether `pathname` is the page of `href` or below it. */
export const isUnder = (pathname: string | null, href: string): boolean =>
  pathname === href || Boolean(pathname?.startsWith(`${href}/`));

function BarAnchor({
  href,
  label,
  isCurrent,
  className,
}: BarLink & { isCurrent: boolean; className: string | undefined }) {
  return (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      className={cn(
        "relative rounded-control px-2.5 py-1.5 text-base text-muted transition-colors hover:text-ink aria-[current]:text-ink aria-[current]:after:absolute aria-[current]:after:inset-x-2.5 aria-[current]:after:-bottom-2.5 aria-[current]:after:h-0.5 aria-[current]:after:bg-accent",
        className,
      )}
    >
      {label}
    </Link>
  );
}
