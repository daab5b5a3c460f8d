import { useRef } from "react";

/**
 * Handlers for a dialog that is opened by its state and not by a trigger of its own: when it closes, focus returns to
 * what had it. Without them it would be lost, since the library only knows of triggers.
 */
export function useFocusBack() {
  const before = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus() {
      before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault();
      before.current?.focus();
    },
  };
}
