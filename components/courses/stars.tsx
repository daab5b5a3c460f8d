import { useFormatter, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

const outline = "M8 1.6l1.96 4.03 4.44.63-3.22 3.1.77 4.4L8 11.67l-3.95 2.1.77-4.41-3.22-3.1 4.44-.63z";

/** Five stars filled as far as `value` (0 to 5) goes; said once in words. */
export function Stars({ value, className }: { value: number; className?: string }) {
  const t = useTranslations("courses");
  const format = useFormatter();
  return (
    <span
      role="img"
      aria-label={t("starsOf", { value: format.number(value, { maximumFractionDigits: 1 }) })}
      className={cn("inline-flex gap-0.5", className)}
    >
      {[1, 2, 3, 4, 5].map((star) => (
        <svg key={star} viewBox="0 0 16 16" aria-hidden="true" className="size-3.5">
          <path d={outline} className="fill-line" />
          <path
            d={outline}
            className="fill-amber"
            style={{ clipPath: `inset(0 ${100 - Math.min(100, Math.max(0, (value - star + 1) * 100))}% 0 0)` }}
          />
        </svg>
      ))}
    </span>
  );
}

/** A course's rating and how many gave it; nothing without reviews. */
export function Rating({
  rating,
  reviewCount,
  className,
}: {
  rating: number | null;
  reviewCount: number;
  className?: string;
}) {
  const t = useTranslations("courses");
  const format = useFormatter();
  if (rating === null) return null;
  return (
    <span className={cn("tabular inline-flex items-center gap-1.5", className)}>
      <svg viewBox="0 0 16 16" aria-hidden="true" className="size-3.5">
        <path d={outline} className="fill-amber" />
      </svg>
      <span className="sr-only">{t("starsOf", { value: format.number(rating, { maximumFractionDigits: 1 }) })}</span>
      <span aria-hidden="true" className="font-medium text-ink">
        {format.number(rating, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}
      </span>
      <span className="text-muted">{t("reviewCount", { count: reviewCount })}</span>
    </span>
  );
}
