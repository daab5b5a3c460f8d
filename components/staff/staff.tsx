"use client";
import { useMutation } from "convex/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Refused } from "@/components/ui/refusal";
import { useToast } from "@/components/ui/toast";
import { useRunInTable } from "@/components/workroom/use-run";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { useAsk } from "@/lib/use-ask";
import { AddStaffDialog } from "./add-staff-dialog";
import { StaffView } from "./staff-view";
import { useAskToHelp } from "./use-ask-to-help";

/** Who makes one course, live, with what its owner may do about it. */
export function Staff({ courseId: typed }: { courseId: string }) {
  const courseId = typed as Id<"courses">;
  const t = useTranslations("staff");
  const toast = useToast();
  const run = useRunInTable();
  const asked = useAsk(api.staff.list, { courseId: typed });
  const ask = useAskToHelp(courseId);
  const changeRole = useMutation(api.staff.changeRole);
  const remove = useMutation(api.staff.remove);
  const uninvite = useMutation(api.staff.uninvite);
  const [isAdding, setAdding] = useState(false);
  if (asked.state === "refused") return <Refused refusal={asked.refusal} />;
  return (
    <>
      <StaffView
        staff={asked.state === "ready" ? asked.value : null}
        onAdd={() => setAdding(true)}
        onRole={({ userId, name }, role) =>
          run(changeRole({ courseId, userId, role }), () => toast({ title: t("changed", { name, role }) }))
        }
        onRemove={({ userId, name, email, role }) =>
          run(remove({ courseId, userId }), () =>
            toast({
              title: t("removed", { name }),
              ...(email && role !== "owner"
                ? { action: { label: t("undo"), onAction: () => run(ask({ email, role })) } }
                : {}),
            }),
          )
        }
        onAgain={({ email, role }) => run(ask({ email, role }), () => toast({ title: t("asked", { email }) }))}
        onUninvite={({ invitationId, email, role }) =>
          run(uninvite({ courseId, invitationId }), () =>
            toast({
              title: t("uninvited", { email }),
              action: { label: t("undo"), onAction: () => run(ask({ email, role })) },
            }),
          )
        }
      />
      <AddStaffDialog courseId={courseId} open={isAdding} onOpenChange={setAdding} />
    </>
  );
}
