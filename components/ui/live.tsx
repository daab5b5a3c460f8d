"use client";
import { useState, type ReactNode } from "react";
import { cn } from "./cn";

/** Counts how often a value has changed since it was first shown; a key made of it replays an animation. */
export function useChanges(value: unknown): number {
  const [seen, setSeen] = useState({ value, changes: 0 });
  if (!Object.is(seen.value, value)) setSeen({ value, changes: seen.changes + 1 });
  return Object.is(seen.value, value) ? seen.changes : seen.changes + 1;
}

/** A number that rolls in when it changes instead of jumping. */
export function RollingCount({
  value,
  children,
  className,
}: {
  value: number;
  children?: ReactNode;
  className?: string;
}) {
  const changes = useChanges(value);
  return (
    <span className={cn("tabular inline-block overflow-hidden", className)}>
      <span key={changes} className={cn("inline-block", changes > 0 && "animate-count")}>
        {children ?? value}
      </span>
    </span>
  );
}
