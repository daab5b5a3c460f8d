import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/paths";

/** Nothing lives at this address: a way on, in the school's own voice. */
export function NotFoundPage() {
  const t = useTranslations("errors");
  return (
    <div className="mx-auto grid max-w-lg justify-items-center gap-4 px-4 py-20 text-center">
      <LostPage />
      <h1 className="display text-3xl">{t("notFound")}</h1>
      <p className="font-serif text-lg text-muted">{t("notFoundHint")}</p>
      <div className="mt-3 flex flex-wrap justify-center gap-2">
        <Link href={paths.courses} className={buttonClass({ variant: "primary" })}>
          {t("toCourses")}
        </Link>
        <Link href={paths.home} className={buttonClass({})}>
          {t("toHome")}
        </Link>
      </div>
    </div>
  );
}

function LostPage() {
  return (
    <svg viewBox="0 0 160 110" aria-hidden="true" className="mb-2 w-44">
      <path
        d="M80 24C62 12 40 9 18 12v76c22-3 44 0 62 12 18-12 40-15 62-12V12c-22-3-44 0-62 12Z"
        className="fill-raised stroke-line-strong"
        strokeWidth="1.5"
      />
      <path d="M80 24v76" className="stroke-line-strong" strokeWidth="1.5" />
      <path
        d="M32 30c12-1 24 1 34 6M32 44c12-1 24 1 34 6M32 58c12-1 24 1 34 6M32 72c7-.6 14 0 20 2"
        className="stroke-line"
        strokeWidth="3"
        strokeLinecap="round"
        fill="none"
      />
      <path
        d="M104 47c2-9 18-10 19 0 1 8-9 8-9 16"
        className="stroke-accent"
        strokeWidth="4"
        strokeLinecap="round"
        fill="none"
      />
      <circle cx="114" cy="76" r="2.8" className="fill-accent" />
    </svg>
  );
}
