"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { workPaths } from "@/components/workroom/work-paths";

/** The two lists of people: who is here, and who was asked to come. */
export function PeopleTabs() {
  const t = useTranslations("admin.people");
  const pathname = usePathname();
  const tabs = [
    { href: workPaths.people, label: t("tabs.here") },
    { href: workPaths.invitations, label: t("tabs.invited") },
  ];
  return (
    <nav aria-label={t("tabs.label")} className="flex gap-1 border-b">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={pathname === tab.href ? "page" : undefined}
          className="relative rounded-control px-3 py-2 text-base text-muted transition-colors hover:text-ink aria-[current]:text-ink aria-[current]:after:absolute aria-[current]:after:inset-x-3 aria-[current]:after:-bottom-px aria-[current]:after:h-0.5 aria-[current]:after:bg-accent-ink"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
