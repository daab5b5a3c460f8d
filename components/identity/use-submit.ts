"use client";
import { useState, useTransition } from "react";
import { useTranslations } from "next-intl";
import { IdentityRefusal } from "@/lib/auth/identity-client";

/** Work for the identity service: whether it is under way, and its last refusal. Bugs go to the nearest error boundary. */
export function useSubmit() {
  const [refusal, setRefusal] = useState<IdentityRefusal | null>(null);
  const [pending, start] = useTransition();
  const submit = (work: () => Promise<void>) =>
    start(async () => {
      setRefusal(null);
      try {
        await work();
      } catch (error) {
        if (!(error instanceof IdentityRefusal)) throw error;
        setRefusal(error);
      }
    });
  return { submit, pending, refusal, forget: () => setRefusal(null) };
}

/** The sentence for a refusal of the identity service. */
export function useIdentityWords(): (refusal: IdentityRefusal) => string {
  const t = useTranslations("identity.refusals");
  return (refusal) => t(refusal.reason, { minutes: Math.ceil((refusal.retryAfterSeconds ?? 0) / 60) });
}
