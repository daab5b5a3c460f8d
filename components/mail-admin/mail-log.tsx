"use client";
import { useMutation, usePaginatedQuery } from "convex/react";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { mailStates } from "@/services/mail/mail-states";
import { useRefusalWords } from "@/components/ui/refusal";
import { useToast } from "@/components/ui/toast";
import { moreOf } from "@/components/workroom/more-rows";
import { useSteadyRows } from "@/components/workroom/use-steady-rows";
import { readRefusal } from "@/lib/refusal";
import { useAsk } from "@/lib/use-ask";
import { MailLogView } from "./mail-log-view";

const page = 50;
const filters = { state: parseAsStringLiteral(mailStates), to: parseAsString.withDefault("") };

/** The school's mail, live, with what an admin may do about it. */
export function MailLog() {
  const t = useTranslations("mail-admin.log");
  const toast = useToast();
  const words = useRefusalWords();
  const [wanted, setWanted] = useQueryStates(filters);
  const asked = { ...(wanted.state ? { state: wanted.state } : {}), ...(wanted.to ? { to: wanted.to } : {}) };
  const { results, status, loadMore } = usePaginatedQuery(api.mail.list, asked, { initialNumItems: page });
  const { rows, isAsking } = useSteadyRows(results, status);
  const post = useAsk(api.mail.post, {});
  const troubled = usePaginatedQuery(api.mail.troubled, {}, { initialNumItems: 5 });
  const retry = useMutation(api.mail.retry);
  const drop = useMutation(api.mail.drop);
  const [bug, setBug] = useState<{ error: unknown } | null>(null);
  if (bug) throw bug.error;
  const run = (doing: Promise<unknown>, title: string) => {
    doing
      .then(() => toast({ title }))
      .catch((error: unknown) => {
        const refusal = readRefusal(error);
        if (refusal) toast({ title: words(refusal), tone: "danger" });
        else setBug({ error });
      });
  };
  return (
    <MailLogView
      mails={rows}
      isAsking={isAsking}
      post={post.state === "ready" ? post.value : null}
      troubled={troubled.results}
      moreTroubled={moreOf(troubled.status) !== "no"}
      onMoreTroubled={() => troubled.loadMore(20)}
      filter={wanted}
      onFilter={(change) => void setWanted(change)}
      more={moreOf(status)}
      onMore={() => loadMore(page)}
      onRetry={(mail) => run(retry({ mailId: mail._id }), t("retried", { to: mail.to }))}
      onDrop={(mail) => run(drop({ mailId: mail._id }), t("dropped", { to: mail.to }))}
    />
  );
}
