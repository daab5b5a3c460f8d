import Link from "next/link";
import { useTranslations } from "next-intl";
import { paths } from "@/lib/paths";
import { ShortcutButton } from "./shortcut-button";
import { VisitorLanguage } from "./visitor-language";
import { VisitorTheme } from "./visitor-theme";

/** The quiet end of public pages. */
export function Footer() {
  const t = useTranslations("shell");
  return (
    <footer className="mt-24 border-t">
      <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-6 gap-y-4 px-4 py-8 text-sm text-muted sm:px-6">
        <p className="me-auto">{t("footer")}</p>
        <Link href={paths.courses} className="rounded-control hover:text-ink">
          {t("courses")}
        </Link>
        <ShortcutButton />
        <VisitorLanguage />
        <VisitorTheme />
      </div>
    </footer>
  );
}
