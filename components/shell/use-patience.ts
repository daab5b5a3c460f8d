"use client";
import { useEffect, useState } from "react";

/** So long (ms) what comes from elsewhere may take before it is said that it does not answer. */
const patienceMs = 6_000;

/** Whether something has been waited for too long. */
export function usePatience(isWaiting: boolean): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setOver(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isWaiting && isOver;
}
