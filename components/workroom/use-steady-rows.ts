"use client";
import { useState } from "react";

/** Rows that stay in sight while the next answer to a changed filter is on its way; null before the first answer. */
export function useSteadyRows<Row>(
  results: readonly Row[],
  status: string,
): { rows: readonly Row[] | null; isAsking: boolean } {
  const isAsking = status === "LoadingFirstPage";
  const [last, setLast] = useState<readonly Row[] | null>(null);
  if (!isAsking && last !== results) setLast(results);
  return { rows: isAsking ? last : results, isAsking };
}
