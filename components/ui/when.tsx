"use client";
import { useLocale, useTimeZone } from "next-intl";
import { useClock } from "@/lib/format/use-clock";
import { formatExact, formatWhen } from "@/lib/format/when";

/** A moment in the reader's words and zone, exact on hover. `at` in ms. */
export function When({ at, className }: { at: number; className?: string }) {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const now = useClock();
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at, { locale, timeZone })} className={className}>
      {formatWhen(at, { now, locale, timeZone })}
    </time>
  );
}
