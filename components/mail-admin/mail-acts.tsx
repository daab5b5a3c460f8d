"use client";
import { MoreHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MailRow } from "@/services/mail/mail-log";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";

type Props = { mail: MailRow; onRetry: (mail: MailRow) => void; onDrop: (mail: MailRow) => void };

/** What can be done about a mail that has not gone out; nothing for one that has. */
export function MailActs({ mail, onRetry, onDrop }: Props) {
  const t = useTranslations("mail-admin.log");
  const isOpen = (mail.state === "waiting" || mail.state === "refused") && mail.hasWords;
  if (!isOpen) return null;
  return (
    <DropdownMenu
      trigger={
        <IconButton label={t("actsFor", { to: mail.to })} size="sm">
          <MoreHorizontal aria-hidden />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => onRetry(mail)}>{t("retry")}</MenuItem>
      <MenuItem tone="danger" onSelect={() => onDrop(mail)}>
        {t("drop")}
      </MenuItem>
    </DropdownMenu>
  );
}
