import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MailLog } from "@/components/mail-admin/mail-log";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("mail-admin.log");
  return { title: t("title") };
}

export default function Page() {
  return <MailLog />;
}
