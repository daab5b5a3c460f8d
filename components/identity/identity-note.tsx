"use client";
import { CircleAlert } from "lucide-react";
import type { IdentityRefusal, IdentityReason } from "@/lib/auth/identity-client";
import { useIdentityWords } from "./use-submit";

/** A refusal said above a form, unless one of its fields says it. */
export function IdentityNote({ refusal, saidBy = [] }: { refusal: IdentityRefusal | null; saidBy?: IdentityReason[] }) {
  const words = useIdentityWords();
  if (!refusal || saidBy.includes(refusal.reason)) return null;
  return (
    <p
      role="alert"
      className="flex items-start gap-2 rounded-control bg-danger-soft px-3 py-2 text-base text-danger-ink"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {words(refusal)}
    </p>
  );
}
