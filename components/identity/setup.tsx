"use client";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "next-intl";
import { api } from "@/convex/_generated/api";
import { Gate } from "@/components/shell/gate";
import { Button, buttonClass } from "@/components/ui/button";
import { RefusalNote } from "@/components/ui/refusal";
import { TextField } from "@/components/ui/text-field";
import type { AppErrorData } from "@/services/shared/app-error";
import { paths } from "@/lib/paths";
import { useAct } from "@/lib/use-act";
import { IdentityFrame } from "./identity-frame";

/** Makes the person who holds the token that the school printed its first administrator. */
export function Setup() {
  const { act, pending, refusal } = useAct(api.users.claimSchool);
  const [isDone, setDone] = useState(false);
  return (
    <Gate>
      <SetupView
        isDone={isDone}
        pending={pending}
        refusal={refusal}
        onClaim={(token) => act({ token }, () => setDone(true))}
      />
    </Gate>
  );
}

type ViewProps = { isDone: boolean; pending: boolean; refusal: AppErrorData | null; onClaim: (token: string) => void };

/** The form for the token, and what follows. */
export function SetupView({ isDone, pending, refusal, onClaim }: ViewProps) {
  const t = useTranslations("identity.setup");
  const [token, setToken] = useState("");
  if (isDone) {
    return (
      <IdentityFrame title={t("done")} lead={t("doneLead")}>
        <Link href={paths.admin} className={buttonClass({ variant: "primary", size: "lg" })}>
          {t("toAdmin")}
        </Link>
      </IdentityFrame>
    );
  }
  return (
    <IdentityFrame title={t("title")} lead={t("lead")}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onClaim(token.trim());
        }}
      >
        <RefusalNote refusal={refusal} />
        <TextField
          label={t("token")}
          name="token"
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          className="font-mono"
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        <Button type="submit" variant="primary" size="lg" pending={pending} disabled={token.trim() === ""}>
          {t("submit")}
        </Button>
      </form>
    </IdentityFrame>
  );
}
