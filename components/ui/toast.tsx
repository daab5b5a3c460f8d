"use client";
import dynamic from "next/dynamic";
import { createContext, use, useCallback, useRef, useState, type ReactNode } from "react";

export type ToastMessage = {
  title: ReactNode;
  body?: ReactNode;
  tone?: "plain" | "danger";
  /** One thing to do about it, such as undo. */
  action?: { label: string; onAction: () => void };
  /** How long it stays; 6 seconds, 10 with an action. */
  durationMs?: number;
};
export type ShownToast = ToastMessage & { key: number };

const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);
// Most visits see no toast: what draws them comes with the first one.
const ToastViewport = dynamic(() => import("./toast-viewport").then((module) => module.ToastViewport), { ssr: false });

/** Tells of something that happened elsewhere, or offers to undo what just happened here. */
export const useToast = (): ((message: ToastMessage) => void) => use(ToastContext);

const atOnce = 3;

/** Holds the toasts; wraps the app once. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const next = useRef(0);
  const [toasts, setToasts] = useState<readonly ShownToast[] | null>(null);
  const show = useCallback((message: ToastMessage) => {
    next.current += 1;
    const key = next.current;
    setToasts((before) => [...(before ?? []).slice(1 - atOnce), { ...message, key }]);
  }, []);
  const close = useCallback(
    (key: number) => setToasts((before) => (before ?? []).filter((toast) => toast.key !== key)),
    [],
  );
  return (
    <ToastContext value={show}>
      {children}
      {toasts && <ToastViewport toasts={toasts} onClose={close} />}
    </ToastContext>
  );
}
