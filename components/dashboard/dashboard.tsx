"use client";
import { useMutation } from "convex/react";
import { useTranslations } from "next-intl";
import { api } from "@/convex/_generated/api";
import { Refused } from "@/components/ui/refusal";
import { useToast } from "@/components/ui/toast";
import { useMe } from "@/components/shell/use-me";
import { useAsk } from "@/lib/use-ask";
import { DashboardSkeleton } from "./dashboard-skeleton";
import type { LearnCard } from "@/services/learning/views";
import { DashboardView } from "./dashboard-view";

/** The student's desk, live. */
export function Dashboard() {
  const t = useTranslations("dashboard");
  const asked = useAsk(api.learning.dashboard, {});
  const who = useMe();
  const toast = useToast();
  const leave = useMutation(api.enrollments.leave);
  const enroll = useMutation(api.enrollments.enroll);
  if (asked.state === "loading" || who.state !== "ready") return <DashboardSkeleton />;
  if (asked.state === "refused") return <Refused refusal={asked.refusal} />;
  const leaveCourse = (card: LearnCard) =>
    void leave({ courseId: card.courseId }).then(() =>
      toast({
        title: t("leaveUndo", { title: card.title }),
        action: { label: t("undo"), onAction: () => void enroll({ courseId: card.courseId }) },
      }),
    );
  return <DashboardView desk={asked.value} name={who.me.name} onLeave={leaveCourse} />;
}
