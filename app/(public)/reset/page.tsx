import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Reset } from "@/components/identity/screens";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity.reset");
  return { title: t("title") };
}

export default function ResetPage() {
  return <Reset />;
}
