"use client";
import { RefreshCw } from "lucide-react";
import { useNow, useTranslations } from "next-intl";
import type { AppErrorData } from "@/services/shared/app-error";
import type { SystemChannel, SystemOverview } from "@/services/system/describe-system";
import { Button } from "@/components/ui/button";
import { RefusalNote } from "@/components/ui/refusal";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { WorkPage } from "@/components/workroom/work-page";
import { ChannelTable } from "./channel-table";
import { PartCard } from "./part-card";

type Props = {
  /** Null while it loads. */
  system: SystemOverview | null;
  isAsking: boolean;
  refusal: AppErrorData | null;
  onCheck: () => void;
  onRetry: (channel: SystemChannel["channel"]) => void;
};

/** The system page: in one sentence how the school is, then its parts, then what waits to be told to whom. */
export function SystemView({ system, isAsking, refusal, onCheck, onRetry }: Props) {
  const t = useTranslations("system");
  const now = useNow({ updateInterval: 5_000 }).getTime();
  return (
    <WorkPage
      title={t("title")}
      hint={t("hint")}
      acts={
        <Button onClick={onCheck} pending={isAsking || (system !== null && isUnderWay(system, now))}>
          <RefreshCw aria-hidden />
          {t("check")}
        </Button>
      }
    >
      <RefusalNote refusal={refusal} />
      {system === null ? (
        <Waiting />
      ) : (
        <>
          <Summary system={system} />
          <section className="grid gap-3">
            <Head title={t("parts")} hint={t("partsHint")} />
            <ul className={grid}>
              {system.parts.map((part) => (
                <PartCard key={part.part} part={part} />
              ))}
            </ul>
          </section>
          <section className="grid gap-3 pt-3">
            <Head title={t("channels")} hint={t("channelsHint")} />
            <ChannelTable system={system} onRetry={onRetry} />
          </section>
          <p className="text-sm text-faint">{t("version", { version: system.version })}</p>
        </>
      )}
    </WorkPage>
  );
}

/** Five cards in two or three columns: the first is two wide, so that no place stays empty. */
const grid = "grid gap-4 md:grid-cols-2 md:[&>:first-child]:col-span-2 2xl:grid-cols-3";

/** How long (ms) a round may take at most. */
const longestRound = 15_000;
/** Whether parts were asked by hand and have not all answered yet. */
const isUnderWay = ({ askedAt, parts }: SystemOverview, now: number) =>
  askedAt !== null && now - askedAt < longestRound && parts.some(({ checkedAt }) => (checkedAt ?? 0) < askedAt);

function Summary({ system }: { system: SystemOverview }) {
  const t = useTranslations("system");
  const down = system.parts.filter(({ isUp }) => isUp === false).length;
  const isKnown = system.parts.some(({ isUp }) => isUp !== null);
  const waiting = system.channels.reduce((sum, channel) => sum + channel.waiting, 0);
  const isMore = system.channels.some(({ isMoreWaiting }) => isMoreWaiting);
  const refused = system.channels.reduce((sum, channel) => sum + channel.refused.length, 0);
  return (
    <p role="status" className="display text-xl">
      {!isKnown ? t("notAsked") : down === 0 ? t("allUp") : t("someDown", { count: down })}{" "}
      <span className="text-muted">
        {t(isMore ? "waitingMore" : "waiting", { count: waiting })}{" "}
        {refused > 0 && t("refusedCount", { count: refused })}
      </span>
    </p>
  );
}

function Head({ title, hint }: { title: string; hint: string }) {
  return (
    <div className="grid gap-0.5">
      <h2 className="display text-xl">{title}</h2>
      <p className="max-w-prose text-sm text-muted">{hint}</p>
    </div>
  );
}

const Waiting = () => (
  <SkeletonGroup className={grid}>
    {["convex", "identity", "mail", "search", "video"].map((part) => (
      <Skeleton key={part} className="h-56 w-full rounded-card" />
    ))}
  </SkeletonGroup>
);
