import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Letters } from "@/components/mail-admin/letters";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("mail-admin.letters");
  return { title: t("title") };
}

export default function Page() {
  return <Letters />;
}
