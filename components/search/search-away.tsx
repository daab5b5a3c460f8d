import { SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/lib/paths";

/** In place of results while nobody can search. */
export function SearchAway() {
  const t = useTranslations("search.page");
  return (
    <EmptyState
      icon={<SearchX />}
      title={t("awayTitle")}
      action={
        <Link href={paths.courses} className={buttonClass()}>
          {t("browse")}
        </Link>
      }
    >
      {t("awayHint")}
    </EmptyState>
  );
}
