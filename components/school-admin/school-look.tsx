"use client";
import { useTranslations } from "next-intl";
import { api } from "@/convex/_generated/api";
import { Refused } from "@/components/ui/refusal";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { WorkPage } from "@/components/workroom/work-page";
import { useAct } from "@/lib/use-act";
import { useAsk } from "@/lib/use-ask";
import { LookForm } from "./look-form";

/** The school's name and colour, for admins. */
export function SchoolLook() {
  const t = useTranslations("school");
  const card = useAsk(api.school.card, {});
  const save = useAct(api.school.saveLook);
  if (card.state === "refused") return <Refused refusal={card.refusal} />;
  return (
    <WorkPage title={t("title")} hint={t("hint")}>
      {card.state === "ready" ? (
        <LookForm
          look={card.value}
          pending={save.pending}
          refusal={save.refusal}
          onSave={(look, then) => save.act(look, then)}
        />
      ) : (
        <SkeletonGroup>
          <Skeleton className="h-72 w-full rounded-card" />
        </SkeletonGroup>
      )}
    </WorkPage>
  );
}
