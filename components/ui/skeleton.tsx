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

type RowsProps = {
  count: number;
  /** The shape that stands before the words of each row. */
  picture: string;
  /** A shape at the end of each row. */
  end?: string;
  className?: string;
};

/** Rows of a list that is on its way: a picture, and beside it a line and a shorter one. */
export function SkeletonRows({ count, picture, end, className }: RowsProps) {
  return Array.from({ length: count }, (_, row) => (
    <div key={row} className={cn("flex items-center gap-4", className)}>
      <Skeleton className={cn("shrink-0", picture)} />
      <div className="grid flex-1 gap-2">
        <Skeleton className="h-4 w-3/5" />
        <Skeleton className="h-3.5 w-32 max-w-full" />
      </div>
      {end && <Skeleton className={cn("shrink-0", end)} />}
    </div>
  ));
}
