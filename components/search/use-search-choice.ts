"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { readChoice, writeChoice, type SearchChoice } from "./search-choice";

/** How long (ms) the address waits for someone who types: browsers allow few changes of it. */
const addressMs = 350;

/**
 * The choice in the address. Words hold at once and reach the address when the typing rests, without a step of their
 * own; every other choice is a step that Back undoes.
 */
export function useSearchChoice(): [SearchChoice, (change: Partial<SearchChoice>) => void] {
  const pathname = usePathname();
  const held = readChoice(useSearchParams());
  const [words, setWords] = useState(held.query);
  const [seen, setSeen] = useState(held.query);
  const [ours, setOurs] = useState(held.query);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address follows a moment after it is written. What we wrote ourselves is no news; Back, a link and the palette are.
  if (held.query !== seen) {
    setSeen(held.query);
    if (held.query !== ours) {
      setOurs(held.query);
      setWords(held.query);
    }
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const choice = { ...held, query: words };
  const change = (by: Partial<SearchChoice>) => {
    clearTimeout(timer.current);
    const next: SearchChoice = { ...choice, page: 1, ...by };
    const address = pathname + writeChoice(next);
    const isTyping = Object.keys(by).every((name) => name === "query");
    setWords(next.query);
    const write = () => {
      setOurs(next.query.trim());
      if (isTyping) window.history.replaceState(null, "", address);
      else window.history.pushState(null, "", address);
    };
    if (isTyping) timer.current = setTimeout(write, addressMs);
    else write();
  };
  return [choice, change];
}
