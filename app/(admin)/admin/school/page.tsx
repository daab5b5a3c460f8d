import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SchoolLook } from "@/components/school-admin/school-look";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("school");
  return { title: t("title") };
}

export default function Page() {
  return <SchoolLook />;
}
