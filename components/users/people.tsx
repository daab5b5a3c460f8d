"use client";
import { usePaginatedQuery } from "convex/react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { roles } from "@/services/access/permissions";
import { InviteDialog } from "@/components/invitations/invite-dialog";
import { moreOf } from "@/components/workroom/more-rows";
import { useSteadyRows } from "@/components/workroom/use-steady-rows";
import { PeopleView } from "./people-view";
import { PersonPanel } from "./person-panel";

const page = 50;
const filters = {
  search: parseAsString.withDefault(""),
  role: parseAsStringLiteral(roles),
  status: parseAsStringLiteral(["active", "deactivated"] as const),
  person: parseAsString,
};

/** Everyone at the school: found by name, role and state, each opened in a panel at the side. */
export function People() {
  const [wanted, setWanted] = useQueryStates(filters, { clearOnDefault: true });
  const search = wanted.search.trim();
  const { results, status, loadMore } = usePaginatedQuery(
    api.users.list,
    {
      ...(search ? { search } : {}),
      ...(wanted.role ? { role: wanted.role } : {}),
      ...(wanted.status ? { status: wanted.status } : {}),
    },
    { initialNumItems: page },
  );
  const [isInviting, setInviting] = useState(false);
  const { rows, isAsking } = useSteadyRows(results, status);
  return (
    <>
      <PeopleView
        people={rows}
        isAsking={isAsking}
        filter={{ search: wanted.search, role: wanted.role, status: wanted.status }}
        onFilter={(change) => void setWanted(change)}
        openId={wanted.person}
        onOpen={(person) => void setWanted({ person }, { history: "push" })}
        more={moreOf(status)}
        onMore={() => loadMore(page)}
        onInvite={() => setInviting(true)}
      />
      <InviteDialog open={isInviting} onOpenChange={setInviting} />
      <PersonPanel userId={wanted.person} onClose={() => void setWanted({ person: null })} />
    </>
  );
}
