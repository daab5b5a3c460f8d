import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Unsubscribe } from "@/components/mail/unsubscribe";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("mail.unsubscribe");
  // The address holds a token: it is passed on to nobody.
  return { title: t("title"), robots: { index: false }, referrer: "no-referrer" };
}

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function Page({ searchParams }: Props) {
  const { token } = await searchParams;
  return <Unsubscribe token={typeof token === "string" ? token : ""} />;
}
