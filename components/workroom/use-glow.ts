"use client";
import { useEffect, useRef } from "react";

/** A ref for an element that glows once (600 ms) whenever `value` changes after the first view; it keeps its focus. */
export function useGlow<E extends HTMLElement>(value: unknown) {
  const element = useRef<E>(null);
  const seen = useRef(value);
  useEffect(() => {
    if (Object.is(seen.current, value)) return;
    seen.current = value;
    const isCalm = window.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
    if (!isCalm)
      element.current?.animate?.([{ backgroundColor: "var(--amber-soft)" }, {}], { duration: 600, easing: "ease-out" });
  }, [value]);
  return element;
}
