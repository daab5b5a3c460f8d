"use client";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import type { AppErrorData } from "@/services/shared/app-error";
import type { Profile } from "@/services/users/user";
import { Button } from "@/components/ui/button";
import { RefusalNote } from "@/components/ui/refusal";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";

type Props = {
  profile: Profile;
  pending: boolean;
  refusal: AppErrorData | null;
  onSave: (profile: Profile, then: () => void) => void;
};

const limits = { name: 120, headline: 120, bio: 2_000 } as const;

/** Name, line and text about a person; what is typed stays through any failure. */
export function ProfileForm({ profile, pending, refusal, onSave }: Props) {
  const t = useTranslations("account");
  const [draft, setDraft] = useState(profile);
  const [tried, setTried] = useState(false);
  const [saved, setSaved] = useState(false);
  const isChanged = (Object.keys(limits) as (keyof Profile)[]).some((key) => draft[key] !== profile[key]);
  const nameMissing = draft.name.trim() === "";
  const change = (key: keyof Profile) => (event: { target: { value: string } }) => {
    setDraft({ ...draft, [key]: event.target.value });
    setSaved(false);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!nameMissing && !pending) onSave(draft, () => setSaved(true));
  };
  const state = pending ? t("saving") : isChanged ? t("unsaved") : saved ? t("saved") : "";
  return (
    <form onSubmit={save} noValidate className="grid gap-5">
      <TextField
        label={t("name")}
        name="name"
        autoComplete="name"
        required
        maxLength={limits.name}
        value={draft.name}
        onChange={change("name")}
        error={(tried && nameMissing && t("nameMissing")) || refusal?.fields?.name}
      />
      <TextField
        label={t("headline")}
        hint={t("headlineHint")}
        name="headline"
        optional
        maxLength={limits.headline}
        value={draft.headline}
        onChange={change("headline")}
        error={refusal?.fields?.headline}
      />
      <TextArea
        label={t("bio")}
        name="bio"
        optional
        maxLength={limits.bio}
        value={draft.bio}
        onChange={change("bio")}
        error={refusal?.fields?.bio}
      />
      <RefusalNote refusal={refusal} />
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" pending={pending} disabled={!isChanged && !pending}>
          {t("save")}
        </Button>
        <span role="status" className="text-sm text-muted">
          {state}
        </span>
      </div>
    </form>
  );
}
