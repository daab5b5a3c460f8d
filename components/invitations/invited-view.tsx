"use client";
import { MailCheck, UserRoundCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Role } from "@/services/access/permissions";
import type { Invited } from "@/services/invitations/invite";
import type { AppErrorData } from "@/services/shared/app-error";
import { Button, buttonClass } from "@/components/ui/button";
import { RefusalNote } from "@/components/ui/refusal";
import { workPaths } from "@/components/workroom/work-paths";

type Here = Extract<Invited, { outcome: "here" }>["person"];
type Props = {
  outcomes: readonly Invited[];
  /** The role that was offered. */
  role: Role;
  refusal: AppErrorData | null;
  onChangeRole: (person: Here) => void;
  onDone: () => void;
};

/** What became of each address, when some of them are at the school already. */
export function InvitedView({ outcomes, role, refusal, onChangeRole, onDone }: Props) {
  const t = useTranslations("admin.invitations");
  return (
    <div className="grid gap-5">
      <RefusalNote refusal={refusal} />
      <ul className="divide-y border-y">
        {outcomes.map((one) => (
          <li key={one.email} className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
            {one.outcome === "here" ? (
              <UserRoundCheck aria-hidden className="size-4 shrink-0 text-muted" />
            ) : (
              <MailCheck aria-hidden className="size-4 shrink-0 text-accent-ink" />
            )}
            <span className="grid min-w-0 flex-1 basis-52">
              <span className="truncate font-medium">{one.outcome === "here" ? one.person.name : one.email}</span>
              <span className="text-sm text-muted">
                {one.outcome === "here"
                  ? one.person.status === "deactivated"
                    ? t("hereDeactivated")
                    : t("here", { role: one.person.role })
                  : t(one.outcome)}
              </span>
            </span>
            {one.outcome === "here" &&
              (one.person.status === "deactivated" ? (
                <Link href={workPaths.person(one.person._id)} className={buttonClass({ size: "sm" })}>
                  {t("see")}
                </Link>
              ) : (
                one.person.role !== role && (
                  <Button size="sm" onClick={() => onChangeRole(one.person)}>
                    {t("makeRole", { role })}
                  </Button>
                )
              ))}
          </li>
        ))}
      </ul>
      <Button variant="primary" className="justify-self-end" onClick={onDone}>
        {t("done")}
      </Button>
    </div>
  );
}
