"use client";
import { Unplug } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Spinner } from "@/components/ui/spinner";
import { usePatience } from "./use-patience";

/** In place of a sign-in that is on its way. */
export function SignInComing() {
  const t = useTranslations("identity.away");
  const isLong = usePatience(true);
  if (isLong) return <SignInAway />;
  return (
    <p role="status" className="flex items-center gap-2 py-14 text-muted">
      <Spinner />
      {t("looking")}
    </p>
  );
}

/** In place of a sign-in that has not come: what is wrong, and what can be done meanwhile. */
export function SignInAway() {
  const t = useTranslations("identity.away");
  return (
    <div role="alert">
      <EmptyState
        heading="h1"
        icon={<Unplug aria-hidden />}
        title={t("title")}
        action={
          <>
            <Button variant="primary" onClick={() => window.location.reload()}>
              {t("again")}
            </Button>
            <Button asChild>
              <Link href="/courses">{t("courses")}</Link>
            </Button>
          </>
        }
      >
        {t("text")}
      </EmptyState>
    </div>
  );
}
