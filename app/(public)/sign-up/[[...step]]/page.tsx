import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignUp } from "@/components/identity/screens";
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
  return <SignUp next={nextPath((await searchParams).next)} />;
}
