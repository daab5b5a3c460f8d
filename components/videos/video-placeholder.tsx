"use client";
import { Captions, Film } from "lucide-react";
import { useTranslations } from "next-intl";
import { Spinner } from "@/components/ui/spinner";
import type { ShownVideo } from "@/services/videos/video";

type Props = { state: Exclude<ShownVideo["state"], "ready">; title?: string };

/** Stands where a video will be, or was, and says which. */
export function VideoPlaceholder({ state, title }: Props) {
  const t = useTranslations("videos");
  const icons = {
    preparing: <Spinner />,
    captioning: <Captions aria-hidden className="size-6" />,
    missing: <Film aria-hidden className="size-6" />,
  };
  return (
    <figure className="grid gap-2">
      <div
        role="status"
        className="grid aspect-video w-full place-content-center justify-items-center gap-3 rounded-card border bg-sunken p-6 text-center text-muted"
      >
        {icons[state]}
        <p className="max-w-sm text-base">{t(`placeholder.${state}`)}</p>
      </div>
      {title && <figcaption className="text-base text-muted">{title}</figcaption>}
    </figure>
  );
}
