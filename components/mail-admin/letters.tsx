"use client";
import { parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { templateNames } from "@/services/mail/template-names";
import { useMe } from "@/components/shell/use-me";
import { locales } from "@/lib/i18n/locales";
import { useAct } from "@/lib/use-act";
import { useAsk } from "@/lib/use-ask";
import { LettersView } from "./letters-view";

const wishes = {
  letter: parseAsStringLiteral(templateNames).withDefault("welcome"),
  theme: parseAsStringLiteral(["light", "dark"] as const).withDefault("light"),
  width: parseAsStringLiteral(["desktop", "phone"] as const).withDefault("desktop"),
  form: parseAsStringLiteral(["html", "text"] as const).withDefault("html"),
  language: parseAsStringLiteral(locales).withDefault("en"),
};

/** Every letter that the school can write, as it would go out, with sample words. */
export function Letters() {
  const who = useMe();
  const [wish, setWish] = useQueryStates(wishes);
  const shown = useAsk(api.mail.preview, { template: wish.letter, locale: wish.language, theme: wish.theme });
  const test = useAct(api.mail.sendTest);
  const [sent, setSent] = useState<string | null>(null);
  return (
    <LettersView
      wish={wish}
      onWish={(change) => {
        setSent(null);
        void setWish(change);
      }}
      shown={shown}
      pending={test.pending}
      refusal={test.refusal}
      sentTo={sent === wish.letter && who.state === "ready" ? who.me.email : null}
      onTest={() => test.act({ template: wish.letter }, () => setSent(wish.letter))}
    />
  );
}
