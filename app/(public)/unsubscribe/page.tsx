import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Unsubscribe } from "@/components/mail/unsubscribe";
import { UnsubscribePlain } from "@/components/mail/unsubscribe-plain";
import { readToken, stopLinkAt } from "@/lib/convex/stop-letters";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("mail.unsubscribe");
  // The address holds a token: it is passed on to nobody.
  return { title: t("title"), robots: { index: false }, referrer: "no-referrer" };
}

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function Page({ searchParams }: Props) {
  const token = readToken((await searchParams).token);
  return (
    <>
      <Unsubscribe token={token} />
      <noscript>
        <UnsubscribePlain token={token} link={await stopLinkAt(token)} />
      </noscript>
    </>
  );
}
