"use client";
import { useTranslations } from "next-intl";
import type { SystemChannel, SystemOverview } from "@/services/system/describe-system";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RollingCount } from "@/components/ui/live";
import { Table, TBody, Td, Th, THead, Tr } from "@/components/ui/table";
import { When } from "@/components/ui/when";

type Props = { system: SystemOverview; onRetry: (channel: SystemChannel["channel"]) => void };

/** Every channel of the outbox, and what a vendor will not take, with the one thing to do about it. */
export function ChannelTable({ system, onRetry }: Props) {
  const t = useTranslations("system");
  const nameOf = (channel: string) => (t.has(`names.${channel}`) ? t(`names.${channel}`) : channel);
  const vendorOf = (channel: string) => {
    const part = system.parts.find((one) => one.part === channel);
    return part?.isReal ? part.vendor : nameOf(channel);
  };
  return (
    <>
      <Table label={t("channels")}>
        <THead>
          <tr>
            <Th>{t("channel")}</Th>
            <Th numeric>{t("waits")}</Th>
            <Th numeric className="max-sm:hidden">
              {t("delivered")}
            </Th>
            <Th className="max-md:hidden">{t("last")}</Th>
            <Th>{t("state")}</Th>
          </tr>
        </THead>
        <TBody>
          {system.channels.map((channel) => (
            <Tr key={channel.channel}>
              <Td className="font-medium">{nameOf(channel.channel)}</Td>
              <Td numeric>
                {channel.isMoreWaiting ? (
                  t("more", { count: channel.waiting })
                ) : (
                  <RollingCount value={channel.waiting} />
                )}
              </Td>
              <Td numeric className="max-sm:hidden">
                <RollingCount value={channel.delivered} />
              </Td>
              <Td className="whitespace-nowrap text-muted max-md:hidden">
                {channel.lastDeliveredAt === null ? t("never") : <When at={channel.lastDeliveredAt} />}
              </Td>
              <Td>
                <State channel={channel} />
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
      {system.channels
        .filter(({ refused }) => refused.length > 0)
        .map((channel) => (
          <section key={channel.channel} className="grid gap-3 rounded-card border bg-raised p-5">
            <div className="flex flex-wrap items-end gap-3">
              <div className="grid flex-1 gap-0.5">
                <h3 className="display text-lg">{t("refusedTitle", { vendor: vendorOf(channel.channel) })}</h3>
                <p className="max-w-prose text-sm text-muted">{t("refusedHint")}</p>
              </div>
              <Button size="sm" onClick={() => onRetry(channel.channel)}>
                {t("retry")}
              </Button>
            </div>
            <ul className="grid divide-y">
              {channel.refused.map((item) => (
                <li key={item.key} className="grid gap-0.5 py-2">
                  <code className="text-sm [overflow-wrap:anywhere]">{item.key}</code>
                  <p className="text-sm text-muted [overflow-wrap:anywhere]">
                    {item.error} · <When at={item.createdAt} />
                  </p>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

/** How a channel fares: refused for good, held up since its last trouble, on the way, or nothing to do. */
function State({ channel }: { channel: SystemChannel }) {
  const t = useTranslations("system");
  const { refused, isMoreRefused, waiting, lastError, lastErrorAt, lastDeliveredAt } = channel;
  const isHeld = waiting > 0 && lastErrorAt !== null && lastErrorAt > (lastDeliveredAt ?? 0);
  return (
    <div className="grid gap-1 py-1">
      <div className="flex flex-wrap gap-1.5">
        {refused.length > 0 && (
          <Badge tone="danger">
            {isMoreRefused ? t("more", { count: refused.length }) : t("refused", { count: refused.length })}
          </Badge>
        )}
        {isHeld ? (
          <Badge tone="amber">{t("held")}</Badge>
        ) : waiting > 0 ? (
          <Badge tone="accent">{t("queued")}</Badge>
        ) : (
          refused.length === 0 && <span className="text-muted">{t("flowing")}</span>
        )}
      </div>
      {isHeld && lastError && <p className="text-sm text-muted [overflow-wrap:anywhere]">{lastError}</p>}
    </div>
  );
}
