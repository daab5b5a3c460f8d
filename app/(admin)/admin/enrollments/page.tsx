import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AdminEnrollments } from "@/components/admin-enrollments/admin-enrollments";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.enrollments");
  return { title: t("title") };
}

export default function Page() {
  return <AdminEnrollments />;
}
