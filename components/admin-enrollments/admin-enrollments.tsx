"use client";
import { useMutation, usePaginatedQuery } from "convex/react";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { AdminEnrollment } from "@/services/enrollments/admin-enrollment";
import { useToast } from "@/components/ui/toast";
import { moreOf } from "@/components/workroom/more-rows";
import { useRunInTable } from "@/components/workroom/use-run";
import { useSteadyRows } from "@/components/workroom/use-steady-rows";
import { AdminEnrollmentsView } from "./admin-enrollments-view";
import { GrantDialog } from "./grant-dialog";

const page = 50;
const filters = {
  status: parseAsStringLiteral(["active", "completed", "withdrawn"] as const),
  course: parseAsString,
  person: parseAsString,
};

/** Everyone's enrolments, live, with what an admin may do to them. */
export function AdminEnrollments() {
  const t = useTranslations("admin.enrollments");
  const toast = useToast();
  const [wanted, setWanted] = useQueryStates(filters);
  const { results, status, loadMore } = usePaginatedQuery(
    api.enrollments.list,
    {
      ...(wanted.status ? { status: wanted.status } : {}),
      ...(wanted.course ? { courseId: wanted.course } : {}),
      ...(wanted.person ? { userId: wanted.person } : {}),
    },
    { initialNumItems: page },
  );
  const { rows, isAsking } = useSteadyRows(results, status);
  const grant = useMutation(api.enrollments.grant);
  const withdraw = useMutation(api.enrollments.withdraw);
  const complete = useMutation(api.enrollments.complete);
  const [isGranting, setGranting] = useState(false);
  const run = useRunInTable();
  const enrolAgain = ({ courseId, userId, userName, courseTitle }: AdminEnrollment) =>
    run(grant({ courseId, userId }), () =>
      toast({ title: t("enrolledAgain", { name: userName, course: courseTitle }) }),
    );
  return (
    <>
      <AdminEnrollmentsView
        enrollments={rows}
        isAsking={isAsking}
        filter={wanted}
        onFilter={(change) => void setWanted(change)}
        more={moreOf(status)}
        onMore={() => loadMore(page)}
        onGrant={() => setGranting(true)}
        onEnrollAgain={enrolAgain}
        onWithdraw={(row) =>
          run(withdraw({ enrollmentId: row._id }), () =>
            toast({
              title: t("withdrawn", { name: row.userName, course: row.courseTitle }),
              action: { label: t("undo"), onAction: () => enrolAgain(row) },
            }),
          )
        }
        onComplete={(row) =>
          run(complete({ enrollmentId: row._id }), () =>
            toast({ title: t("completed", { name: row.userName, course: row.courseTitle }) }),
          )
        }
      />
      <GrantDialog open={isGranting} onOpenChange={setGranting} />
    </>
  );
}
