import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Invitations } from "@/components/invitations/invitations";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.invitations");
  return { title: t("heading") };
}

export default function Page() {
  return <Invitations />;
}
