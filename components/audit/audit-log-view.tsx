"use client";
import { FileClock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { AuditRow } from "@/services/audit/audit-row";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, TBody, Td, Th, THead, Tr } from "@/components/ui/table";
import { When } from "@/components/ui/when";
import { MoreRows, type More } from "@/components/workroom/more-rows";
import { useRowKeys } from "@/components/workroom/row-keys";
import { TableSkeleton } from "@/components/workroom/table-skeleton";
import { WorkPage } from "@/components/workroom/work-page";
import { AuditChange, AuditWords } from "./audit-words";

type Props = { entries: readonly AuditRow[] | null; more: More; onMore: () => void };

/** Every act of those who run the school, newest first: null while it loads. */
export function AuditLogView({ entries, more, onMore }: Props) {
  const onRowKeys = useRowKeys();
  const t = useTranslations("admin.audit");
  return (
    <WorkPage title={t("title")} hint={t("hint")}>
      {entries === null ? (
        <TableSkeleton />
      ) : entries.length === 0 ? (
        <EmptyState icon={<FileClock aria-hidden />} title={t("empty")} isFramed>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <Table label={t("label")} maxHeight="calc(100dvh - 11rem)">
          <THead>
            <tr>
              <Th className="max-sm:hidden">{t("who")}</Th>
              <Th>{t("what")}</Th>
              <Th className="max-md:hidden">{t("change")}</Th>
              <Th className="max-sm:hidden">{t("when")}</Th>
            </tr>
          </THead>
          <TBody onKeyDown={onRowKeys}>
            {entries.map((entry) => (
              <Tr key={entry._id} data-row tabIndex={0}>
                <Td className="font-medium whitespace-nowrap max-sm:hidden">{entry.actorName || t("system")}</Td>
                <Td className="[overflow-wrap:anywhere]">
                  <span className="block font-medium sm:hidden">{entry.actorName || t("system")}</span>
                  <AuditWords entry={entry} />
                  <span className="block text-sm text-muted sm:hidden">
                    <When at={entry.at} />
                  </span>
                </Td>
                <Td className="max-md:hidden">
                  <AuditChange entry={entry} />
                </Td>
                <Td className="whitespace-nowrap text-muted max-sm:hidden">
                  <When at={entry.at} />
                </Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
      <MoreRows more={more} onMore={onMore} />
    </WorkPage>
  );
}
