import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SchoolOverview } from "@/components/users/school-overview";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.overview");
  return { title: t("title") };
}

export default function Page() {
  return <SchoolOverview />;
}
