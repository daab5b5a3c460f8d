"use client";
import { createContext, use, useState, useSyncExternalStore, type ReactNode } from "react";

const RailContext = createContext<HTMLElement | null>(null);
const wide = "(min-width: 80rem)";

function subscribe(tell: () => void) {
  const query = window.matchMedia(wide);
  query.addEventListener("change", tell);
  return () => query.removeEventListener("change", tell);
}

/** A lesson with room at its right for what goes along with it; on small screens it stays where it is. */
export function WithRail({ label, children }: { label: string; children: ReactNode }) {
  const [rail, setRail] = useState<HTMLElement | null>(null);
  return (
    <RailContext value={rail}>
      <div className="flex justify-center">
        <div className="min-w-0 flex-1">{children}</div>
        <aside
          ref={setRail}
          aria-label={label}
          // Begins beside the row that shows the outline, not below it.
          className="sticky top-14 -mt-12 hidden h-[calc(100dvh-3.5rem)] w-80 shrink-0 border-s bg-raised empty:hidden xl:block xl:empty:hidden"
        />
      </div>
    </RailContext>
  );
}

/** Where at the right something may stand; null where there is no such place. */
export function useRail(): HTMLElement | null {
  const rail = use(RailContext);
  const isWide = useSyncExternalStore(
    subscribe,
    () => window.matchMedia(wide).matches,
    () => false,
  );
  return isWide ? rail : null;
}
