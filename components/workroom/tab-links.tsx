"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";

type Props = { label: string; tabs: readonly { href: string; label: string }[]; className?: string };

/** Pages that belong together, each an address of its own; the current one is underlined on the hairline below. */
export function TabLinks({ label, tabs, className }: Props) {
  const pathname = usePathname();
  return (
    <nav aria-label={label} className={cn("flex", className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={pathname === tab.href ? "page" : undefined}
          className="relative flex items-center rounded-control px-3 py-2 text-base text-muted transition-colors hover:text-ink aria-[current]:text-ink aria-[current]:after:absolute aria-[current]:after:inset-x-3 aria-[current]:after:-bottom-px aria-[current]:after:h-0.5 aria-[current]:after:bg-accent-ink"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
