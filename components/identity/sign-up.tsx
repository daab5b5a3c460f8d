"use client";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { IdentityRefusal, signUp, type IdentityReason } from "@/lib/auth/identity-client";
import { paths } from "@/lib/paths";
import { IdentityFrame, quietLink } from "./identity-frame";
import { IdentityNote } from "./identity-note";
import { useEntry } from "./use-entry";
import { useHouse } from "./use-house";
import { useIdentityWords, useSubmit } from "./use-submit";
import { VerifyStep } from "./verify-step";

const OF_PASSWORD: IdentityReason[] = ["password_too_short", "password_too_long", "password_too_common"];

/** The identity service takes no longer name. */
const longestName = 100;

/** What the service would refuse without looking further, all of it at once: it names only the first it meets. */
export function whatIsMissing(person: { name: string; email: string; password: string }) {
  const found: Partial<Record<keyof typeof person, IdentityReason>> = {};
  if (person.name.trim() === "") found.name = "name_missing";
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(person.email.trim())) found.email = "invalid_email";
  if (person.password.length < 12) found.password = "password_too_short";
  return found;
}

/** Starting an account: name, address and password, then the code that proves the address. `next` is a path of ours. */
export function SignUp({
  next,
  invitedEmail,
}: {
  next: string;
  /** Filled in, for someone who was invited. */ invitedEmail: string | null;
}) {
  const t = useTranslations("identity.signUp");
  const words = useIdentityWords();
  const house = useHouse();
  const { enter } = useEntry(next);
  const { submit, pending, refusal } = useSubmit();
  const [proving, setProving] = useState<string | null>(null);
  const [missing, setMissing] = useState<Partial<Record<"name" | "email" | "password", IdentityReason>>>({});
  const [person, setPerson] = useState({ name: "", email: invitedEmail ?? "", password: "" });
  const field = (name: keyof typeof person, reasons: IdentityReason[]) => ({
    name,
    label: t(name),
    required: true,
    value: person[name],
    error: missing[name]
      ? words(new IdentityRefusal(missing[name]))
      : refusal && reasons.includes(refusal.reason)
        ? words(refusal)
        : null,
    onChange: (event: { target: { value: string } }) => {
      setPerson({ ...person, [name]: event.target.value });
      setMissing({ ...missing, [name]: undefined });
    },
  });

  if (proving)
    return <VerifyStep email={proving} outbox={house.outbox} onDone={enter} onStartOver={() => setProving(null)} />;

  return (
    <IdentityFrame
      title={t("title")}
      lead={t("lead")}
      foot={
        <>
          <span>{t("haveAccount")}</span>
          <Link href={paths.signIn(next)} className={quietLink}>
            {t("toSignIn")}
          </Link>
        </>
      }
    >
      <form
        className="grid gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const found = whatIsMissing(person);
          setMissing(found);
          if (Object.keys(found).length > 0) return;
          submit(async () => {
            const email = person.email.trim();
            await signUp({ ...person, email });
            setProving(email);
          });
        }}
      >
        <IdentityNote refusal={refusal} saidBy={["name_missing", "invalid_email", ...OF_PASSWORD]} />
        <TextField
          {...field("name", ["name_missing"])}
          autoComplete="name"
          maxLength={longestName}
          hint={t("nameHint")}
        />
        <TextField
          {...field("email", ["invalid_email"])}
          type="email"
          autoComplete="username"
          hint={invitedEmail ? t("invitedHint") : undefined}
        />
        <TextField
          {...field("password", OF_PASSWORD)}
          type="password"
          autoComplete="new-password"
          hint={t("passwordHint")}
        />
        <Button type="submit" variant="primary" size="lg" pending={pending}>
          {t("submit")}
        </Button>
      </form>
    </IdentityFrame>
  );
}
