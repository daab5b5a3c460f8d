"use client";
import { useLocale, useNow, useTimeZone } from "next-intl";
import { formatExact, formatWhen } from "@/lib/format/when";

/** A moment in the reader's words and zone, exact on hover. `at` in ms. */
export function When({ at, className }: { at: number; className?: string }) {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const now = useNow({ updateInterval: 60_000 }).getTime();
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at, { locale, timeZone })} className={className}>
      {formatWhen(at, { now, locale, timeZone })}
    </time>
  );
}
