import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import type { Stopping } from "@/services/mail/stop-letters";

/** The same page where a browser runs no scripts: asked once more, because nothing tells here that somebody looks. */
export function UnsubscribePlain({ token, link }: { token: string; link: Stopping | null }) {
  const t = useTranslations("mail.unsubscribe");
  const step = link?.isStopped ? "stopped" : "asked";
  return (
    <div className="mx-auto grid max-w-lg gap-4 px-4 py-16 sm:py-24">
      <h1 className="display text-3xl">{link ? t(step) : t("notOurs")}</h1>
      <p className="text-md text-muted">
        {link ? t(`${step}Text`, { what: t(`what.${link.what}`) }) : t("notOursText")}
      </p>
      {link && !link.isStopped && (
        <form method="post" action={`/unsubscribe/one-click?shows=page&token=${encodeURIComponent(token)}`}>
          <button className={buttonClass({ variant: "primary" })}>{t("stop")}</button>
        </form>
      )}
      {link && <p className="text-sm text-muted">{t("still")}</p>}
    </div>
  );
}
