"use client";
import { useState } from "react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { resendCode, verifyEmail, type IdentityRefusal } from "@/lib/auth/identity-client";
import { CodeField } from "./code-field";
import { IdentityFrame } from "./identity-frame";
import { IdentityNote } from "./identity-note";
import { OutboxHint } from "./outbox-hint";
import { useIdentityWords, useSubmit } from "./use-submit";

type Props = { email: string; outbox: string | null; onDone: () => Promise<void>; onStartOver: () => void };

/** Proves an address with the code sent to it. */
export function VerifyStep({ email, outbox, onDone, onStartOver }: Props) {
  const t = useTranslations("identity.verify");
  const words = useIdentityWords();
  const { submit, pending, refusal } = useSubmit();
  const [code, setCode] = useState("");
  const [resent, setResent] = useState(false);
  const confirm = (whole: string) =>
    submit(async () => {
      setResent(false);
      await verifyEmail(email, whole);
      await onDone();
    });
  const atCode = (one: IdentityRefusal | null) => (one?.reason === "wrong_code" ? words(one) : null);
  return (
    <IdentityFrame
      title={t("title")}
      lead={t.rich("lead", { email, b: (text) => <b className="font-medium text-ink">{text}</b> })}
      foot={
        <>
          <Button
            variant="quiet"
            size="sm"
            className="-ms-2.5"
            onClick={() =>
              submit(async () => {
                setResent(false);
                setCode("");
                await resendCode(email);
                setResent(true);
              })
            }
          >
            {t("resend")}
          </Button>
          <Button variant="quiet" size="sm" onClick={onStartOver}>
            {t("startOver")}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          confirm(code);
        }}
      >
        <IdentityNote refusal={refusal} saidBy={["wrong_code"]} />
        <p role="status" className="text-base text-muted empty:hidden">
          {resent ? t("resent") : null}
        </p>
        <CodeField label={t("code")} value={code} error={atCode(refusal)} onChange={setCode} onWhole={confirm} />
        <Button type="submit" variant="primary" size="lg" pending={pending} disabled={code.length < 6}>
          {t("submit")}
        </Button>
        <OutboxHint href={outbox} />
      </form>
    </IdentityFrame>
  );
}
