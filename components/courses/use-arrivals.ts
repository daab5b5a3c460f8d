import { useState } from "react";

type Seen = { ids: readonly string[]; list: string; arrived: ReadonlySet<string> };
const none: ReadonlySet<string> = new Set();

/** Which of `ids` came in among those that were already there; what is appended below was asked for and did not arrive. */
export function arrivalsAmong(before: readonly string[], ids: readonly string[]): ReadonlySet<string> {
  const known = new Set(before);
  const lastKnown = ids.findLastIndex((id) => known.has(id));
  return new Set(ids.filter((id, index) => !known.has(id) && index < lastKnown));
}

/** The rows that joined a live list while it was open. `list` names which list it is; another list starts afresh. Null while it loads. */
export function useArrivals(ids: readonly string[] | null, list: string): ReadonlySet<string> {
  const [seen, setSeen] = useState<Seen | null>(null);
  const isSame =
    seen !== null &&
    seen.list === list &&
    seen.ids.length === ids?.length &&
    seen.ids.every((id, at) => id === ids[at]);
  if (ids === null || isSame) return seen?.arrived ?? none;
  const arrived = seen !== null && seen.list === list ? arrivalsAmong(seen.ids, ids) : none;
  setSeen({ ids, list, arrived });
  return arrived;
}
