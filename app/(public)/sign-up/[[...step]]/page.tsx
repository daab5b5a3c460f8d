import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignUp } from "@/components/identity/screens";
import { invitedAddress } from "@/lib/auth/invited-address";
import { nextPath } from "@/lib/auth/next-path";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity.signUp");
  return { title: t("title") };
}

export default async function SignUpPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { next, email } = await searchParams;
  return <SignUp next={nextPath(next)} invitedEmail={invitedAddress(email)} />;
}
