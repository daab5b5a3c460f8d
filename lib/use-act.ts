"use client";
import { useState, useTransition } from "react";
import { useMutation } from "convex/react";
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import type { AppErrorData } from "@/services/shared/app-error";
import { readRefusal } from "./refusal";

type Mutation = FunctionReference<"mutation">;

/** One mutation, its pending state and its last refusal. Bugs are rethrown for the nearest error boundary. */
export function useAct<M extends Mutation>(mutation: M) {
  const run = useMutation(mutation);
  return useDoing((args: FunctionArgs<M>): Promise<FunctionReturnType<M>> =>
    run(...([args] as Parameters<typeof run>)),
  );
}

/** `useAct` for what is more than one mutation. */
export function useDoing<Args, Result>(run: (args: Args) => Promise<Result>) {
  const [refusal, setRefusal] = useState<AppErrorData | null>(null);
  const [pending, start] = useTransition();
  const act = (args: Args, then?: (result: Result) => void) =>
    start(async () => {
      setRefusal(null);
      try {
        const result = await run(args);
        then?.(result);
      } catch (error) {
        const spoken = readRefusal(error);
        if (!spoken) throw error;
        setRefusal(spoken);
      }
    });
  return { act, pending, refusal };
}
