import { Fragment } from "react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { cn } from "./cn";

type Crumb = { label: string; href?: string };

/** The way back up; the last crumb is where one is. */
export function Breadcrumbs({ crumbs, className }: { crumbs: readonly Crumb[]; className?: string }) {
  const t = useTranslations("ui");
  return (
    <nav aria-label={t("breadcrumbs")} className={className}>
      <ol className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1;
          return (
            <Fragment key={`${index}-${crumb.label}`}>
              <li className="min-w-0">
                {crumb.href && !last ? (
                  <Link
                    href={crumb.href}
                    className="rounded-[4px] hover:text-ink hover:underline hover:underline-offset-4"
                  >
                    {crumb.label}
                  </Link>
                ) : (
                  <span aria-current={last ? "page" : undefined} className={cn(last && "text-ink")}>
                    {crumb.label}
                  </span>
                )}
              </li>
              {!last && (
                <li aria-hidden="true" className="text-faint">
                  /
                </li>
              )}
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}
