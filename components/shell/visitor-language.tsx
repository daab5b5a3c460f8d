"use client";
import { useMutation } from "convex/react";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { api } from "@/convex/_generated/api";
import { SelectInput } from "@/components/ui/select";
import { cookieNames, localeOf, locales } from "@/lib/i18n/locales";
import { rememberChoice } from "@/lib/theme/theme";
import { useMe } from "./use-me";

/** The language of this browser, and of the person if one is signed in. */
export function VisitorLanguage() {
  const t = useTranslations("shell");
  const locale = useLocale();
  const router = useRouter();
  const who = useMe();
  const savePreferences = useMutation(api.users.savePreferences);
  const choose = (name: string) => {
    const next = localeOf(name);
    rememberChoice(cookieNames.locale, next);
    if (who.state === "ready") void savePreferences({ locale: next }).then(() => router.refresh());
    else router.refresh();
  };
  return (
    <div className="w-44">
      <SelectInput
        aria-label={t("language")}
        value={locale}
        onChange={(event) => choose(event.target.value)}
        options={locales.map((value) => ({ value, label: t(`languages.${value}`) }))}
        className="h-8 text-sm"
      />
    </div>
  );
}
