"use client";
import { usePaginatedQuery } from "convex/react";
import { useRouter, useSearchParams } from "next/navigation";
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
  // The palette's "New course" leads here with the question already asked.
  const isAsked = useSearchParams().get("new") !== null;
  const [isAsking, setAsking] = useState(isAsked);
  const ask = (open: boolean) => {
    setAsking(open);
    if (!open && isAsked) window.history.replaceState(null, "", workPaths.courses);
  };
  const [wasAsked, setWasAsked] = useState(isAsked);
  if (isAsked !== wasAsked) {
    setWasAsked(isAsked);
    if (isAsked) setAsking(true);
  }
  return (
    <>
      <TaughtCoursesView
        courses={status === "LoadingFirstPage" ? null : results}
        more={moreOf(status)}
        onMore={() => loadMore(shelf)}
        onNew={() => ask(true)}
      />
      <NewCourseDialog
        open={isAsking}
        onOpenChange={ask}
        pending={pending}
        refusal={refusal}
        onCreate={(title) => act({ title }, ({ courseId }) => router.push(workPaths.course(courseId)))}
      />
    </>
  );
}
