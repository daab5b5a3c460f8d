"use client";
import { useMutation } from "convex/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import type { Role } from "@/services/access/permissions";
import type { AppErrorData } from "@/services/shared/app-error";
import { GrantDialog } from "@/components/admin-enrollments/grant-dialog";
import { Refused } from "@/components/ui/refusal";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { useRun } from "@/components/workroom/use-run";
import { useAsk } from "@/lib/use-ask";
import { PersonView } from "./person-view";

/** One person at the side of the table: role, state, courses and history, live. */
export function PersonPanel({ userId, onClose }: { userId: string | null; onClose: () => void }) {
  const t = useTranslations("admin.people");
  return (
    <Sheet
      open={userId !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("panel")}
      className="w-[min(32rem,calc(100vw-1.5rem))]"
    >
      {userId && <Person key={userId} userId={userId as Id<"users">} />}
    </Sheet>
  );
}

function Person({ userId }: { userId: Id<"users"> }) {
  const t = useTranslations("admin.people");
  const toast = useToast();
  const asked = useAsk(api.users.get, { userId });
  const changeRole = useMutation(api.users.changeRole).withOptimisticUpdate((local, { role }) => {
    const open = local.getQuery(api.users.get, { userId });
    if (open) local.setQuery(api.users.get, { userId }, { ...open, role });
  });
  const deactivate = useMutation(api.users.deactivate);
  const reactivate = useMutation(api.users.reactivate);
  const [refusal, setRefusal] = useState<AppErrorData | null>(null);
  const [isGranting, setGranting] = useState(false);
  const runIt = useRun(setRefusal);
  const run = (doing: Promise<unknown>, then?: () => void) => {
    setRefusal(null);
    runIt(doing, then);
  };
  if (asked.state === "loading") {
    return (
      <SkeletonGroup className="grid gap-4">
        <Skeleton className="h-14 w-64" />
        <Skeleton className="h-9 w-full" />
        <Skeleton className="h-40 w-full" />
      </SkeletonGroup>
    );
  }
  if (asked.state === "refused") return <Refused heading="h2" refusal={asked.refusal} />;
  const person = asked.value;
  const { name } = person;
  const setRole = (role: Role, from: Role) =>
    run(changeRole({ userId, role }), () =>
      toast({
        title: t("roleChanged", { name, role }),
        action: { label: t("undo"), onAction: () => run(changeRole({ userId, role: from })) },
      }),
    );
  const setActive = (isActive: boolean) => {
    const act = (active: boolean) => (active ? reactivate({ userId }) : deactivate({ userId }));
    run(act(isActive), () =>
      toast({
        title: t(isActive ? "reactivated" : "deactivated", { name }),
        action: { label: t("undo"), onAction: () => run(act(!isActive)) },
      }),
    );
  };
  return (
    <>
      <PersonView
        person={person}
        refusal={refusal}
        onRole={(role) => setRole(role, person.role)}
        onActive={setActive}
        onEnroll={() => setGranting(true)}
      />
      <GrantDialog
        open={isGranting}
        onOpenChange={setGranting}
        person={{ _id: person._id, name, email: person.email }}
      />
    </>
  );
}
