"use client";
import { useConvexAuth, useQueries, type RequestForQueries } from "convex/react";
import { useMemo } from "react";
import { api } from "@/convex/_generated/api";
import type { AppErrorData } from "@/services/shared/app-error";
import type { Me } from "@/services/users/me";
import { useAuth } from "@/lib/auth/auth";
import { readRefusal } from "@/lib/refusal";
import { usePatience } from "./use-patience";

/**
 * Who looks at a page: not known yet, not to be known because whoever signs people in does not answer, nobody we know,
 * someone whose account is refused (with why), or a person.
 */
export type Whoever =
  | { state: "loading" }
  | { state: "away" }
  | { state: "visitor" }
  | { state: "refused"; refusal: AppErrorData }
  | { state: "ready"; me: Me };

/** Who looks at this page, live: a change of role or name is here at once. */
export function useMe(): Whoever {
  const { isLoading, isAuthenticated } = useConvexAuth();
  const { isLoaded } = useAuth();
  const isAway = usePatience(!isLoaded);
  const asked = useMemo(
    (): RequestForQueries => (isAuthenticated ? { me: { query: api.users.me, args: {} } } : {}),
    [isAuthenticated],
  );
  // Not `useQuery`, which throws: the bar must still be there for someone whose account was closed a moment ago.
  const answer = (useQueries(asked) as { me?: Me | null | Error }).me;
  if (isLoading) return { state: isAway ? "away" : "loading" };
  if (!isAuthenticated) return { state: "visitor" };
  if (answer instanceof Error) {
    const refusal = readRefusal(answer);
    if (!refusal) throw answer;
    return { state: "refused", refusal };
  }
  // Their own row is still theirs to read; nothing else of the school is.
  if (answer?.status === "deactivated")
    return { state: "refused", refusal: { code: "forbidden", reason: "deactivated" } };
  // Signed in but not yet written down by `users.arrive`: a moment only.
  return answer ? { state: "ready", me: answer } : { state: "loading" };
}
