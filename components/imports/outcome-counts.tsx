"use client";
import { CircleCheck, CircleDot, CircleX } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ImportItem } from "@/services/imports/import";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";

export const outcomeIcons = { kept: CircleCheck, changed: CircleDot, lost: CircleX } as const;
export const outcomeTones = { kept: "text-accent-ink", changed: "text-amber-ink", lost: "text-danger-ink" } as const;
const outcomes = ["kept", "changed", "lost"] as const satisfies readonly ImportItem["outcome"][];

/** How many parts were kept, changed and lost, on one line. */
export function OutcomeCounts({
  counts,
  className,
}: {
  counts: Record<ImportItem["outcome"], number>;
  className?: string;
}) {
  const t = useTranslations("imports-screens.report");
  const format = useFormatter();
  return (
    <span className={cn("inline-flex gap-3 text-sm tabular", className)}>
      {outcomes.map((outcome) => {
        const Icon = outcomeIcons[outcome];
        return (
          <Tooltip key={outcome} label={t(`names.${outcome}`)}>
            <span className="inline-flex items-center gap-1">
              <Icon aria-hidden className={cn("size-3.5", outcomeTones[outcome])} />
              <span className="sr-only">{t(`names.${outcome}`)}</span>
              {format.number(counts[outcome])}
            </span>
          </Tooltip>
        );
      })}
    </span>
  );
}
