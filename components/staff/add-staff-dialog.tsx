"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import * as z from "zod";
import { helperRoles, type HelperRole } from "@/services/access/course-rights";
import { Button } from "@/components/ui/button";
import { ChoiceGroup, Radio } from "@/components/ui/choice";
import { Dialog } from "@/components/ui/dialog";
import { RefusalNote } from "@/components/ui/refusal";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { useFirstFocus } from "@/components/workroom/use-first-focus";
import type { Id } from "@/convex/_generated/dataModel";
import { useDoing } from "@/lib/use-act";
import { useAskToHelp } from "./use-ask-to-help";

type Props = { courseId: Id<"courses">; open: boolean; onOpenChange: (open: boolean) => void };

/** Asks somebody to help with a course; the answer is the same whether the school knows the address or not. */
export function AddStaffDialog({ courseId, open, onOpenChange }: Props) {
  const t = useTranslations("staff");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("addTitle")} description={t("addHint")}>
      {open && <AddStaffForm courseId={courseId} onDone={() => onOpenChange(false)} />}
    </Dialog>
  );
}

const address = z.email().max(254);

function AddStaffForm({ courseId, onDone }: { courseId: Id<"courses">; onDone: () => void }) {
  const t = useTranslations("staff");
  const toast = useToast();
  const first = useFirstFocus();
  const { act, pending, refusal } = useDoing(useAskToHelp(courseId));
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<HelperRole>("editor");
  const [isTried, setTried] = useState(false);
  const isAddress = address.safeParse(email.trim()).success;
  return (
    <form
      className="grid gap-5"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isAddress) return first.current?.focus();
        act({ email: email.trim(), role }, () => {
          toast({ title: t("asked", { email: email.trim() }) });
          onDone();
        });
      }}
    >
      <RefusalNote refusal={refusal} />
      <TextField
        ref={first}
        label={t("email")}
        type="email"
        error={isTried && !isAddress ? t("emailWrong") : null}
        value={email}
        dir="ltr"
        autoComplete="off"
        maxLength={254}
        onChange={(event) => setEmail(event.target.value)}
      />
      <ChoiceGroup legend={t("partField")}>
        {helperRoles.map((one) => (
          <Radio
            key={one}
            name="staff-role"
            label={t(`roles.${one}`)}
            hint={t(`roleHints.${one}`)}
            checked={role === one}
            onChange={() => setRole(one)}
          />
        ))}
      </ChoiceGroup>
      <Button type="submit" variant="primary" className="justify-self-end" pending={pending}>
        {t("submit")}
      </Button>
    </form>
  );
}
