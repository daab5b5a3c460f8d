import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SearchAdmin } from "@/components/search-admin/search-admin";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.search");
  return { title: t("title") };
}

export default function Page() {
  return <SearchAdmin />;
}
