import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { System } from "@/components/system/system";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("system");
  return { title: t("title") };
}

export default function Page() {
  return <System />;
}
