"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button, buttonClass } from "@/components/ui/button";
import { Refused } from "@/components/ui/refusal";
import { paths } from "@/lib/paths";
import { readRefusal } from "@/lib/refusal";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** What a page becomes when it could not be drawn: a refusal in its own words, or an apology with a way to try again. */
export function ErrorPage({ error, reset }: Props) {
  const t = useTranslations("errors");
  const refusal = readRefusal(error);
  const home = (
    <Link href={paths.courses} className={buttonClass({})}>
      {t("toCourses")}
    </Link>
  );
  if (refusal) return <Refused refusal={refusal} action={home} />;
  return (
    <div role="alert" className="mx-auto grid max-w-lg justify-items-center gap-3 px-4 py-24 text-center">
      <h1 className="display text-3xl">{t("failed")}</h1>
      <p className="font-serif text-lg text-muted">{t("failedHint")}</p>
      <div className="mt-3 flex flex-wrap justify-center gap-2">
        <Button variant="primary" onClick={reset}>
          {t("retry")}
        </Button>
        {home}
      </div>
      {error.digest && <p className="mt-4 text-sm text-faint">{t("reference", { code: error.digest })}</p>}
    </div>
  );
}
