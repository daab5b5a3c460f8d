"use client";
import { usePaginatedQuery } from "convex/react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { moreOf } from "@/components/workroom/more-rows";
import { workPaths } from "@/components/workroom/work-paths";
import { useAct } from "@/lib/use-act";
import { NewCourseDialog } from "./new-course-dialog";
import { TaughtCoursesView } from "./taught-courses-view";

const shelf = 30;

/** The courses that the person teaches, and the way to a new one. */
export function TaughtCourses() {
  const router = useRouter();
  const { results, status, loadMore } = usePaginatedQuery(api.courses.mine, {}, { initialNumItems: shelf });
  const { act, pending, refusal } = useAct(api.courses.create);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <TaughtCoursesView
        courses={status === "LoadingFirstPage" ? null : results}
        more={moreOf(status)}
        onMore={() => loadMore(shelf)}
        onNew={() => setAsking(true)}
      />
      <NewCourseDialog
        open={isAsking}
        onOpenChange={setAsking}
        pending={pending}
        refusal={refusal}
        onCreate={(title) => act({ title }, ({ courseId }) => router.push(workPaths.course(courseId)))}
      />
    </>
  );
}
