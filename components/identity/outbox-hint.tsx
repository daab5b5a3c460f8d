"use client";
import { Inbox } from "lucide-react";
import { useTranslations } from "next-intl";
import { quietLink } from "./identity-frame";

/** Where the code is, in a school that keeps its mail instead of sending it; nothing where mail is really sent. */
export function OutboxHint({ href }: { href: string | null }) {
  const t = useTranslations("identity.outbox");
  if (!href) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-control bg-sunken px-3 py-2 text-base text-muted">
      <Inbox aria-hidden className="size-4 shrink-0" />
      {t("lead")}
      <a href={href} target="_blank" rel="noreferrer" className={quietLink}>
        {t("open")}
      </a>
    </p>
  );
}
