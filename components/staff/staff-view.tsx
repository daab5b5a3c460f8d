"use client";
import { MailPlus, UserPlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { helperRoles, type HelperRole } from "@/services/access/course-rights";
import type { StaffList } from "@/services/staff/staff-list";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { SelectInput } from "@/components/ui/select";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import { When } from "@/components/ui/when";
import { useRowKeys } from "@/components/workroom/row-keys";
import { TableSkeleton } from "@/components/workroom/table-skeleton";
import { useGlow } from "@/components/workroom/use-glow";
import { WorkPage } from "@/components/workroom/work-page";

export type Member = StaffList["people"][number];
export type Awaited = StaffList["awaited"][number];
type Acts = {
  onRole: (member: Member, role: HelperRole) => void;
  onRemove: (member: Member) => void;
  onAgain: (awaited: Awaited) => void;
  onUninvite: (awaited: Awaited) => void;
};
type Props = Acts & {
  /** Null while it loads. */
  staff: StaffList | null;
  onAdd: () => void;
};

/** The people who make a course, and those it waits for. */
export function StaffView({ staff, onAdd, onRole, onRemove, onAgain, onUninvite }: Props) {
  const t = useTranslations("staff");
  const onRowKeys = useRowKeys();
  const acts = staff?.mayManage && (
    <Button variant="primary" onClick={onAdd}>
      <UserPlus aria-hidden />
      {t("add")}
    </Button>
  );
  return (
    <WorkPage title={t("title")} hint={t("hint")} acts={acts}>
      {staff === null ? (
        <TableSkeleton />
      ) : (
        <Table label={t("label")}>
          <THead>
            <tr>
              <Th>{t("person")}</Th>
              <Th>{t("part")}</Th>
            </tr>
          </THead>
          <tbody onKeyDown={onRowKeys} className="[&>tr:last-child>*]:border-b-0">
            {staff.people.map((member) => (
              <MemberRow
                key={member.userId}
                member={member}
                mayManage={staff.mayManage}
                onRole={onRole}
                onRemove={onRemove}
              />
            ))}
          </tbody>
        </Table>
      )}
      {staff && staff.awaited.length > 0 && (
        <section className="grid gap-2">
          <h2 className="text-lg font-medium">{t("awaited")}</h2>
          <p className="text-base text-muted">{t("awaitedHint")}</p>
          <ul className="divide-y rounded-card border">
            {staff.awaited.map((awaited) => (
              <AwaitedRow key={awaited.invitationId} awaited={awaited} onAgain={onAgain} onUninvite={onUninvite} />
            ))}
          </ul>
        </section>
      )}
    </WorkPage>
  );
}

type RowProps = Pick<Acts, "onRole" | "onRemove"> & { member: Member; mayManage: boolean };

function MemberRow({ member, mayManage, onRole, onRemove }: RowProps) {
  const t = useTranslations("staff");
  const { userId, name, email, role, isSelf } = member;
  const row = useGlow<HTMLTableRowElement>(role);
  return (
    <Tr ref={row} data-row tabIndex={0}>
      <Td>
        <span className="flex min-w-0 items-center gap-3">
          <Avatar name={name} seed={userId} />
          <span className="grid min-w-0">
            <span className="flex min-w-0 items-center gap-2">
              <span className="truncate font-medium">{name}</span>
              {isSelf && <Badge tone="outline">{t("self")}</Badge>}
            </span>
            {email && <span className="truncate text-sm text-muted">{email}</span>}
          </span>
        </span>
      </Td>
      <Td>
        {mayManage && role !== "owner" ? (
          <span className="flex items-center gap-1">
            <SelectInput
              aria-label={t("partOf", { name })}
              className="w-32"
              value={role}
              options={helperRoles.map((one) => ({ value: one, label: t(`roles.${one}`) }))}
              onChange={(event) => {
                const chosen = helperRoles.find((one) => one === event.target.value);
                if (chosen) onRole(member, chosen);
              }}
            />
            <IconButton label={t("remove", { name })} onClick={() => onRemove(member)}>
              <X aria-hidden />
            </IconButton>
          </span>
        ) : (
          <Badge tone={role === "owner" ? "accent" : "plain"}>{t(`roles.${role}`)}</Badge>
        )}
      </Td>
    </Tr>
  );
}

function AwaitedRow({ awaited, onAgain, onUninvite }: Pick<Acts, "onAgain" | "onUninvite"> & { awaited: Awaited }) {
  const t = useTranslations("staff");
  const { email, role, isStanding, expiresAt } = awaited;
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <span className="grid min-w-0 flex-1">
        <span className="truncate font-medium">{email}</span>
        <span className="text-sm text-muted">
          {isStanding ? (
            <>
              {t("until")} <When at={expiresAt} />
            </>
          ) : (
            t("over")
          )}
        </span>
      </span>
      <Badge>{t(`roles.${role}`)}</Badge>
      {!isStanding && (
        <IconButton label={t("again", { email })} onClick={() => onAgain(awaited)}>
          <MailPlus aria-hidden />
        </IconButton>
      )}
      <IconButton label={t("uninvite", { email })} onClick={() => onUninvite(awaited)}>
        <X aria-hidden />
      </IconButton>
    </li>
  );
}
