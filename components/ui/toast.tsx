"use client";
import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Toast as Radix } from "radix-ui";
import { IconButton } from "./icon-button";

export type ToastMessage = {
  title: ReactNode;
  body?: ReactNode;
  tone?: "plain" | "danger";
  /** One thing to do about it, such as undo. */
  action?: { label: string; onAction: () => void };
  /** How long it stays; 6 seconds, 10 with an action. */
  durationMs?: number;
};

type Shown = ToastMessage & { key: number; open: boolean };
const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);

/** Tells of something that happened elsewhere, or offers to undo what just happened here. */
export const useToast = (): ((message: ToastMessage) => void) => use(ToastContext);

/** Holds the toasts; wraps the app once. F8 moves focus to them. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations("ui");
  const next = useRef(0);
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const show = useCallback((message: ToastMessage) => {
    next.current += 1;
    const key = next.current;
    setShown((before) => [...before.filter((toast) => toast.open).slice(-2), { ...message, key, open: true }]);
  }, []);
  const close = (key: number) => setShown((before) => before.filter((toast) => toast.key !== key));
  const list = useMemo(() => shown, [shown]);
  return (
    <ToastContext value={show}>
      <Radix.Provider label={t("toastLabel")} swipeDirection="right">
        {children}
        {list.map((toast) => (
          <Radix.Root
            key={toast.key}
            open={toast.open}
            duration={toast.durationMs ?? (toast.action ? 10_000 : 6_000)}
            onOpenChange={(open) => !open && close(toast.key)}
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
    </ToastContext>
  );
}
