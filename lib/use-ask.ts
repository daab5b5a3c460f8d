"use client";
import { useQuery_experimental } from "convex/react";
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import type { AppErrorData } from "@/services/shared/app-error";
import { readRefusal } from "./refusal";

/** What a live question has come to: the four designs a screen has, less "empty", which is a kind of ready. */
export type Asked<T> =
  { state: "loading" } | { state: "ready"; value: T } | { state: "refused"; refusal: AppErrorData };

/** A live query whose refusal is an answer. Bugs are thrown for the nearest error boundary. */
export function useAsk<Query extends FunctionReference<"query">>(
  query: Query,
  args: FunctionArgs<Query> | "skip",
): Asked<FunctionReturnType<Query>> {
  const result = useQuery_experimental({ query, args });
  switch (result.status) {
    case "pending":
      return { state: "loading" };
    case "success":
      return { state: "ready", value: result.data };
    case "error": {
      const refusal = readRefusal(result.error);
      if (!refusal) throw result.error;
      return { state: "refused", refusal };
    }
  }
}
