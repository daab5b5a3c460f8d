import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** Turns the pages of the results; nothing where there is one. */
export function PagesView({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) {
  const t = useTranslations("search.page");
  if (pages <= 1) return null;
  const turn = (to: number) => {
    onPage(to);
    window.scrollTo({ top: 0 });
  };
  return (
    <nav aria-label={t("pages")} className="mt-8 flex items-center justify-center gap-3">
      <Button disabled={page <= 1} onClick={() => turn(page - 1)}>
        <ChevronLeft aria-hidden className="rtl-flip" />
        {t("previous")}
      </Button>
      <span className="text-sm text-muted tabular">{t("pageOf", { page, pages })}</span>
      <Button disabled={page >= pages} onClick={() => turn(page + 1)}>
        {t("next")}
        <ChevronRight aria-hidden className="rtl-flip" />
      </Button>
    </nav>
  );
}
