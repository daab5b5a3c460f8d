"use client";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { requestReset, resetPassword, signIn, type IdentityReason } from "@/lib/auth/identity-client";
import { paths } from "@/lib/paths";
import { CodeField } from "./code-field";
import { IdentityFrame, quietLink } from "./identity-frame";
import { IdentityNote } from "./identity-note";
import { OutboxHint } from "./outbox-hint";
import { useEntry } from "./use-entry";
import { useHouse } from "./use-house";
import { useIdentityWords, useSubmit } from "./use-submit";

const OF_PASSWORD: IdentityReason[] = ["password_too_short", "password_too_long", "password_too_common"];

/** A new password for someone who has forgotten theirs: the address, then the code and the new password. */
export function Reset() {
  const t = useTranslations("identity.reset");
  const words = useIdentityWords();
  const house = useHouse();
  const { enter } = useEntry("/learn");
  const { submit, pending, refusal } = useSubmit();
  const [asked, setAsked] = useState<string | null>(null);
  const [email, setEmail] = useState("");
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const said = (reasons: IdentityReason[]) => (refusal && reasons.includes(refusal.reason) ? words(refusal) : null);
  const foot = (
    <Link href={paths.signIn()} className={quietLink}>
      {t("toSignIn")}
    </Link>
  );

  if (!asked) {
    return (
      <IdentityFrame title={t("title")} lead={t("lead")} foot={foot}>
        <form
          className="grid gap-4"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit(async () => {
              await requestReset(email.trim());
              setAsked(email.trim());
            });
          }}
        >
          <IdentityNote refusal={refusal} saidBy={["invalid_email"]} />
          <TextField
            label={t("email")}
            name="email"
            type="email"
            autoComplete="username"
            required
            value={email}
            error={said(["invalid_email"])}
            onChange={(event) => setEmail(event.target.value)}
          />
          <Button type="submit" variant="primary" size="lg" pending={pending}>
            {t("submit")}
          </Button>
        </form>
      </IdentityFrame>
    );
  }

  return (
    <IdentityFrame
      title={t("title")}
      lead={t.rich("codeLead", { email: asked, b: (text) => <b className="font-medium text-ink">{text}</b> })}
      foot={foot}
    >
      <form
        className="grid gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(async () => {
            await resetPassword(asked, code, password);
            await signIn(asked, password);
            await enter();
          });
        }}
      >
        <IdentityNote refusal={refusal} saidBy={["wrong_code", ...OF_PASSWORD]} />
        <CodeField label={t("code")} value={code} error={said(["wrong_code"])} onChange={setCode} />
        <TextField
          label={t("password")}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          hint={t("passwordHint")}
          value={password}
          error={said(OF_PASSWORD)}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" variant="primary" size="lg" pending={pending} disabled={code.length < 6}>
          {t("save")}
        </Button>
        <OutboxHint href={house.outbox} />
      </form>
    </IdentityFrame>
  );
}
