"use client";
import { ChevronRight } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ImportItem } from "@/services/imports/import";
import { lossReasons } from "@/services/imports/import-reasons";
import { cn } from "@/components/ui/cn";
import { Segmented } from "@/components/ui/segmented";
import { Table, TBody, Td, Th, THead, Tr } from "@/components/ui/table";
import { MoreRows, type More } from "@/components/workroom/more-rows";
import { TableSkeleton } from "@/components/workroom/table-skeleton";
import { outcomeIcons, outcomeTones } from "./outcome-counts";

export type OutcomeFilter = "all" | ImportItem["outcome"];
type Row = Omit<ImportItem, "_id" | "importId"> & { _id: string };

type Props = {
  counts: Record<ImportItem["outcome"], number>;
  /** How often each reason was given. */
  reasons: Readonly<Record<string, number>>;
  /** The one reason whose parts are shown, or null. */
  reason: string | null;
  onReason: (reason: string | null) => void;
  filter: OutcomeFilter;
  onFilter: (filter: OutcomeFilter) => void;
  items: readonly Row[] | null;
  more: More;
  onMore: () => void;
};

const filters = ["all", "kept", "changed", "lost"] as const;

/** What became of every part of an imported file: null while it loads. */
export function ImportReportView({ counts, reasons, reason, onReason, filter, onFilter, items, more, onMore }: Props) {
  const t = useTranslations("imports-screens.report");
  const all = { ...counts, all: counts.kept + counts.changed + counts.lost };
  return (
    <section className="grid gap-3">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="grid flex-1 gap-0.5">
          <h2 className="display text-xl">{t("title")}</h2>
          <p className="text-base text-muted">{t("hint")}</p>
        </div>
        <Segmented
          label={t("filter")}
          value={filter}
          onChange={onFilter}
          options={filters.map((value) => ({
            value,
            label: <span className="tabular">{t(`outcomes.${value}`, { count: all[value] })}</span>,
          }))}
        />
      </div>
      <Reasons given={reasonsOf(filter, reasons)} chosen={reason} onChoose={onReason} />
      {items === null ? (
        <TableSkeleton />
      ) : items.length === 0 ? (
        <p className="rounded-card border border-dashed px-4 py-10 text-center text-base text-muted">
          {t(`none.${filter}`)}
        </p>
      ) : (
        <Table label={t("label")}>
          <THead>
            <tr>
              <Th>{t("part")}</Th>
              <Th>{t("outcome")}</Th>
              <Th className="max-md:hidden">{t("where")}</Th>
            </tr>
          </THead>
          <TBody>
            {items.map((item) => (
              <ReportRow key={item._id} item={item} />
            ))}
          </TBody>
        </Table>
      )}
      <MoreRows more={more} onMore={onMore} />
    </section>
  );
}

const isLoss = (reason: string) => (lossReasons as readonly string[]).includes(reason);

/** The reasons behind an outcome, the most frequent first; none where everything is listed or was kept. */
function reasonsOf(filter: OutcomeFilter, reasons: Props["reasons"]): [string, number][] {
  if (filter !== "lost" && filter !== "changed") return [];
  return Object.entries(reasons)
    .filter(([reason]) => isLoss(reason) === (filter === "lost"))
    .sort((a, b) => b[1] - a[1]);
}

type ReasonsProps = { given: [string, number][]; chosen: string | null; onChoose: (reason: string | null) => void };

/** A long report in a few lines: each reason once, with how many parts it concerns, to be chosen. */
function Reasons({ given, chosen, onChoose }: ReasonsProps) {
  const t = useTranslations("imports-screens.report");
  const words = useTranslations("imports.reasons");
  const format = useFormatter();
  const known = given.filter(([reason]) => words.has(reason));
  if (known.length < 2) return null;
  return (
    <ul aria-label={t("reasons")} className="divide-y overflow-hidden rounded-card border bg-raised">
      {known.map(([reason, count]) => (
        <li key={reason}>
          <button
            type="button"
            aria-pressed={reason === chosen}
            onClick={() => onChoose(reason === chosen ? null : reason)}
            className="grid w-full grid-cols-[3rem_minmax(0,1fr)_1rem] items-baseline gap-x-3 px-4 py-2 text-start hover:bg-sunken aria-pressed:bg-accent-soft"
          >
            <span className="tabular text-end font-medium">{format.number(count)}</span>
            <span className="text-muted">{words(reason, { kind: t("anyKind") })}</span>
            <ChevronRight
              aria-hidden
              className={cn("rtl-flip size-4 self-center text-faint", reason === chosen && "rotate-90 rtl:-rotate-90")}
            />
          </button>
        </li>
      ))}
    </ul>
  );
}

function ReportRow({ item }: { item: Row }) {
  const t = useTranslations("imports-screens.report");
  const reasons = useTranslations("imports.reasons");
  const Icon = outcomeIcons[item.outcome];
  const why =
    item.reason && reasons.has(item.reason)
      ? reasons(item.reason, item.params)
      : item.outcome === "kept"
        ? t("asItWas")
        : t("lostBlock");
  return (
    <Tr className="align-top">
      <Td className="w-[34%] max-w-64 py-2.5 align-top">
        <span className="grid gap-0.5">
          <span className="font-medium break-words" dir="auto">
            {item.title}
          </span>
          <span className="text-sm text-muted">{t(`kinds.${item.kind}`)}</span>
        </span>
      </Td>
      <Td className="py-2.5 align-top">
        <span className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2">
          <Icon aria-hidden className={cn("mt-0.5 size-4", outcomeTones[item.outcome])} />
          <span>
            <span className={cn("font-medium", outcomeTones[item.outcome])}>{t(`names.${item.outcome}`)}</span>
            {item.outcome !== "kept" && <span className="block max-w-[36rem] text-muted">{why}</span>}
          </span>
        </span>
      </Td>
      <Td className="w-[30%] max-w-72 py-2.5 align-top text-sm text-muted max-md:hidden" dir="auto">
        {parentsOf(item)}
      </Td>
    </Tr>
  );
}

/** The way to a part without its own name, which stands beside it. */
const parentsOf = ({ path, title }: Row) =>
  path === title ? "" : path.endsWith(` › ${title}`) ? path.slice(0, -title.length - 3) : path;
