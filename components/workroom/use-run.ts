"use client";
import { useState } from "react";
import type { AppErrorData } from "@/services/shared/app-error";
import { useRefusalWords } from "@/components/ui/refusal";
import { useToast } from "@/components/ui/toast";
import { readRefusal } from "@/lib/refusal";

/**
 * Runs acts on a page of many rows: a refusal is handed to `onRefusal`, and a bug goes to the nearest error boundary.
 * Acts of one form have `useAct` instead.
 */
export function useRun(onRefusal: (refusal: AppErrorData) => void) {
  const [bug, setBug] = useState<{ error: unknown } | null>(null);
  if (bug) throw bug.error;
  return (doing: Promise<unknown>, then?: () => void): void => {
    doing.then(then).catch((error: unknown) => {
      const refusal = readRefusal(error);
      if (refusal) onRefusal(refusal);
      else setBug({ error });
    });
  };
}

/** `useRun` whose refusals are said in a toast. */
export function useRunInTable() {
  const toast = useToast();
  const words = useRefusalWords();
  return useRun((refusal) => toast({ title: words(refusal), tone: "danger" }));
}
