import Link from "next/link";
import { BookX } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/lib/paths";

/** Said in place of a course that is not there, or not for this person to see. */
export function NoSuchCourse() {
  const t = useTranslations("courses");
  return (
    <EmptyState
      heading="h1"
      className="py-24"
      icon={<BookX aria-hidden />}
      title={t("noSuchCourse")}
      action={
        <Link href={paths.courses} className={buttonClass({ variant: "primary" })}>
          {t("allCourses")}
        </Link>
      }
    >
      {t("noSuchCourseHint")}
    </EmptyState>
  );
}
