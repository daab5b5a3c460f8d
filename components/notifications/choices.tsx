"use client";
import { api } from "@/convex/_generated/api";
import { RefusalNote } from "@/components/ui/refusal";
import { useAct } from "@/lib/use-act";
import { useAsk } from "@/lib/use-ask";
import { ChoicesView } from "./choices-view";

/** The person's own choices of how they are told, live: what a link in a letter stops is off here at once. */
export function NotificationChoices() {
  const choices = useAsk(api.notifications.choices, {});
  const trouble = useAsk(api.mail.myAddress, {});
  const choose = useAct(api.notifications.choose);
  const digest = useAct(api.notifications.chooseDigest);
  const confirm = useAct(api.mail.confirmAddress);
  if (choices.state === "refused") return <RefusalNote refusal={choices.refusal} />;
  return (
    <ChoicesView
      choices={choices.state === "ready" ? choices.value : null}
      trouble={trouble.state === "ready" ? trouble.value : null}
      pending={confirm.pending}
      refusal={choose.refusal ?? digest.refusal ?? confirm.refusal}
      onChoose={(choice) => choose.act(choice)}
      onDigest={(every) => digest.act({ every })}
      onConfirm={() => confirm.act({})}
    />
  );
}
