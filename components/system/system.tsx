"use client";
import { api } from "@/convex/_generated/api";
import { Refused } from "@/components/ui/refusal";
import { useAct } from "@/lib/use-act";
import { useAsk } from "@/lib/use-ask";
import { SystemView } from "./system-view";

/** What the school is made of and how it is, live; a part that is asked now answers on every open page. */
export function System() {
  const system = useAsk(api.system.overview, {});
  const check = useAct(api.system.check);
  const retry = useAct(api.system.retry);
  if (system.state === "refused") return <Refused refusal={system.refusal} />;
  return (
    <SystemView
      system={system.state === "ready" ? system.value : null}
      isAsking={check.pending}
      refusal={check.refusal ?? retry.refusal}
      onCheck={() => check.act({})}
      onRetry={(channel) => retry.act({ channel })}
    />
  );
}
