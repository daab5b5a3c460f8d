"use client";
import { useTranslations } from "next-intl";
import { useConnection, type Connection } from "@/lib/convex/use-connection";
import { Spinner } from "@/components/ui/spinner";

/** Says that the live connection is down, and nothing else; what is on screen stays. */
export function ConnectionBanner() {
  return <ConnectionBannerView connection={useConnection()} />;
}

/** The banner from a connection's state. */
export function ConnectionBannerView({ connection }: { connection: Connection }) {
  const t = useTranslations("shell");
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-5 z-60 flex justify-center"
    >
      {connection === "reconnecting" && (
        <span className="flex animate-rise items-center gap-2 rounded-full border border-line bg-raised px-4 py-2 text-base shadow-float">
          <Spinner className="text-amber-ink" />
          {t("reconnecting")}
        </span>
      )}
    </div>
  );
}
