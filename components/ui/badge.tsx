import type { ReactNode } from "react";
import { cn } from "./cn";

const tones = {
  plain: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent-ink",
  amber: "bg-amber-soft text-amber-ink",
  danger: "bg-danger-soft text-danger-ink",
  outline: "border border-line text-muted",
} as const;

/** A word about a thing's state. */
export function Badge({
  tone = "plain",
  className,
  children,
}: {
  tone?: keyof typeof tones;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap [&>svg]:size-3",
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
