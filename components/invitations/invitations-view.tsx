"use client";
import { MailPlus, MoreHorizontal } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { invitationStatuses, type InvitationStatus } from "@/services/invitations/invitation";
import type { InvitationRow } from "@/services/invitations/invitation-rows";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import { Table, TBody, Td, Th, THead, Tr } from "@/components/ui/table";
import { When } from "@/components/ui/when";
import { PeopleTabs } from "@/components/users/people-tabs";
import { MoreRows, type More } from "@/components/workroom/more-rows";
import { useRowKeys } from "@/components/workroom/row-keys";
import { TableSkeleton } from "@/components/workroom/table-skeleton";
import { useGlow } from "@/components/workroom/use-glow";
import { WorkPage } from "@/components/workroom/work-page";
import { workPaths } from "@/components/workroom/work-paths";

type RowActs = { onResend: (row: InvitationRow) => void; onRevoke: (row: InvitationRow) => void };
type Props = RowActs & {
  /** Null while they are on their way. */
  invitations: readonly InvitationRow[] | null;
  isAsking: boolean;
  status: InvitationStatus | null;
  onStatus: (status: InvitationStatus | null) => void;
  more: More;
  onMore: () => void;
  onInvite: () => void;
};

const tones = { pending: "amber", accepted: "accent", expired: "outline", revoked: "outline" } as const;

/** The table of invitations, newest first. */
export function InvitationsView({ invitations, isAsking, status, onStatus, more, onMore, onInvite, ...acts }: Props) {
  const onRowKeys = useRowKeys();
  const t = useTranslations("admin.invitations");
  const people = useTranslations("admin.people");
  const words = useTranslations("teach.table");
  const invite = (
    <Button variant="primary" onClick={onInvite}>
      <MailPlus aria-hidden />
      {t("invite")}
    </Button>
  );
  return (
    <WorkPage title={people("title")} hint={t("hint")} acts={invite}>
      <PeopleTabs />
      <Segmented
        label={t("status")}
        value={status ?? "all"}
        onChange={(value) => onStatus(invitationStatuses.find((one) => one === value) ?? null)}
        options={[
          { value: "all", label: t("allStatuses") },
          ...invitationStatuses.map((one) => ({ value: one, label: t(`statuses.${one}`) })),
        ]}
        className="max-w-full justify-self-start overflow-x-auto"
      />
      {invitations === null ? (
        <TableSkeleton />
      ) : invitations.length === 0 ? (
        <EmptyState
          icon={<MailPlus aria-hidden />}
          title={status ? words("nothing") : t("empty")}
          isFramed
          action={
            status ? (
              <Button onClick={() => onStatus(null)}>{words("clear")}</Button>
            ) : (
              <Button onClick={onInvite}>{t("invite")}</Button>
            )
          }
        >
          {status ? words("nothingHint") : t("emptyHint")}
        </EmptyState>
      ) : (
        <div className={cn("transition-opacity", isAsking && "opacity-60")} aria-busy={isAsking}>
          <Table label={t("label")} maxHeight="calc(100dvh - 19.5rem)">
            <THead>
              <tr>
                <Th>{t("address")}</Th>
                <Th className="max-md:hidden">{people("role")}</Th>
                <Th>{t("status")}</Th>
                <Th className="max-lg:hidden">{t("sentBy")}</Th>
                <Th className="max-xl:hidden">{t("until")}</Th>
                <Th className="w-10">
                  <span className="sr-only">{t("acts", { email: "" })}</span>
                </Th>
              </tr>
            </THead>
            <TBody onKeyDown={onRowKeys}>
              {invitations.map((row) => (
                <InvitationTableRow key={row._id} row={row} {...acts} />
              ))}
            </TBody>
          </Table>
        </div>
      )}
      <MoreRows more={more} onMore={onMore} />
    </WorkPage>
  );
}

function InvitationTableRow({ row, onResend, onRevoke }: RowActs & { row: InvitationRow }) {
  const t = useTranslations("admin.invitations");
  const roles = useTranslations("admin.roles");
  const element = useGlow<HTMLTableRowElement>(`${row.status}${row.sentAt}`);
  return (
    <Tr ref={element} data-row tabIndex={0}>
      <Td className="max-w-80">
        <span className="grid min-w-0">
          <span className="truncate font-medium" title={row.email}>
            {row.email}
          </span>
          <span className="text-sm text-muted md:hidden">{roles(row.role)}</span>
        </span>
      </Td>
      <Td className="text-muted max-md:hidden">{roles(row.role)}</Td>
      <Td>
        <Badge tone={tones[row.status]}>{t(`statuses.${row.status}`)}</Badge>
      </Td>
      <Td className="max-w-64 text-muted max-lg:hidden">
        <span className="grid">
          <span className="truncate">{row.invitedByName}</span>
          <When at={row.sentAt} className="text-sm text-faint" />
        </span>
      </Td>
      <Td className="whitespace-nowrap text-muted max-xl:hidden">
        {row.status === "pending" ? <When at={row.expiresAt} /> : row.endedAt !== null && <When at={row.endedAt} />}
      </Td>
      <Td className="px-1">
        <DropdownMenu
          trigger={
            <IconButton label={t("acts", { email: row.email })} size="sm" hint={false}>
              <MoreHorizontal aria-hidden />
            </IconButton>
          }
        >
          {row.status === "accepted" ? (
            <MenuItem asChild>
              <Link href={row.acceptedBy ? workPaths.person(row.acceptedBy) : workPaths.people}>{t("see")}</Link>
            </MenuItem>
          ) : (
            <MenuItem onSelect={() => onResend(row)}>{t(row.status === "pending" ? "resend" : "again")}</MenuItem>
          )}
          {row.status === "pending" && (
            <MenuItem tone="danger" onSelect={() => onRevoke(row)}>
              {t("revoke")}
            </MenuItem>
          )}
        </DropdownMenu>
      </Td>
    </Tr>
  );
}
