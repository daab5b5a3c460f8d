"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState, type ReactNode, type RefObject } from "react";

type Props = {
  /** The button in the page: while it is seen, nobody needs a second one. */
  button: RefObject<HTMLElement | null>;
  /** What stands beside the button: the price, or how far one is. */
  words: string;
  children: ReactNode;
};

/**
 * The enrol button at the foot of a phone's screen. It has its own place at the end of the page, so that it covers no
 * text there, and what gets the focus is scrolled clear of it (`scroll-padding-block-end`).
 */
export function EnrollBar({ button, words, children }: Props) {
  const t = useTranslations("enrollments");
  const isShown = useIsAway(button);
  return (
    <section
      aria-label={t("bar")}
      data-enroll-bar
      data-shown={isShown}
      className="sticky bottom-0 z-30 -mx-4 mt-10 flex items-center gap-4 border-t bg-raised px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] transition-opacity data-[shown=false]:invisible data-[shown=false]:opacity-0 sm:hidden"
    >
      <p className="min-w-0 shrink-0 text-md font-medium tabular">{words}</p>
      <div className="min-w-0 flex-1">{children}</div>
    </section>
  );
}

/** Whether an element has gone from the part of the page that is seen. */
function useIsAway(ref: RefObject<HTMLElement | null>): boolean {
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver((seen) => setAway(!seen.at(-1)?.isIntersecting), { threshold: 0.5 });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return isAway;
}
