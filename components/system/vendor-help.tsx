"use client";
import { useTranslations } from "next-intl";
import type { SystemPart } from "@/services/system/describe-system";
import { Sheet } from "@/components/ui/sheet";

/** The variables that put each vendor in its place. */
const variables: Record<SystemPart["part"], readonly string[]> = {
  convex: ["CONVEX_URL"],
  identity: [
    "NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY",
    "CLERK_SECRET_KEY",
    "CLERK_JWT_ISSUER_DOMAIN",
    "CLERK_WEBHOOK_SIGNING_SECRET",
  ],
  mail: ["RESEND_API_KEY", "RESEND_WEBHOOK_SECRET", "DOCTRINA_MAIL_FROM"],
  search: ["ALGOLIA_APP_ID", "ALGOLIA_ADMIN_API_KEY", "ALGOLIA_SEARCH_API_KEY"],
  video: ["MUX_TOKEN_ID", "MUX_TOKEN_SECRET", "MUX_SIGNING_KEY", "MUX_PRIVATE_KEY", "MUX_WEBHOOK_SECRET"],
};
const steps = ["one", "two", "three", "four"] as const;

type Props = { part: SystemPart; open: boolean; onOpenChange: (open: boolean) => void };

/** What a person does to put a vendor in a part's place, and to go back. */
export function VendorHelp({ part, open, onOpenChange }: Props) {
  const t = useTranslations("system.help");
  const { vendor, isReal, webhookUrl } = part;
  const has = (step: (typeof steps)[number]) => t.has(`${part.part}.steps.${step}`);
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={t(isReal ? "backTitle" : "title", { vendor })}>
      <div className="grid content-start gap-6 text-base">
        <section className="grid gap-2">
          <h3 className="font-medium">{t("todo")}</h3>
          <ol className="grid list-decimal gap-2 ps-5 text-muted">
            {steps.filter(has).map((step) => (
              <li key={step} className="[overflow-wrap:anywhere]">
                {t(`${part.part}.steps.${step}`, { url: webhookUrl ?? "" })}
              </li>
            ))}
          </ol>
        </section>
        <section className="grid gap-2">
          <h3 className="font-medium">{t("variables")}</h3>
          <ul className="grid gap-1 rounded-control bg-sunken px-3 py-2 text-sm">
            {variables[part.part].map((name) => (
              <li key={name} className="[overflow-wrap:anywhere]">
                <code>{name}</code>
              </li>
            ))}
          </ul>
          <p className="text-muted">{t("restart")}</p>
        </section>
        <section className="grid gap-2">
          <h3 className="font-medium">{t("undo")}</h3>
          <p className="text-muted">{t(`${part.part}.undo`)}</p>
        </section>
      </div>
    </Sheet>
  );
}
