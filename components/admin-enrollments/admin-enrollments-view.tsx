"use client";
import { MoreHorizontal, Plus, UserRoundCheck, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AdminEnrollment } from "@/services/enrollments/admin-enrollment";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { RollingCount } from "@/components/ui/live";
import { Progress } from "@/components/ui/progress";
import { Segmented } from "@/components/ui/segmented";
import { Table, TBody, Td, Th, THead, Tr } from "@/components/ui/table";
import { When } from "@/components/ui/when";
import { MoreRows, type More } from "@/components/workroom/more-rows";
import { useRowKeys } from "@/components/workroom/row-keys";
import { TableSkeleton } from "@/components/workroom/table-skeleton";
import { useGlow } from "@/components/workroom/use-glow";
import { WorkPage } from "@/components/workroom/work-page";
import { workPaths } from "@/components/workroom/work-paths";

export type EnrollmentFilter = {
  status: AdminEnrollment["status"] | null;
  course: string | null;
  person: string | null;
};
type RowActs = {
  onFilter: (change: Partial<EnrollmentFilter>) => void;
  onEnrollAgain: (row: AdminEnrollment) => void;
  onWithdraw: (row: AdminEnrollment) => void;
  onComplete: (row: AdminEnrollment) => void;
};
type Props = RowActs & {
  enrollments: readonly AdminEnrollment[] | null;
  isAsking: boolean;
  filter: EnrollmentFilter;
  more: More;
  onMore: () => void;
  onGrant: () => void;
};

const statuses = ["active", "completed", "withdrawn"] as const;

/** The table of enrolments, the latest activity first: null while it loads. */
export function AdminEnrollmentsView({
  enrollments,
  isAsking,
  filter,
  more,
  onMore,
  onGrant,
  onComplete,
  ...acts
}: Props) {
  const onRowKeys = useRowKeys();
  const t = useTranslations("admin.enrollments");
  const words = useTranslations("teach.table");
  const [completing, setCompleting] = useState<AdminEnrollment | null>(null);
  const isFiltered = filter.status !== null || filter.course !== null || filter.person !== null;
  const one = enrollments?.[0];
  return (
    <WorkPage
      title={t("title")}
      hint={t("hint")}
      acts={
        <Button variant="primary" onClick={onGrant}>
          <Plus aria-hidden />
          {t("grant")}
        </Button>
      }
    >
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label={t("status")}
          value={filter.status ?? "all"}
          onChange={(value) => acts.onFilter({ status: statuses.find((status) => status === value) ?? null })}
          options={[
            { value: "all", label: t("allStatuses") },
            ...statuses.map((status) => ({ value: status, label: t(`statuses.${status}`) })),
          ]}
          className="max-w-full overflow-x-auto"
        />
        {filter.person && (
          <Chip
            words={t("onlyPerson", { name: one?.userName ?? "…" })}
            clear={t("clearPerson")}
            onClear={() => acts.onFilter({ person: null })}
          />
        )}
        {filter.course && (
          <Chip
            words={t("onlyCourse", { title: one?.courseTitle ?? "…" })}
            clear={t("clearCourse")}
            onClear={() => acts.onFilter({ course: null })}
          />
        )}
      </div>
      {enrollments === null ? (
        <TableSkeleton />
      ) : enrollments.length === 0 ? (
        <EmptyState
          icon={<UserRoundCheck aria-hidden />}
          title={isFiltered ? words("nothing") : t("empty")}
          isFramed
          action={
            isFiltered && (
              <Button onClick={() => acts.onFilter({ status: null, course: null, person: null })}>
                {words("clear")}
              </Button>
            )
          }
        >
          {isFiltered ? words("nothingHint") : t("emptyHint")}
        </EmptyState>
      ) : (
        <div className={cn("transition-opacity", isAsking && "opacity-60")} aria-busy={isAsking}>
          <Table label={t("label")} maxHeight="calc(100dvh - 14.5rem)">
            <THead>
              <tr>
                <Th>{t("person")}</Th>
                <Th className="max-md:hidden">{t("course")}</Th>
                <Th>{t("progress")}</Th>
                <Th className="max-lg:hidden">{t("status")}</Th>
                <Th className="max-xl:hidden">{t("lastActive")}</Th>
                <Th className="w-10">
                  <span className="sr-only">{t("acts", { name: "", course: "" })}</span>
                </Th>
              </tr>
            </THead>
            <TBody onKeyDown={onRowKeys}>
              {enrollments.map((row) => (
                <EnrollmentRow key={row._id} row={row} {...acts} onComplete={setCompleting} />
              ))}
            </TBody>
          </Table>
        </div>
      )}
      <MoreRows more={more} onMore={onMore} />
      <Dialog
        open={completing !== null}
        onOpenChange={(open) => !open && setCompleting(null)}
        size="sm"
        title={completing && t("completing", { course: completing.courseTitle, name: completing.userName })}
        description={t("completingHint")}
        footer={
          <Button
            variant="primary"
            onClick={() => {
              if (completing) onComplete(completing);
              setCompleting(null);
            }}
          >
            {t("complete")}
          </Button>
        }
      />
    </WorkPage>
  );
}

function Chip({ words, clear, onClear }: { words: string; clear: string; onClear: () => void }) {
  return (
    <span className="inline-flex h-8 max-w-72 items-center gap-1 rounded-full bg-accent-soft ps-3 pe-1 text-sm text-accent-ink">
      <span className="truncate">{words}</span>
      <IconButton
        label={clear}
        size="sm"
        onClick={onClear}
        className="size-6 rounded-full text-accent-ink [&>svg]:size-3.5"
      >
        <X aria-hidden />
      </IconButton>
    </span>
  );
}

function EnrollmentRow({ row, onFilter, onEnrollAgain, onWithdraw, onComplete }: RowActs & { row: AdminEnrollment }) {
  const t = useTranslations("admin.enrollments");
  const element = useGlow<HTMLTableRowElement>(`${row.status}${row.completedLessons}${row.lastActiveAt}`);
  return (
    <Tr ref={element} data-row tabIndex={0}>
      <Td className="max-w-72">
        <span className="flex min-w-0 items-center gap-3">
          <Avatar name={row.userName} seed={row.userId} />
          <span className="grid min-w-0">
            <button
              type="button"
              onClick={() => onFilter({ person: row.userId })}
              title={t("onlyPerson", { name: row.userName })}
              className="truncate rounded-[4px] text-start font-medium hover:underline"
            >
              {row.userName}
            </button>
            <span dir="auto" className="truncate text-sm text-muted max-md:hidden">
              {row.userEmail}
            </span>
            <span dir="auto" className="truncate text-sm text-muted md:hidden">
              {row.courseTitle}
            </span>
          </span>
        </span>
      </Td>
      <Td className="max-w-72 max-md:hidden">
        <button
          type="button"
          onClick={() => onFilter({ course: row.courseId })}
          title={t("onlyCourse", { title: row.courseTitle })}
          className="block max-w-full truncate rounded-[4px] text-start hover:underline"
        >
          {row.courseTitle}
        </button>
      </Td>
      <Td>
        <span className="flex items-center gap-3">
          <Progress
            percent={row.percent}
            label={t("progressOf", { name: row.userName })}
            className="w-24 max-sm:w-12"
          />
          <RollingCount value={row.percent} className="w-10 text-end text-sm">
            {row.percent}%
          </RollingCount>
          <span className="text-sm whitespace-nowrap text-faint tabular max-xl:hidden">
            {t("lessons", { done: row.completedLessons, total: row.lessonCount })}
          </span>
        </span>
      </Td>
      <Td className="max-lg:hidden">
        <Badge tone={row.status === "completed" ? "accent" : row.status === "withdrawn" ? "outline" : "plain"}>
          {t(`statuses.${row.status}`)}
        </Badge>
      </Td>
      <Td className="whitespace-nowrap text-muted max-xl:hidden">
        <When at={row.lastActiveAt} />
      </Td>
      <Td className="px-1">
        <DropdownMenu
          trigger={
            <IconButton label={t("acts", { name: row.userName, course: row.courseTitle })} size="sm" hint={false}>
              <MoreHorizontal aria-hidden />
            </IconButton>
          }
        >
          <MenuItem asChild>
            <Link href={workPaths.person(row.userId)}>{t("see")}</Link>
          </MenuItem>
          <MenuSeparator />
          {row.status === "active" && <MenuItem onSelect={() => onComplete(row)}>{t("complete")}</MenuItem>}
          {row.status === "withdrawn" ? (
            <MenuItem onSelect={() => onEnrollAgain(row)}>{t("again")}</MenuItem>
          ) : (
            <MenuItem tone="danger" onSelect={() => onWithdraw(row)}>
              {t("withdraw")}
            </MenuItem>
          )}
        </DropdownMenu>
      </Td>
    </Tr>
  );
}
