import Link from "next/link";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { AppErrorData } from "@/services/shared/app-error";
import { Button, buttonClass } from "@/components/ui/button";
import { RefusalNote } from "@/components/ui/refusal";
import { paths } from "@/lib/paths";

/** How the person who looks stands to the course, as the server says. */
export type ViewerState = "visitor" | "canEnroll" | "enrolled" | "completed" | "withdrawn" | "closed" | "staff";

type Props = {
  course: { _id: string; slug: string };
  /** Null until the server has said who looks. */
  viewer: { state: ViewerState; percent: number | null; continueLessonId: string | null } | null;
  pending: boolean;
  refusal: AppErrorData | null;
  onEnroll: () => void;
  /** Only the button, for where the line beside it stands elsewhere. */
  isBare?: boolean;
};

/** The course's one button, which says what will happen, and a line that says the rest. */
export function EnrollButtonView({ course, viewer, pending, refusal, onEnroll, isBare = false }: Props) {
  const t = useTranslations("enrollments");
  const wide = (variant: "primary" | "secondary") => buttonClass({ variant, size: "lg", className: "w-full" });
  const room = viewer?.continueLessonId ? paths.lesson(course.slug, viewer.continueLessonId) : paths.room(course.slug);

  if (!viewer) {
    return (
      <Answer isBare={isBare} hint={t("waiting")}>
        <Button variant="primary" size="lg" className="w-full" disabled>
          {t("enroll")}
        </Button>
      </Answer>
    );
  }
  switch (viewer.state) {
    case "visitor":
      return (
        <Answer isBare={isBare} hint={t("signInHint")}>
          <Link href={paths.signIn(paths.course(course.slug))} className={wide("primary")}>
            {t("signInToEnroll")}
          </Link>
        </Answer>
      );
    case "canEnroll":
    case "withdrawn": {
      const isReturn = viewer.state === "withdrawn";
      return (
        <Answer isBare={isBare} hint={t(isReturn ? "returnHint" : "enrollHint")} refusal={refusal}>
          <Button variant="primary" size="lg" className="w-full" pending={pending} onClick={onEnroll}>
            {t(isReturn ? "return" : "enroll")}
          </Button>
        </Answer>
      );
    }
    case "enrolled": {
      const percent = viewer.percent ?? 0;
      return (
        <Answer isBare={isBare} hint={percent > 0 ? t("continueHint", { percent }) : t("startHint")}>
          <Link href={room} className={wide("primary")}>
            {t(percent > 0 ? "continue" : "start")}
            <ArrowRight aria-hidden className="rtl-flip" />
          </Link>
        </Answer>
      );
    }
    case "completed":
      return (
        <Answer isBare={isBare} hint={t("againHint")}>
          <Link href={room} className={wide("secondary")}>
            {t("again")}
          </Link>
        </Answer>
      );
    case "closed":
      return (
        <Answer isBare={isBare} hint={t("closedHint")}>
          <p className="rounded-control bg-sunken px-4 py-2.5 text-center text-md font-medium text-muted">
            {t("closed")}
          </p>
        </Answer>
      );
    case "staff":
      return (
        <Answer isBare={isBare} hint={t("staffHint")}>
          <div className="grid gap-2">
            <Link href={paths.teachCourse(course._id)} className={wide("primary")}>
              {t("edit")}
            </Link>
            <Link href={room} className={wide("secondary")}>
              {t("view")}
            </Link>
          </div>
        </Answer>
      );
  }
}

function Answer({
  hint,
  isBare,
  refusal,
  children,
}: {
  hint: string;
  isBare: boolean;
  refusal?: AppErrorData | null;
  children: React.ReactNode;
}) {
  return (
    <div className="grid gap-2">
      {children}
      <RefusalNote refusal={refusal} />
      {!isBare && <p className="text-center text-sm text-muted">{hint}</p>}
    </div>
  );
}
