import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignIn } from "@/components/identity/screens";
import { nextPath } from "@/lib/auth/next-path";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity.signIn");
  return { title: t("submit") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  return <SignIn next={nextPath((await searchParams).next)} />;
}
