"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { roles, type Role } from "@/services/access/permissions";
import { mostAtOnce } from "@/services/invitations/invitation";
import { readAddresses } from "@/services/invitations/read-addresses";
import type { AppErrorData } from "@/services/shared/app-error";
import { Button } from "@/components/ui/button";
import { ChoiceGroup, Radio } from "@/components/ui/choice";
import { RefusalNote } from "@/components/ui/refusal";
import { TextArea } from "@/components/ui/text-area";
import { useFirstFocus } from "@/components/workroom/use-first-focus";

type Props = {
  pending: boolean;
  refusal: AppErrorData | null;
  onInvite: (emails: string[], role: Role) => void;
};

/** Who is to come, and as what. Nothing is sent while one of the addresses cannot be read. */
export function InviteForm({ pending, refusal, onInvite }: Props) {
  const t = useTranslations("admin");
  const words = useTranslations("admin.invitations");
  const first = useFirstFocus<HTMLTextAreaElement>();
  const [text, setText] = useState("");
  const [role, setRole] = useState<Role>("student");
  const [isTried, setTried] = useState(false);
  const { addresses, unreadable } = readAddresses(text);
  const wrong =
    unreadable.length > 0
      ? words("unreadable", { count: unreadable.length, words: unreadable.slice(0, 3).join(", ").slice(0, 120) })
      : addresses.length === 0
        ? words("nobody")
        : addresses.length > mostAtOnce
          ? words("tooMany", { count: addresses.length, most: mostAtOnce })
          : null;
  return (
    <form
      className="grid gap-5"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (wrong) first.current?.focus();
        else onInvite(addresses, role);
      }}
    >
      <RefusalNote refusal={refusal} />
      <TextArea
        ref={first}
        label={words("emails")}
        hint={words("emailsHint", { most: mostAtOnce })}
        error={isTried ? wrong : null}
        value={text}
        rows={3}
        dir="ltr"
        spellCheck={false}
        autoCapitalize="off"
        maxLength={20_000}
        onChange={(event) => setText(event.target.value)}
      />
      <ChoiceGroup legend={t("people.changeRole")}>
        {roles.map((one) => (
          <Radio
            key={one}
            name="invited-role"
            label={t(`roles.${one}`)}
            hint={t(`people.changeRoleHint.${one}`)}
            checked={role === one}
            onChange={() => setRole(one)}
          />
        ))}
      </ChoiceGroup>
      <Button type="submit" variant="primary" className="justify-self-end" pending={pending}>
        {words("submit", { count: Math.max(1, addresses.length) })}
      </Button>
    </form>
  );
}
