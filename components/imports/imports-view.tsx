"use client";
import { CircleAlert, PackageOpen, X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import type { ShownImport } from "@/services/imports/read-imports";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { FileDrop } from "@/components/ui/file-drop";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { Table, TBody, Td, Th, THead, Tr } from "@/components/ui/table";
import { When } from "@/components/ui/when";
import { MoreRows, type More } from "@/components/workroom/more-rows";
import { useRowKeys } from "@/components/workroom/row-keys";
import { TableSkeleton } from "@/components/workroom/table-skeleton";
import { useGlow } from "@/components/workroom/use-glow";
import { WorkPage } from "@/components/workroom/work-page";
import { workPaths } from "@/components/workroom/work-paths";
import { OutcomeCounts } from "./outcome-counts";

export type Sending = { name: string; bytes: number; percent: number };

type Props = {
  imports: readonly ShownImport[] | null;
  more: More;
  onMore: () => void;
  sending: Sending | null;
  trouble: string | null;
  onFile: (file: File) => void;
  onStop: () => void;
};

/** The place to drop a course on, and the imports there have been: null while they load. */
export function ImportsView({ imports, more, onMore, sending, trouble, onFile, onStop }: Props) {
  const onRowKeys = useRowKeys({ opens: true });
  const t = useTranslations("imports-screens");
  return (
    <WorkPage title={t("list.title")} hint={t("list.hint")} className="max-w-[64rem]">
      {sending ? (
        <SendingCard sending={sending} onStop={onStop} />
      ) : (
        <FileDrop
          label={t("list.drop")}
          hint={t("list.dropHint")}
          accept=".gz,.tgz,.tar"
          onFiles={([file]) => file && onFile(file)}
          className="py-14"
        />
      )}
      {trouble && (
        <p
          role="alert"
          className="flex items-start gap-2 rounded-control bg-danger-soft px-3 py-2 text-base text-danger-ink"
        >
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {trouble}
        </p>
      )}
      <section className="mt-4 grid gap-3">
        <h2 className="display text-xl">{t("list.earlier")}</h2>
        {imports === null ? (
          <TableSkeleton rows={4} />
        ) : imports.length === 0 ? (
          <EmptyState icon={<PackageOpen aria-hidden />} title={t("list.empty")} heading="h3" isFramed>
            {t("list.emptyHint")}
          </EmptyState>
        ) : (
          <Table label={t("list.label")}>
            <THead>
              <tr>
                <Th>{t("list.file")}</Th>
                <Th className="max-md:hidden">{t("list.course")}</Th>
                <Th>{t("list.state")}</Th>
                <Th className="max-sm:hidden">{t("list.result")}</Th>
                <Th className="max-lg:hidden">{t("list.when")}</Th>
              </tr>
            </THead>
            <TBody onKeyDown={onRowKeys}>
              {imports.map((item) => (
                <ImportRow key={item._id} item={item} />
              ))}
            </TBody>
          </Table>
        )}
        <MoreRows more={more} onMore={onMore} />
      </section>
    </WorkPage>
  );
}

function SendingCard({ sending, onStop }: { sending: Sending; onStop: () => void }) {
  const t = useTranslations("imports-screens.sending");
  const format = useFormatter();
  const isBig = sending.bytes >= 1_000_000;
  const size = t(isBig ? "megabytes" : "kilobytes", {
    size: format.number(Math.max(1, Math.round(sending.bytes / (isBig ? 1_000_000 : 1_000)))),
  });
  return (
    <div className="grid gap-3 rounded-card border bg-raised px-5 py-8">
      <div className="flex items-center gap-3">
        <div className="grid min-w-0 flex-1 gap-0.5">
          <p className="truncate text-md font-medium">{t("title", { name: sending.name })}</p>
          <p className="text-sm text-muted tabular">
            {sending.percent < 100 ? t("percent", { percent: sending.percent, size }) : t("stored")}
          </p>
        </div>
        {sending.percent < 100 && (
          <IconButton label={t("stop")} onClick={onStop}>
            <X aria-hidden />
          </IconButton>
        )}
      </div>
      <Progress percent={sending.percent} label={t("title", { name: sending.name })} />
    </div>
  );
}

const toneOf = (status: ShownImport["status"]) =>
  status === "done" ? "accent" : status === "failed" ? "danger" : status === "cancelled" ? "outline" : "amber";

function ImportRow({ item }: { item: ShownImport }) {
  const t = useTranslations("imports-screens");
  const router = useRouter();
  const row = useGlow<HTMLTableRowElement>(item.status);
  const href = workPaths.import(item._id);
  return (
    <Tr
      ref={row}
      data-row
      tabIndex={0}
      onClick={() => router.push(href)}
      onKeyDown={(event) => event.key === "Enter" && event.target === event.currentTarget && router.push(href)}
      className="cursor-pointer"
    >
      <Td className="max-w-72">
        <Link
          href={href}
          tabIndex={-1}
          onClick={(event) => event.stopPropagation()}
          className="block truncate font-medium hover:underline"
          title={item.fileName}
        >
          {item.fileName}
        </Link>
      </Td>
      <Td className="max-w-72 truncate text-muted max-md:hidden">{item.courseTitle}</Td>
      <Td>
        <span className="flex items-center gap-2">
          <Badge tone={toneOf(item.status)}>{t(`statuses.${item.status}`)}</Badge>
          {(item.status === "reading" || item.status === "writing") && item.percent !== null && (
            <Progress percent={item.percent} label={t("one.progress")} className="w-16" />
          )}
        </span>
      </Td>
      <Td className="max-sm:hidden">{item.kept + item.changed + item.lost > 0 && <OutcomeCounts counts={item} />}</Td>
      <Td className="text-muted max-lg:hidden">
        <When at={item.startedAt} />
      </Td>
    </Tr>
  );
}
