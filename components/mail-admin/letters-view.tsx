"use client";
import { Send } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { templateNames, waitingTemplates, type TemplateName } from "@/services/mail/template-names";
import type { AppErrorData } from "@/services/shared/app-error";
import { Badge } from "@/components/ui/badge";
import { Button, buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { RefusalNote, Refused } from "@/components/ui/refusal";
import { Segmented } from "@/components/ui/segmented";
import { SelectInput } from "@/components/ui/select";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { WorkPage } from "@/components/workroom/work-page";
import { workPaths } from "@/components/workroom/work-paths";
import { locales, localeOf, type Locale } from "@/lib/i18n/locales";
import type { Asked } from "@/lib/use-ask";

type Shown = { subject: string; html: string; text: string };
export type Wish = {
  letter: TemplateName;
  theme: "light" | "dark";
  width: "desktop" | "phone";
  form: "html" | "text";
  language: Locale;
};
type Props = {
  wish: Wish;
  onWish: (change: Partial<Wish>) => void;
  shown: Asked<Shown>;
  pending: boolean;
  refusal: AppErrorData | null;
  /** Where a test of this letter went just now. */
  sentTo: string | null;
  onTest: () => void;
};

const waitingOf = (name: TemplateName) => waitingTemplates.find((one) => one === name) ?? null;

/** One letter beside the list of all: light or dark, wide or narrow, as HTML or as its plain twin. */
export function LettersView({ wish, onWish, shown, pending, refusal, sentTo, onTest }: Props) {
  const t = useTranslations("mail-admin");
  const s = useTranslations("shell");
  const named = templateNames.map((value) => ({ value, label: t(`names.${value}`), waits: waitingOf(value) !== null }));
  const waiting = waitingOf(wish.letter);
  return (
    <WorkPage
      title={t("letters.title")}
      hint={t("letters.hint")}
      acts={
        <>
          <Link href={workPaths.mail} className={buttonClass({ variant: "quiet" })}>
            {t("letters.log")}
          </Link>
          <Button variant="primary" pending={pending} onClick={onTest}>
            <Send aria-hidden />
            {t("letters.test")}
          </Button>
        </>
      }
    >
      <RefusalNote refusal={refusal} />
      <p role="status" className={cn("rounded-control bg-accent-soft px-3 py-2 text-accent-ink", !sentTo && "sr-only")}>
        {sentTo && t("letters.sent", { to: sentTo })}
      </p>
      <div className="grid gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <div className="lg:hidden">
          <SelectInput
            aria-label={t("letters.which")}
            value={wish.letter}
            options={named.map(({ value, label, waits }) => ({
              value,
              label: waits ? t("letters.notYetNamed", { letter: label }) : label,
            }))}
            onChange={(event) =>
              onWish({ letter: templateNames.find((one) => one === event.target.value) ?? wish.letter })
            }
          />
        </div>
        <nav aria-label={t("letters.which")} className="hidden content-start gap-0.5 lg:grid">
          {named.map(({ value, label, waits }) => (
            <button
              key={value}
              type="button"
              aria-current={value === wish.letter ? "true" : undefined}
              onClick={() => onWish({ letter: value })}
              className="flex h-9 items-center justify-between gap-2 rounded-control px-2.5 text-start text-base text-muted transition-colors hover:bg-line/50 hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent-ink"
            >
              <span className="truncate">{label}</span>
              {waits && <Badge tone="outline">{t("letters.notYet")}</Badge>}
            </button>
          ))}
        </nav>
        <div className="grid min-w-0 content-start gap-4">
          <div className="flex flex-wrap items-center gap-2.5">
            <Segmented
              label={t("letters.form")}
              value={wish.form}
              onChange={(form) => onWish({ form })}
              options={(["html", "text"] as const).map((value) => ({ value, label: t(`letters.${value}`) }))}
            />
            {wish.form === "html" && (
              <>
                <Segmented
                  label={t("letters.theme")}
                  value={wish.theme}
                  onChange={(theme) => onWish({ theme })}
                  options={(["light", "dark"] as const).map((value) => ({ value, label: t(`letters.${value}`) }))}
                />
                <Segmented
                  label={t("letters.width")}
                  value={wish.width}
                  onChange={(width) => onWish({ width })}
                  options={(["desktop", "phone"] as const).map((value) => ({ value, label: t(`letters.${value}`) }))}
                />
              </>
            )}
            <SelectInput
              aria-label={t("letters.language")}
              className="w-48"
              value={wish.language}
              options={locales.map((value) => ({ value, label: s(`languages.${value}`) }))}
              onChange={(event) => onWish({ language: localeOf(event.target.value) })}
            />
          </div>
          {waiting && <p className="max-w-prose text-base text-muted">{t(`waits.${waiting}`)}</p>}
          <Drawn shown={shown} wish={wish} />
        </div>
      </div>
    </WorkPage>
  );
}

function Drawn({ shown, wish }: { shown: Asked<Shown>; wish: Wish }) {
  const t = useTranslations("mail-admin.letters");
  if (shown.state === "refused") return <Refused refusal={shown.refusal} heading="h2" />;
  if (shown.state === "loading") {
    return (
      <SkeletonGroup className="grid gap-3">
        <Skeleton className="h-6 w-80 max-w-full" />
        <Skeleton className="h-[36rem] w-full" />
      </SkeletonGroup>
    );
  }
  const { subject, html, text } = shown.value;
  return (
    <>
      <p className="min-w-0 text-base">
        <span className="text-muted">{t("subject")}</span>{" "}
        <span dir="auto" className="font-medium">
          {subject}
        </span>
      </p>
      {wish.form === "text" ? (
        <pre
          // A frame that scrolls has to be reachable by the keyboard.
          tabIndex={0}
          dir="auto"
          aria-label={t("text")}
          className="max-h-[44rem] overflow-auto rounded-card border bg-raised p-5 font-mono text-sm whitespace-pre-wrap"
        >
          {text}
        </pre>
      ) : (
        <iframe
          title={t("frame")}
          // Nothing in it runs, and its links open elsewhere.
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={html.replace("<head>", '<head><base target="_blank">')}
          className={cn(
            "h-[44rem] rounded-card border bg-raised",
            wish.width === "phone" ? "w-[22.5rem] max-w-full" : "w-full",
          )}
        />
      )}
    </>
  );
}
