"use client";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { roles, type Role } from "@/services/access/permissions";
import type { AuditRow } from "@/services/audit/audit-row";
import type { AdminEnrollment } from "@/services/enrollments/admin-enrollment";
import type { AppErrorData } from "@/services/shared/app-error";
import type { UserRow } from "@/services/users/user-rows";
import { AuditChange, AuditWords } from "@/components/audit/audit-words";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ChoiceGroup, Radio } from "@/components/ui/choice";
import { Progress } from "@/components/ui/progress";
import { RefusalNote } from "@/components/ui/refusal";
import { When } from "@/components/ui/when";
import { paths } from "@/lib/paths";

export type PersonDetails = UserRow & {
  headline: string;
  bio: string;
  enrollments: AdminEnrollment[];
  audit: AuditRow[];
};

type Props = {
  person: PersonDetails;
  refusal: AppErrorData | null;
  onRole: (role: Role) => void;
  onActive: (isActive: boolean) => void;
  onEnroll: () => void;
};

/** What an admin sees of one person and may change. */
export function PersonView({ person, refusal, onRole, onActive, onEnroll }: Props) {
  const t = useTranslations("admin");
  const isActive = person.status === "active";
  return (
    <div className="grid gap-7">
      <header className="flex items-center gap-4">
        <Avatar name={person.name} seed={person._id} size="lg" />
        <div className="grid min-w-0 gap-0.5">
          <h3 className="display truncate text-xl">{person.name}</h3>
          <a href={`mailto:${person.email}`} className="truncate text-base text-muted hover:text-ink hover:underline">
            {person.email}
          </a>
          {!isActive && (
            <Badge tone="danger" className="mt-1 justify-self-start">
              {t("userStatuses.deactivated")}
            </Badge>
          )}
        </div>
      </header>
      <RefusalNote refusal={refusal} />
      <ChoiceGroup legend={t("people.changeRole")}>
        {roles.map((role) => (
          <Radio
            key={role}
            name={`role-${person._id}`}
            label={t(`roles.${role}`)}
            hint={t(`people.changeRoleHint.${role}`)}
            checked={person.role === role}
            onChange={() => onRole(role)}
          />
        ))}
      </ChoiceGroup>
      <Part
        title={t("people.enrollments")}
        act={
          <Button size="sm" onClick={onEnroll}>
            <Plus aria-hidden />
            {t("people.enrollIn")}
          </Button>
        }
      >
        {person.enrollments.length === 0 ? (
          <p className="text-base text-muted">{t("people.noEnrollments")}</p>
        ) : (
          <ul className="grid divide-y">
            {person.enrollments.map((row) => (
              <li key={row._id} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-2">
                <Link href={paths.course(row.courseSlug)} className="truncate text-base hover:underline">
                  {row.courseTitle}
                </Link>
                <span className="text-sm text-muted tabular">
                  {row.status === "withdrawn" ? t("enrollments.statuses.withdrawn") : `${row.percent}%`}
                </span>
                <Progress
                  percent={row.percent}
                  label={t("enrollments.progressOf", { name: row.courseTitle })}
                  className="col-span-2"
                />
              </li>
            ))}
          </ul>
        )}
      </Part>
      <Part title={t("people.history")}>
        {person.audit.length === 0 ? (
          <p className="text-base text-muted">{t("people.noHistory")}</p>
        ) : (
          <ol className="grid gap-3">
            {person.audit.map((entry) => (
              <li key={entry._id} className="grid gap-0.5 border-s-2 ps-3">
                <p className="text-base">
                  <span className="font-medium">{entry.actorName || t("audit.system")}</span>{" "}
                  <AuditWords entry={entry} />
                </p>
                <AuditChange entry={entry} />
                <When at={entry.at} className="text-sm text-faint" />
              </li>
            ))}
          </ol>
        )}
      </Part>
      <div className="grid justify-items-start gap-1.5 border-t pt-5">
        <Button onClick={() => onActive(!isActive)}>{t(isActive ? "people.deactivate" : "people.reactivate")}</Button>
        <p className="text-sm text-muted">{t(isActive ? "people.deactivateHint" : "people.reactivateHint")}</p>
      </div>
    </div>
  );
}

function Part({ title, act, children }: { title: string; act?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-3">
      <div className="flex items-center justify-between gap-3">
        <h4 className="text-sm font-semibold text-muted">{title}</h4>
        {act}
      </div>
      {children}
    </section>
  );
}
