"use client";
import { useMutation } from "convex/react";
import { useEffect, useState } from "react";
import { api } from "@/convex/_generated/api";
import { Refused } from "@/components/ui/refusal";
import type { StatisticsSpan } from "@/services/search/ask-statistics";
import { useAct } from "@/lib/use-act";
import { useAsk } from "@/lib/use-ask";
import { SearchAdminView } from "./search-admin-view";

/** What people search for, and how the index fares; the figures are asked for anew when the page opens. */
export function SearchAdmin() {
  const [days, setDays] = useState<StatisticsSpan>(7);
  const overview = useAsk(api.search.overview, { days });
  const refresh = useMutation(api.search.refreshStatistics);
  const reindex = useAct(api.search.reindex);
  const cancel = useAct(api.search.cancelReindex);
  const isAllowed = overview.state === "ready";
  useEffect(() => {
    if (isAllowed) void refresh({ days });
  }, [isAllowed, refresh, days]);
  if (overview.state === "refused") return <Refused refusal={overview.refusal} />;
  return (
    <SearchAdminView
      overview={overview.state === "ready" ? overview.value : null}
      days={days}
      onDays={setDays}
      onReindex={() => reindex.act({})}
      onCancel={() => cancel.act({})}
      pending={reindex.pending || cancel.pending}
    />
  );
}
