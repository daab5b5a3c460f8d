"use client";
import { FileX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/lib/paths";

/** Said in place of a lesson that is not there. */
export function NoSuchLesson({ slug }: { slug: string }) {
  const t = useTranslations("courses");
  return (
    <EmptyState
      heading="h1"
      className="py-24"
      icon={<FileX aria-hidden />}
      title={t("noSuchLesson")}
      action={
        <Link href={paths.course(slug)} className={buttonClass({ variant: "primary" })}>
          {t("backToCourse")}
        </Link>
      }
    >
      {t("noSuchLessonHint")}
    </EmptyState>
  );
}
