"use client";
import { useEffect } from "react";

/** Keys of the learning room: the arrows and N go to the neighbours; nothing happens while someone types. */
export function useLessonKeys({
  onNext,
  onPrevious,
}: {
  onNext: (() => void) | null;
  onPrevious: (() => void) | null;
}) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const target = event.target;
      const isBusy =
        target instanceof HTMLElement &&
        (target.isContentEditable ||
          target.closest(
            "input, textarea, select, video, iframe, [role=dialog], [role=menu], [role=radiogroup], [role=tablist], pre, .table-frame",
          ) !== null);
      if (isBusy) return;
      const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
      const back = document.documentElement.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
      if (event.key === forward || event.key === "n" || event.key === "N") onNext?.();
      else if (event.key === back || event.key === "p" || event.key === "P") onPrevious?.();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onNext, onPrevious]);
}
