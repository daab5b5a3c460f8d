"use client";
import { Eye, MailX, Send } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { MailRow, TroubledRow } from "@/services/mail/mail-log";
import { mailStates } from "@/services/mail/mail-states";
import { Badge } from "@/components/ui/badge";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SelectInput } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { Table, TBody, Td, Th, THead, Tr } from "@/components/ui/table";
import { SearchField } from "@/components/ui/text-field";
import { When } from "@/components/ui/when";
import { FilterBar } from "@/components/workroom/filter-bar";
import { MoreRows, type More } from "@/components/workroom/more-rows";
import { useRowKeys } from "@/components/workroom/row-keys";
import { TableSkeleton } from "@/components/workroom/table-skeleton";
import { useSlashFocus } from "@/components/workroom/use-slash-focus";
import { WorkPage } from "@/components/workroom/work-page";
import { workPaths } from "@/components/workroom/work-paths";
import { MailActs } from "./mail-acts";

type State = (typeof mailStates)[number];
export type MailLogFilter = { state: State | null; to: string };
export type Post = {
  waiting: number;
  delivered: number;
  lastError: string | null;
  lastErrorAt: number | null;
  lastDeliveredAt: number | null;
};

type Props = {
  mails: readonly MailRow[] | null;
  isAsking: boolean;
  post: Post | null;
  troubled: readonly TroubledRow[];
  moreTroubled: boolean;
  onMoreTroubled: () => void;
  filter: MailLogFilter;
  onFilter: (change: Partial<MailLogFilter>) => void;
  more: More;
  onMore: () => void;
  onRetry: (mail: MailRow) => void;
  onDrop: (mail: MailRow) => void;
};

const tones = {
  waiting: "amber",
  sent: "plain",
  delivered: "accent",
  bounced: "danger",
  complained: "danger",
  refused: "danger",
  skipped: "outline",
  dropped: "outline",
} as const satisfies Record<State, string>;

/** Who was written to, when, and what became of it; never what it said. `mails` is null while they load. */
export function MailLogView(props: Props) {
  const { mails, isAsking, post, filter, onFilter, more, onMore, onRetry, onDrop } = props;
  const t = useTranslations("mail-admin");
  const search = useSlashFocus();
  const onRowKeys = useRowKeys();
  const isFiltered = filter.state !== null || filter.to !== "";
  return (
    <WorkPage
      title={t("log.title")}
      hint={t("log.hint")}
      acts={
        <Link href={workPaths.letters} className={buttonClass({})}>
          <Eye aria-hidden />
          {t("log.letters")}
        </Link>
      }
    >
      {post && <PostLine post={post} />}
      <Troubled {...props} />
      <FilterBar>
        <SearchField
          ref={search}
          label={t("log.search")}
          placeholder={t("log.search")}
          value={filter.to}
          maxLength={200}
          onChange={(event) => onFilter({ to: event.target.value })}
          trailing={isAsking && mails !== null ? <Spinner className="text-faint" /> : undefined}
          className="max-sm:col-span-2 sm:w-80"
        />
        <SelectInput
          aria-label={t("log.state")}
          className="sm:w-44"
          value={filter.state ?? ""}
          onChange={(event) => onFilter({ state: mailStates.find((one) => one === event.target.value) ?? null })}
          options={[
            { value: "", label: t("log.allStates") },
            ...mailStates.map((value) => ({ value, label: t(`states.${value}`) })),
          ]}
        />
      </FilterBar>
      {mails === null ? (
        <TableSkeleton />
      ) : mails.length === 0 ? (
        <EmptyState
          icon={<Send aria-hidden />}
          title={t(isFiltered ? "log.nothing" : "log.empty")}
          isFramed
          action={
            isFiltered ? <Button onClick={() => onFilter({ state: null, to: "" })}>{t("log.clear")}</Button> : undefined
          }
        >
          {t(isFiltered ? "log.nothingHint" : "log.emptyHint")}
        </EmptyState>
      ) : (
        <Table label={t("log.label")} maxHeight="calc(100dvh - 13rem)">
          <THead>
            <tr>
              <Th>{t("log.to")}</Th>
              <Th className="max-sm:hidden">{t("log.letter")}</Th>
              <Th>{t("log.became")}</Th>
              <Th className="max-sm:hidden">{t("log.when")}</Th>
              <Th>
                <span className="sr-only">{t("log.acts")}</span>
              </Th>
            </tr>
          </THead>
          <TBody onKeyDown={onRowKeys}>
            {mails.map((mail) => (
              <Tr key={mail._id} data-row tabIndex={0}>
                <Td className="max-w-64 truncate font-medium max-sm:max-w-36">{mail.to}</Td>
                <Td className="max-sm:hidden">
                  {t(`names.${mail.template}`)}
                  {mail.isTest && <span className="text-muted"> · {t("log.test")}</span>}
                  {mail.subject && <span className="block max-w-96 truncate text-sm text-muted">{mail.subject}</span>}
                </Td>
                <Td>
                  <Became mail={mail} />
                </Td>
                <Td className="whitespace-nowrap text-muted max-sm:hidden">
                  <When at={mail.createdAt} />
                </Td>
                <Td className="w-12 text-end">
                  <MailActs mail={mail} onRetry={onRetry} onDrop={onDrop} />
                </Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
      <MoreRows more={more} onMore={onMore} />
    </WorkPage>
  );
}

function Became({ mail }: { mail: MailRow }) {
  const t = useTranslations("mail-admin");
  const why = mail.reason ? t(`reasons.${mail.reason}`) : mail.error;
  return (
    <>
      <Badge tone={tones[mail.state]}>{t(`states.${mail.state}`)}</Badge>
      <span className="block text-sm text-muted sm:hidden">{t(`names.${mail.template}`)}</span>
      {why && <span className="block max-w-80 text-sm text-muted">{why}</span>}
    </>
  );
}

/** How the post fares, in a sentence. */
function PostLine({ post }: { post: Post }) {
  const t = useTranslations("mail-admin.post");
  const isInTrouble = post.lastErrorAt !== null && post.lastErrorAt > (post.lastDeliveredAt ?? 0);
  return (
    <p role="status" className="text-base text-muted">
      {t("counts", { waiting: post.waiting, delivered: post.delivered })}
      {isInTrouble && post.lastErrorAt !== null && (
        <span className="mt-2 block rounded-control bg-danger-soft px-3 py-2 text-danger-ink">
          {t("trouble", { error: post.lastError ?? "" })} <When at={post.lastErrorAt} />
        </span>
      )}
    </p>
  );
}

/** Addresses that get no letters until their owner confirms or changes them. */
function Troubled({ troubled, moreTroubled, onMoreTroubled }: Props) {
  const t = useTranslations("mail-admin.troubled");
  if (troubled.length === 0) return null;
  return (
    <section aria-labelledby="troubled" className="grid gap-2 rounded-card border bg-raised p-4">
      <h2 id="troubled" className="flex items-center gap-2 font-medium">
        <MailX aria-hidden className="size-4 text-danger-ink" />
        {t("title")}
      </h2>
      <p className="text-sm text-muted">{t("hint")}</p>
      <ul className="grid gap-1.5">
        {troubled.map((one) => (
          <li key={one._id} className="flex flex-wrap gap-x-3 text-base">
            <span className="font-medium break-all">{one.address}</span>
            <span className="text-muted">
              {t(one.state === "complained" ? "complained" : "bounced")} · <When at={one.at} />
            </span>
            {one.detail && <span className="w-full text-sm text-muted">{one.detail}</span>}
          </li>
        ))}
      </ul>
      {moreTroubled && (
        <div>
          <Button size="sm" variant="quiet" onClick={onMoreTroubled}>
            {t("more")}
          </Button>
        </div>
      )}
    </section>
  );
}
