"use client";
import { MailWarning } from "lucide-react";
import { useTranslations } from "next-intl";
import type { DigestEvery, TopicChoice } from "@/services/notifications/choices";
import type { OwnChoices } from "@/services/notifications/save-choices";
import { digestPaces, mailWishes } from "@/services/notifications/wishes";
import type { AppErrorData } from "@/services/shared/app-error";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/choice";
import { RefusalNote } from "@/components/ui/refusal";
import { Select, SelectInput } from "@/components/ui/select";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";

type Trouble = { address: string; state: "fine" | "bounced" | "complained"; detail: string; at: number };
type Props = {
  /** Null while they load. */
  choices: OwnChoices | null;
  trouble: Trouble | null;
  pending: boolean;
  refusal: AppErrorData | null;
  onChoose: (choice: TopicChoice) => void;
  onDigest: (every: DigestEvery) => void;
  onConfirm: () => void;
};

/** How someone is told of what: in the school, by a letter at once, or with a summary. Every change is saved at once. */
export function ChoicesView({ choices, trouble, pending, refusal, onChoose, onDigest, onConfirm }: Props) {
  const t = useTranslations("notifications.choices");
  if (choices === null) {
    return (
      <SkeletonGroup className="grid gap-3">
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-16 w-full" />
      </SkeletonGroup>
    );
  }
  return (
    <>
      {trouble && <TroubleNote trouble={trouble} pending={pending} onConfirm={onConfirm} />}
      <RefusalNote refusal={refusal} />
      <ul className="grid divide-y rounded-card border bg-raised">
        {choices.topics.map((choice) => (
          <li key={choice.topic} className="grid gap-3 p-4">
            <div>
              <p className="font-medium first-letter:uppercase">{t(`topics.${choice.topic}`)}</p>
              <p className="text-sm text-muted">{t(`hints.${choice.topic}`)}</p>
            </div>
            <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
              <Switch
                label={t("inApp")}
                aria-label={t("inAppFor", { topic: t(`topics.${choice.topic}`) })}
                checked={choice.inApp}
                onChange={(event) => onChoose({ ...choice, inApp: event.target.checked })}
              />
              <SelectInput
                aria-label={t("mailFor", { topic: t(`topics.${choice.topic}`) })}
                className="w-48"
                value={choice.mail}
                options={mailWishes.map((value) => ({ value, label: t(`mail.${value}`) }))}
                onChange={(event) =>
                  onChoose({ ...choice, mail: mailWishes.find((one) => one === event.target.value) ?? choice.mail })
                }
              />
            </div>
          </li>
        ))}
      </ul>
      <Select
        label={t("digest")}
        hint={t("digestHint")}
        value={choices.digest}
        options={digestPaces.map((value) => ({ value, label: t(`every.${value}`) }))}
        onChange={(event) => onDigest(digestPaces.find((one) => one === event.target.value) ?? choices.digest)}
      />
      <p className="text-sm text-muted">{t("always")}</p>
    </>
  );
}

type NoteProps = { trouble: Trouble; pending: boolean; onConfirm: () => void };

/** Says that letters do not reach someone, and offers to try again. */
function TroubleNote({ trouble, pending, onConfirm }: NoteProps) {
  const t = useTranslations("notifications.choices.trouble");
  return (
    <div role="status" className="grid gap-3 rounded-card border border-line bg-amber-soft p-4 text-amber-ink">
      <p className="flex items-start gap-2.5">
        <MailWarning aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span>
          <span className="font-medium">{t(trouble.state === "complained" ? "complained" : "bounced", trouble)}</span>{" "}
          <When at={trouble.at} />
          {trouble.detail && <span className="mt-1 block text-sm">{t("detail", { detail: trouble.detail })}</span>}
        </span>
      </p>
      <p className="text-sm">{t("hint")}</p>
      <div>
        <Button size="sm" pending={pending} onClick={onConfirm}>
          {t("confirm")}
        </Button>
      </div>
    </div>
  );
}
