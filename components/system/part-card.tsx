"use client";
import { Clapperboard, Database, KeyRound, Mail, Search, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import type { SystemPart } from "@/services/system/describe-system";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { When } from "@/components/ui/when";
import { useGlow } from "@/components/workroom/use-glow";
import { VendorHelp } from "./vendor-help";

const icons: Record<SystemPart["part"], LucideIcon> = {
  convex: Database,
  identity: KeyRound,
  mail: Mail,
  search: Search,
  video: Clapperboard,
};

/** One part: what it is, how it is, and how to put the vendor in its place. */
export function PartCard({ part }: { part: SystemPart }) {
  const t = useTranslations("system");
  const [isHelpOpen, setHelpOpen] = useState(false);
  const element = useGlow<HTMLLIElement>(part.isUp);
  const Icon = icons[part.part];
  const { lastError, lastErrorAt } = part;
  return (
    <li ref={element} className="flex flex-col gap-4 rounded-card border bg-raised p-5">
      <div className="grid gap-1">
        <div className="flex items-center gap-2.5">
          <Icon aria-hidden className="size-[1.125rem] shrink-0 text-muted" />
          <h3 className="display flex-1 text-lg">{t(`names.${part.part}`)}</h3>
          <Badge tone={part.isReal ? "accent" : "outline"}>
            {part.isReal ? t("real", { vendor: part.vendor }) : t("embedded")}
          </Badge>
        </div>
        <p className="text-sm text-muted">
          {t(`does.${part.part}`)} {!part.isReal && t("embeddedHint", { vendor: part.vendor })}
        </p>
      </div>
      <Health part={part} />
      <dl className="grid flex-1 content-start gap-1.5 text-sm">
        {part.checkedAt !== null && (
          <Fact name={t("asked")}>
            <When at={part.checkedAt} />
          </Fact>
        )}
        {part.isUp === false && (
          <Fact name={t("lastUp")}>{part.lastUpAt === null ? t("never") : <When at={part.lastUpAt} />}</Fact>
        )}
        {lastError && lastErrorAt !== null && part.isUp !== false && (
          <Fact name={t("lastTrouble")}>
            {t(`troubles.${lastError.kind}`, { status: lastError.status ?? 0 })} <When at={lastErrorAt} />
          </Fact>
        )}
        {part.busyWith !== null && <Fact name={t("busy")}>{t("videos", { count: part.busyWith })}</Fact>}
        {part.webhookUrl && (
          <Fact name={t("webhook")}>
            {part.webhookAt === null ? (
              t("noWebhook")
            ) : (
              <>
                <code>{part.webhookType}</code> <When at={part.webhookAt} />
              </>
            )}
          </Fact>
        )}
        {part.address && (
          <Fact name={t("address")}>
            <code>{part.address}</code>
          </Fact>
        )}
        <Fact name={t("client")}>
          <code>
            {part.client.name} {part.client.version}
          </code>
        </Fact>
        {part.settings.map(({ name, shown }) => (
          <Fact key={name} name={<code>{name}</code>}>
            {shown === null ? <span className="text-faint">{t("notSet")}</span> : <code>{shown}</code>}
          </Fact>
        ))}
      </dl>
      <div>
        <Button size="sm" onClick={() => setHelpOpen(true)}>
          {part.isReal ? t("back") : t("use", { vendor: part.vendor })}
        </Button>
        <VendorHelp part={part} open={isHelpOpen} onOpenChange={setHelpOpen} />
      </div>
    </li>
  );
}

function Health({ part }: { part: SystemPart }) {
  const t = useTranslations("system");
  const tone = part.isUp === null ? "bg-faint" : part.isUp ? "bg-accent" : "bg-danger";
  return (
    <p className="flex items-start gap-2 text-base">
      <span aria-hidden className={cn("mt-1.5 size-2 shrink-0 rounded-full", tone)} />
      <span className={cn("tabular", part.isUp === false && "text-danger-ink")}>
        {part.isUp === null ? (
          t("unknown")
        ) : part.isUp ? (
          t("up", { ms: part.tookMs ?? 0 })
        ) : (
          <>
            <span className="font-medium">{t("down")}.</span>{" "}
            {part.lastError && t(`troubles.${part.lastError.kind}`, { status: part.lastError.status ?? 0 })}
          </>
        )}
      </span>
    </p>
  );
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-3 sm:grid-cols-[minmax(0,8.5rem)_minmax(0,1fr)]">
      <dt className="text-faint [overflow-wrap:anywhere]">{name}</dt>
      <dd className="text-muted [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
