import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { cn } from "./cn";

/** One grey shape of what is coming. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn("animate-breathe rounded-control bg-line/70", className)} />;
}

/** Wraps the shapes of a view that is on its way and says so once to screen readers. */
export function SkeletonGroup({ className, children }: { className?: string; children: ReactNode }) {
  const t = useTranslations("ui");
  return (
    <div role="status" aria-busy="true" className={className}>
      <span className="sr-only">{t("loading")}</span>
      {children}
    </div>
  );
}
