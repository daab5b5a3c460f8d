"use client";
import { useQueries, type RequestForQueries } from "convex/react";
import { useEffect, useMemo, useState } from "react";
import { api } from "@/convex/_generated/api";
import { spanAt, spanMs, type SearchAccess } from "@/services/search/search-access";
import { readRefusal } from "@/lib/refusal";

/** With what this browser may search: not known yet, nothing (no service, or an account that is refused), or a key. */
export type Access = { state: "loading" } | { state: "none" } | { state: "ready"; access: SearchAccess };

/** The viewer's key to the search service, live and renewed before it ends. */
export function useSearchAccess(): Access {
  const span = useSpan();
  const asked = useMemo((): RequestForQueries => ({ access: { query: api.search.access, args: { span } } }), [span]);
  const answer = (useQueries(asked) as { access?: SearchAccess | null | Error }).access;
  // While the next key is on its way the last one still opens.
  const [last, setLast] = useState<SearchAccess | null>(null);
  if (answer && !(answer instanceof Error) && answer.apiKey !== last?.apiKey) setLast(answer);
  if (answer instanceof Error) {
    if (!readRefusal(answer)) throw answer;
    return { state: "none" };
  }
  if (answer === null) return { state: "none" };
  const access = answer ?? last;
  return access ? { state: "ready", access } : { state: "loading" };
}

/** The number of the ten minutes that it is, by this browser's clock. */
function useSpan(): number {
  const [span, setSpan] = useState(() => spanAt(Date.now()));
  useEffect(() => {
    const next = (spanAt(Date.now()) + 1) * spanMs - Date.now();
    const timer = setTimeout(() => setSpan(spanAt(Date.now())), next + 500);
    return () => clearTimeout(timer);
  }, [span]);
  return span;
}
