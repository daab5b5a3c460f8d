"use client";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { IdentityRefusal, resendCode, signIn, signInAs } from "@/lib/auth/identity-client";
import { paths } from "@/lib/paths";
import { IdentityFrame, quietLink } from "./identity-frame";
import { IdentityNote } from "./identity-note";
import { PersonaList } from "./persona-list";
import { useEntry } from "./use-entry";
import { useHouse } from "./use-house";
import { useIdentityWords, useSubmit } from "./use-submit";
import { VerifyStep } from "./verify-step";

/** Signing in: with a password, or, in a demo school, as one of its people. `next` is a path of ours. */
export function SignIn({ next }: { next: string }) {
  const t = useTranslations("identity.signIn");
  const words = useIdentityWords();
  const house = useHouse();
  const { enter } = useEntry(next);
  const { submit, pending, refusal } = useSubmit();
  const [entering, setEntering] = useState<string | null>(null);
  const [proving, setProving] = useState<string | null>(null);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  if (proving)
    return <VerifyStep email={proving} outbox={house.outbox} onDone={enter} onStartOver={() => setProving(null)} />;

  const enterWithPassword = () =>
    submit(async () => {
      try {
        await signIn(email.trim(), password);
      } catch (error) {
        if (!(error instanceof IdentityRefusal) || error.reason !== "email_not_verified") throw error;
        await resendCode(email.trim());
        setProving(email.trim());
        return;
      }
      await enter();
    });

  return (
    <IdentityFrame
      title={t("title")}
      lead={t("lead")}
      foot={
        <>
          <span>{t("noAccount")}</span>
          <Link href={paths.signUp(next)} className={quietLink}>
            {t("toSignUp")}
          </Link>
        </>
      }
      aside={
        house.personas.length > 0 ? (
          <PersonaList
            personas={house.personas}
            entering={entering}
            onEnter={(key) => {
              setEntering(key);
              submit(async () => {
                try {
                  await signInAs(key);
                  await enter();
                } finally {
                  setEntering(null);
                }
              });
            }}
          />
        ) : null
      }
    >
      <form
        className="grid gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          enterWithPassword();
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
          error={refusal?.reason === "invalid_email" ? words(refusal) : null}
          onChange={(event) => setEmail(event.target.value)}
        />
        <div className="grid gap-1.5">
          <TextField
            label={t("password")}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Link href="/reset" className={`${quietLink} justify-self-start text-sm`}>
            {t("forgot")}
          </Link>
        </div>
        <Button type="submit" variant="primary" size="lg" pending={pending && entering === null}>
          {t("submit")}
        </Button>
      </form>
    </IdentityFrame>
  );
}
