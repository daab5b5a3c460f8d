"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AppErrorData } from "@/services/shared/app-error";
import type { Me } from "@/services/users/me";
import type { Preferences, Profile } from "@/services/users/user";
import { Avatar } from "@/components/ui/avatar";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { locales, localeOf } from "@/lib/i18n/locales";
import { themes } from "@/lib/theme/theme";
import { ProfileForm } from "./profile-form";

type Props = {
  me: Me;
  pending: boolean;
  refusal: AppErrorData | null;
  onProfile: (profile: Profile, then: () => void) => void;
  onPrefer: (change: Partial<Preferences>) => void;
  /** Sessions, password and deletion, which belong to whoever keeps the accounts. */
  security: ReactNode;
  /** How the person is told of what happens. */
  letters: ReactNode;
};

/** Account and settings in three plain parts. */
export function AccountView({ me, pending, refusal, onProfile, onPrefer, security, letters }: Props) {
  const t = useTranslations("account");
  const s = useTranslations("shell");
  const n = useTranslations("notifications.choices");
  return (
    <div className="mx-auto max-w-4xl px-4 pt-10 sm:px-6 sm:pt-12">
      <div className="flex items-center gap-4">
        <Avatar name={me.name} size="lg" />
        <div className="min-w-0">
          <h1 className="display truncate text-3xl">{me.name}</h1>
          <p className="truncate text-base text-muted">
            {me.email} · {t("role", { role: me.role })}
          </p>
        </div>
      </div>
      <div className="mt-10 grid divide-y">
        <Part title={t("profile")} hint={t("profileHint")}>
          <ProfileForm
            profile={{ name: me.name, headline: me.headline, bio: me.bio }}
            pending={pending}
            refusal={refusal}
            onSave={onProfile}
          />
        </Part>
        <Part title={t("reading")}>
          <Select
            label={t("language")}
            hint={t("languageHint")}
            value={me.locale}
            options={locales.map((value) => ({ value, label: s(`languages.${value}`) }))}
            onChange={(event) => onPrefer({ locale: localeOf(event.target.value) })}
          />
          <TimeZone chosen={me.timeZone} onChoose={(timeZone) => onPrefer({ timeZone })} />
        </Part>
        <Part title={t("theme")}>
          <div>
            <Segmented
              label={t("themeLabel")}
              value={me.theme}
              onChange={(theme) => onPrefer({ theme })}
              options={themes.map((value) => ({ value, label: s(`themes.${value}`) }))}
            />
          </div>
        </Part>
        <Part id="letters" title={n("title")} hint={n("hint")}>
          {letters}
        </Part>
        {security}
      </div>
    </div>
  );
}

function Part({ id, title, hint, children }: { id?: string; title: string; hint?: string; children: ReactNode }) {
  return (
    <section id={id} className="grid scroll-mt-20 gap-x-12 gap-y-5 py-9 md:grid-cols-[14rem_minmax(0,1fr)]">
      <div>
        <h2 className="display text-xl">{title}</h2>
        {hint && <p className="mt-1 text-base text-muted">{hint}</p>}
      </div>
      <div className="grid max-w-lg content-start gap-5">{children}</div>
    </section>
  );
}

function TimeZone({ chosen, onChoose }: { chosen: string | null; onChoose: (timeZone: string | null) => void }) {
  const t = useTranslations("account");
  const zones = Intl.supportedValuesOf("timeZone");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Select
      label={t("timeZone")}
      value={chosen ?? ""}
      options={[
        { value: "", label: t("timeZoneAuto", { zone: own }) },
        ...zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
      ]}
      onChange={(event) => onChoose(event.target.value || null)}
    />
  );
}
