import type { ReactNode } from "react";
import { cn } from "./cn";

/** One key of the keyboard. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cn(
        "inline-grid h-5 min-w-5 place-items-center rounded-[4px] border border-line bg-sunken px-1 font-sans text-xs text-muted",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
