"use client";
import type { ReactNode } from "react";
import * as Radix from "radix-ui/tooltip";

/** Wraps the app once, so that moving from one tip to the next does not wait again. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={450} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  );
}

type Props = { label: string; shortcut?: string; side?: "top" | "bottom" | "left" | "right"; children: ReactNode };

/** A short name or reason shown on hover and on focus of its one child. */
export function Tooltip({ label, shortcut, side = "bottom", children }: Props) {
  return (
    <Radix.Provider delayDuration={450} skipDelayDuration={200}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 flex max-w-64 animate-fade items-center gap-2 rounded-control bg-ink px-2 py-1 text-sm text-paper shadow-float"
          >
            {label}
            {shortcut && <kbd className="font-sans text-xs opacity-75">{shortcut}</kbd>}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
