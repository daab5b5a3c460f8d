"use client";
import { useMutation } from "convex/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { Role } from "@/services/access/permissions";
import type { Invited } from "@/services/invitations/invite";
import type { AppErrorData } from "@/services/shared/app-error";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { useRun } from "@/components/workroom/use-run";
import { useAct } from "@/lib/use-act";
import { InviteForm } from "./invite-form";
import { InvitedView } from "./invited-view";

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** Invites one or many by e-mail, and says of each address what became of it. */
export function InviteDialog({ open, onOpenChange }: Props) {
  const t = useTranslations("admin.invitations");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} description={t("lead")}>
      {open && <Inviting onDone={() => onOpenChange(false)} />}
    </Dialog>
  );
}

function Inviting({ onDone }: { onDone: () => void }) {
  const t = useTranslations("admin.invitations");
  const toast = useToast();
  const { act, pending, refusal } = useAct(api.invitations.invite);
  const changeRole = useMutation(api.users.changeRole);
  const [done, setDone] = useState<{ outcomes: Invited[]; role: Role } | null>(null);
  const [unchanged, setUnchanged] = useState<AppErrorData | null>(null);
  const run = useRun(setUnchanged);
  if (!done) {
    return (
      <InviteForm
        pending={pending}
        refusal={refusal}
        onInvite={(emails, role) =>
          act({ emails, role }, (outcomes) => {
            if (outcomes.some(({ outcome }) => outcome === "here")) return setDone({ outcomes, role });
            toast({ title: t("sent", { count: outcomes.length, email: outcomes[0]?.email ?? "" }) });
            onDone();
          })
        }
      />
    );
  }
  return (
    <InvitedView
      outcomes={done.outcomes}
      role={done.role}
      refusal={unchanged}
      onChangeRole={({ _id, name }) => {
        setUnchanged(null);
        run(changeRole({ userId: _id, role: done.role }), () => {
          setDone({ ...done, outcomes: done.outcomes.map((one) => withRole(one, _id, done.role)) });
          toast({ title: t("roleChanged", { name, role: done.role }) });
        });
      }}
      onDone={onDone}
    />
  );
}

const withRole = (one: Invited, id: string, role: Role): Invited =>
  one.outcome === "here" && one.person._id === id ? { ...one, person: { ...one.person, role } } : one;
