"use client";
import { useMutation, usePaginatedQuery } from "convex/react";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { invitationStatuses } from "@/services/invitations/invitation";
import { useToast } from "@/components/ui/toast";
import { moreOf } from "@/components/workroom/more-rows";
import { useRunInTable } from "@/components/workroom/use-run";
import { useSteadyRows } from "@/components/workroom/use-steady-rows";
import { InvitationsView } from "./invitations-view";
import { InviteDialog } from "./invite-dialog";

const page = 50;
const filters = { status: parseAsStringLiteral(invitationStatuses) };

/** Everyone who was asked to come to the school, live, with what an admin may do about it. */
export function Invitations() {
  const t = useTranslations("admin.invitations");
  const toast = useToast();
  const run = useRunInTable();
  const [wanted, setWanted] = useQueryStates(filters);
  const { results, status, loadMore } = usePaginatedQuery(
    api.invitations.list,
    wanted.status ? { status: wanted.status } : {},
    { initialNumItems: page },
  );
  const { rows, isAsking } = useSteadyRows(results, status);
  const resend = useMutation(api.invitations.resend);
  const revoke = useMutation(api.invitations.revoke);
  const restore = useMutation(api.invitations.restore);
  const [isInviting, setInviting] = useState(false);
  return (
    <>
      <InvitationsView
        invitations={rows}
        isAsking={isAsking}
        status={wanted.status}
        onStatus={(status) => void setWanted({ status })}
        more={moreOf(status)}
        onMore={() => loadMore(page)}
        onInvite={() => setInviting(true)}
        onResend={({ _id, email }) =>
          run(resend({ invitationId: _id }), () => toast({ title: t("sent", { count: 1, email }) }))
        }
        onRevoke={({ _id, email }) =>
          run(revoke({ invitationId: _id }), () =>
            toast({
              title: t("revoked", { email }),
              action: { label: t("undo"), onAction: () => run(restore({ invitationId: _id })) },
            }),
          )
        }
      />
      <InviteDialog open={isInviting} onOpenChange={setInviting} />
    </>
  );
}
