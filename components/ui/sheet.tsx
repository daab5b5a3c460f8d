"use client";
import type { ReactNode } from "react";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { useFocusBack } from "./use-focus-back";

const sides = {
  start: "inset-y-0 start-0 w-[min(22rem,calc(100vw-3rem))] animate-sheet-start border-e",
  end: "inset-y-0 end-0 w-[min(28rem,calc(100vw-2rem))] animate-sheet-end border-s",
  bottom: "inset-x-0 bottom-0 max-h-[85dvh] animate-sheet-bottom rounded-t-card border-t",
} as const;

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  side?: keyof typeof sides;
  className?: string;
  footer?: ReactNode;
  children: ReactNode;
};

/** A panel that slides in from an edge, over the page: an outline on the phone, one row's details at a desk. */
export function Sheet({ open, onOpenChange, title, description, side = "end", className, footer, children }: Props) {
  const t = useTranslations("ui");
  const focusBack = useFocusBack();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          {...focusBack}
          className={cn("fixed z-50 flex flex-col border-line bg-raised shadow-float", sides[side], className)}
        >
          <div className="flex items-start gap-3 border-b px-4 py-3">
            <div className="grid flex-1 gap-0.5">
              <Radix.Title className="display text-lg leading-6">{title}</Radix.Title>
              {description && <Radix.Description className="text-sm text-muted">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <IconButton label={t("close")} shortcut="Esc" hint={false} size="sm">
                <X aria-hidden />
              </IconButton>
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
          {footer && <div className="flex justify-end gap-2 border-t px-4 py-3">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
