import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Setup } from "@/components/identity/setup";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity.setup");
  return { title: t("title") };
}

export default function SetupPage() {
  return <Setup />;
}
