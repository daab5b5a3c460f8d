import { useTranslations } from "next-intl";

/** The first stop of the Tab key: past the bars, to the page. Every layout marks its page with `id="page"`. */
export function SkipLink() {
  const t = useTranslations("shell");
  return (
    <a
      href="#page"
      className="fixed start-3 top-3 z-60 -translate-y-20 rounded-control bg-ink px-4 py-2 text-base text-paper transition-transform focus:translate-y-0"
    >
      {t("skip")}
    </a>
  );
}
