"use client";
import { useState, type ReactNode } from "react";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import { Button } from "./button";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { TextField } from "./text-field";
import { useFocusBack } from "./use-focus-back";

const sizes = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-2xl", xl: "sm:max-w-4xl" } as const;

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  size?: keyof typeof sizes;
  /** Buttons, in reading order; the one that goes on comes last. */
  footer?: ReactNode;
  children?: ReactNode;
};

/** A question that must be answered before going on; Esc and the scrim close it, focus returns where it was. */
export function Dialog({ open, onOpenChange, title, description, size = "md", footer, children }: DialogProps) {
  const t = useTranslations("ui");
  const focusBack = useFocusBack();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          {...focusBack}
          className={cn(
            "fixed inset-x-3 top-1/2 z-50 mx-auto flex max-h-[min(88dvh,54rem)] -translate-y-1/2 animate-fade flex-col rounded-card border border-line bg-raised shadow-float",
            sizes[size],
          )}
        >
          <div className="flex items-start gap-4 px-5 pt-5 pb-3">
            <div className="grid flex-1 gap-1">
              <Radix.Title className="display text-xl">{title}</Radix.Title>
              {description && <Radix.Description className="text-base text-muted">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <IconButton label={t("close")} shortcut="Esc" hint={false} size="sm" className="-me-1.5 -mt-1">
                <X aria-hidden />
              </IconButton>
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
          {footer && <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3.5">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ConfirmProps = Omit<DialogProps, "footer" | "children"> & {
  confirm: string;
  onConfirm: () => void;
  pending?: boolean;
  /** The name that has to be typed, for what cannot be undone. */
  typeName?: string;
  children?: ReactNode;
};

/** Asks before something that cannot be taken back; with `typeName` the name has to be typed. */
export function ConfirmDialog({ confirm, onConfirm, pending, typeName, children, ...dialog }: ConfirmProps) {
  const t = useTranslations("ui");
  const [typed, setTyped] = useState("");
  const ready = !typeName || typed.trim() === typeName.trim();
  return (
    <Dialog
      size="sm"
      {...dialog}
      footer={
        <>
          <Button onClick={() => dialog.onOpenChange(false)}>{t("cancel")}</Button>
          <Button variant="danger" disabled={!ready} pending={pending} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      {typeName && (
        <TextField
          label={t("typeNameToConfirm", { name: typeName })}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </Dialog>
  );
}
