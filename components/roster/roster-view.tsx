"use client";
import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { AdminEnrollment } from "@/services/enrollments/admin-enrollment";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { RollingCount } from "@/components/ui/live";
import { Progress } from "@/components/ui/progress";
import { Table, TBody, Td, Th, THead, Tr } from "@/components/ui/table";
import { When } from "@/components/ui/when";
import { MoreRows, type More } from "@/components/workroom/more-rows";
import { useRowKeys } from "@/components/workroom/row-keys";
import { TableSkeleton } from "@/components/workroom/table-skeleton";
import { useGlow } from "@/components/workroom/use-glow";
import { WorkPage } from "@/components/workroom/work-page";

type Props = { students: readonly AdminEnrollment[] | null; more: More; onMore: () => void };

/** Who is in a course and how far they are: null while it loads. */
export function RosterView({ students, more, onMore }: Props) {
  const onRowKeys = useRowKeys();
  const t = useTranslations("teach.roster");
  return (
    <WorkPage title={t("title")} hint={t("hint")}>
      {students === null ? (
        <TableSkeleton />
      ) : students.length === 0 ? (
        <EmptyState icon={<Users aria-hidden />} title={t("empty")} isFramed>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <Table label={t("label")} maxHeight="calc(100dvh - 14rem)">
          <THead>
            <tr>
              <Th>{t("person")}</Th>
              <Th>{t("progress")}</Th>
              <Th className="max-sm:hidden">{t("status")}</Th>
              <Th className="max-md:hidden">{t("lastActive")}</Th>
              <Th className="max-lg:hidden">{t("enrolledAt")}</Th>
              <Th className="max-xl:hidden">{t("source")}</Th>
            </tr>
          </THead>
          <TBody onKeyDown={onRowKeys}>
            {students.map((student) => (
              <StudentRow key={student._id} student={student} />
            ))}
          </TBody>
        </Table>
      )}
      <MoreRows more={more} onMore={onMore} />
    </WorkPage>
  );
}

function StudentRow({ student }: { student: AdminEnrollment }) {
  const t = useTranslations("teach.roster");
  const row = useGlow<HTMLTableRowElement>(`${student.percent}${student.status}`);
  return (
    <Tr ref={row} data-row tabIndex={0}>
      <Td>
        <span className="flex min-w-0 items-center gap-3">
          <Avatar name={student.userName} seed={student.userId} />
          <span className="grid min-w-0">
            <span dir="auto" className="truncate font-medium">
              {student.userName}
            </span>
            <span dir="auto" className="truncate text-sm text-muted">
              {student.userEmail}
            </span>
          </span>
        </span>
      </Td>
      <Td className="min-w-36">
        <span className="flex items-center gap-3">
          <Progress
            percent={student.percent}
            label={t("progressOf", { name: student.userName })}
            className="w-24 max-sm:w-14"
          />
          <RollingCount value={student.percent} className="w-10 text-end text-sm">
            {student.percent}%
          </RollingCount>
        </span>
        <span className="text-xs text-faint tabular max-sm:hidden">
          {t("lessons", { done: student.completedLessons, total: student.lessonCount })}
        </span>
      </Td>
      <Td className="max-sm:hidden">
        <Badge tone={student.status === "completed" ? "accent" : student.status === "withdrawn" ? "outline" : "plain"}>
          {t(`statuses.${student.status}`)}
        </Badge>
      </Td>
      <Td className="text-muted max-md:hidden">
        <When at={student.lastActiveAt} />
      </Td>
      <Td className="text-muted max-lg:hidden">
        <When at={student.enrolledAt} />
      </Td>
      <Td className="text-muted max-xl:hidden">{t(`sources.${student.source}`)}</Td>
    </Tr>
  );
}
