"use client";
import { useEffect, useRef, useState } from "react";

/** Whether an element has come near the part of the page that is seen; once it has, it stays so. */
export function useVisible() {
  const ref = useRef<HTMLElement>(null);
  const [isVisible, setVisible] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || isVisible) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setVisible(true);
      },
      { rootMargin: "200px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isVisible]);
  return { ref, isVisible };
}
