import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Imports } from "@/components/imports/imports";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("imports-screens.list");
  return { title: t("title") };
}

export default function Page() {
  return <Imports />;
}
