import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TaughtCourses } from "@/components/builder/taught-courses";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("teach.list");
  return { title: t("title") };
}

export default function Page() {
  return <TaughtCourses />;
}
