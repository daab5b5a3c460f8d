"use client";
import type { ReactNode } from "react";
import { CircleAlert, Lock, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { AppErrorData } from "@/services/shared/app-error";
import { cn } from "./cn";

/** The sentence a person can act on for a refusal's reason: the reason's own words, else those of its code. */
export function useRefusalWords(): (refusal: AppErrorData) => string {
  const t = useTranslations("errors");
  return (refusal) =>
    t.has(`reasons.${refusal.reason}`) ? t(`reasons.${refusal.reason}`) : t(`codes.${refusal.code}`);
}

/** A refusal said in place, next to what was refused; nothing when there is none. */
export function RefusalNote({ refusal, className }: { refusal: AppErrorData | null | undefined; className?: string }) {
  const words = useRefusalWords();
  if (!refusal) return null;
  return (
    <p
      role="alert"
      className={cn(
        "flex items-start gap-2 rounded-control bg-danger-soft px-3 py-2 text-base text-danger-ink",
        className,
      )}
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {words(refusal)}
    </p>
  );
}

type RefusedProps = {
  refusal: AppErrorData;
  /** What to do instead. */ action?: ReactNode;
  className?: string;
  heading?: "h1" | "h2";
};

/** A whole view that may not be seen: what happened, and what to do. */
export function Refused({ refusal, action, className, heading: Heading = "h1" }: RefusedProps) {
  const t = useTranslations("errors");
  const words = useRefusalWords();
  const Icon = refusal.code === "not_found" ? SearchX : Lock;
  return (
    <div
      role="alert"
      className={cn("mx-auto grid max-w-md justify-items-center gap-3 px-4 py-20 text-center", className)}
    >
      <span className="grid size-12 place-items-center rounded-full bg-sunken text-muted">
        <Icon aria-hidden className="size-5" />
      </span>
      <Heading className="display text-2xl">{t(`titles.${refusal.code}`)}</Heading>
      <p className="text-md text-muted">{words(refusal)}</p>
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
