"use client";
import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import * as Radix from "radix-ui/toast";
import { directionOf } from "@/lib/i18n/locales";
import { IconButton } from "./icon-button";
import type { ShownToast } from "./toast";

type Props = { toasts: readonly ShownToast[]; onClose: (key: number) => void };

/** The toasts on screen, newest last; F8 moves the focus to them. */
export function ToastViewport({ toasts, onClose }: Props) {
  const t = useTranslations("ui");
  // They stand at the end of the page, and are swept out over its edge.
  const edge = directionOf(useLocale()) === "rtl" ? "left" : "right";
  return (
    <Radix.Provider label={t("toastLabel")} swipeDirection={edge}>
      {toasts.map((toast) => (
        <Radix.Root
          key={toast.key}
          duration={toast.durationMs ?? (toast.action ? 10_000 : 6_000)}
          onOpenChange={(open) => !open && onClose(toast.key)}
          className="flex animate-rise items-start gap-3 rounded-card border border-line bg-raised p-3 ps-4 shadow-float data-[tone=danger]:border-danger"
          data-tone={toast.tone}
        >
          <div className="grid flex-1 gap-0.5 py-1">
            <Radix.Title className="text-base font-medium">{toast.title}</Radix.Title>
            {toast.body && <Radix.Description className="text-sm text-muted">{toast.body}</Radix.Description>}
          </div>
          {toast.action && (
            <Radix.Action
              altText={toast.action.label}
              onClick={toast.action.onAction}
              className="h-8 shrink-0 rounded-control px-2.5 text-sm font-medium text-accent-ink hover:bg-accent-soft"
            >
              {toast.action.label}
            </Radix.Action>
          )}
          <Radix.Close asChild>
            <IconButton label={t("close")} size="sm" hint={false}>
              <X aria-hidden />
            </IconButton>
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed end-4 bottom-4 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2" />
    </Radix.Provider>
  );
}
