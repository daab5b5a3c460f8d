"use client";
import { useQueries, type RequestForQueries } from "convex/react";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { api } from "@/convex/_generated/api";
import { useMe } from "@/components/shell/use-me";
import type { QuickCourses } from "@/services/search/quick-courses";
import { paletteGroups, type PaletteRow } from "./palette-rows";
import { PaletteView, type PaletteState } from "./palette-view";
import { tellChoice } from "./search-client";
import { useCommands } from "./use-commands";
import { useQuickHits } from "./use-quick-hits";
import { useSearchAccess } from "./use-search-access";

const none: QuickCourses = { learning: [], teaching: [] };

/** The palette: courses, lessons, one's own courses and commands, a few letters away on every page. */
export function Palette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  // Nothing is asked for while it is closed, and the words are gone when it opens again.
  return open ? <OpenPalette onOpenChange={onOpenChange} /> : null;
}

function OpenPalette({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const router = useRouter();
  const [query, setQuery] = useState("");
  const answer = useSearchAccess();
  const access = answer.state === "ready" ? answer.access : null;
  const quick = useQuickHits(access, query);
  const mine = useMine();
  const commands = useCommands();
  const found = quick.state === "found" ? quick.found : quick.state === "searching" ? quick.before : null;
  const groups = paletteGroups({ query, mine, commands, found, access });
  const state: PaletteState =
    quick.state === "away" || (answer.state === "none" && query.trim() !== "")
      ? "away"
      : quick.state === "searching" || answer.state === "loading"
        ? "searching"
        : "ready";
  const choose = (row: PaletteRow, isElsewhere: boolean) => {
    if (row.chosen && access) tellChoice(access, row.chosen);
    if (isElsewhere) return;
    onOpenChange(false);
    if (row.act) row.act();
    else if (row.href) router.push(row.href);
  };
  return (
    <PaletteView
      query={query}
      onQuery={setQuery}
      groups={groups}
      state={state}
      onChoose={choose}
      onClose={() => onOpenChange(false)}
    />
  );
}

/** The viewer's own courses; none for a visitor, and while it is not known who looks. */
function useMine(): QuickCourses {
  const who = useMe();
  const isKnown = who.state === "ready";
  const asked = useMemo(
    (): RequestForQueries => (isKnown ? { mine: { query: api.search.mine, args: {} } } : {}),
    [isKnown],
  );
  const answer = (useQueries(asked) as { mine?: QuickCourses | Error }).mine;
  return answer && !(answer instanceof Error) ? answer : none;
}
