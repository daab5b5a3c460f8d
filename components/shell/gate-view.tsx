"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { can, type Permission } from "@/services/access/permissions";
import { Button, buttonClass } from "@/components/ui/button";
import { Refused } from "@/components/ui/refusal";
import { paths } from "@/lib/paths";
import { SignInAway } from "./sign-in-away";
import type { Whoever } from "./use-me";
import { WaitingPage } from "./waiting-page";

type Props = {
  may?: Permission | undefined;
  children: ReactNode;
  who: Whoever;
  pathname: string;
  onSignOut: () => void;
};

/** The gate for a known or unknown person. */
export function GateView({ who, may, pathname, onSignOut, children }: Props) {
  const t = useTranslations("shell");
  switch (who.state) {
    case "loading":
      return <WaitingPage pathname={pathname} />;
    case "away":
      return <SignInAway />;
    case "visitor":
      return (
        <Refused
          refusal={{ code: "unauthenticated", reason: "sign_in" }}
          action={
            <>
              <Link href={paths.signIn(pathname)} className={buttonClass({ variant: "primary" })}>
                {t("signIn")}
              </Link>
              <Link href={paths.signUp(pathname)} className={buttonClass({})}>
                {t("signUp")}
              </Link>
            </>
          }
        />
      );
    case "refused":
      return <Refused refusal={who.refusal} action={<Button onClick={onSignOut}>{t("signOut")}</Button>} />;
    case "ready":
      return may && !can(who.me, may) ? (
        <Refused
          refusal={{ code: "forbidden", reason: may }}
          action={
            <Link href={paths.learning} className={buttonClass({})}>
              {t("myLearning")}
            </Link>
          }
        />
      ) : (
        <>{children}</>
      );
  }
}
