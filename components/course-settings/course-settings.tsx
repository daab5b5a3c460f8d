"use client";
import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { courseDetails, type CourseDetails } from "@/services/courses/course";
import type { AppErrorData } from "@/services/shared/app-error";
import { CourseFilesProvider } from "@/components/lesson-editor/course-files";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { readRefusal } from "@/lib/refusal";
import { useAsk } from "@/lib/use-ask";
import { CourseSettingsView } from "./course-settings-view";

/** The details of a course and their saving; someone else's newer version is never replaced without asking. */
export function CourseSettings({ courseId }: { courseId: string }) {
  const id = courseId as Id<"courses">;
  const asked = useAsk(api.courses.forEditing, { courseId: id });
  const save = useMutation(api.courses.saveDetails);
  const [refusal, setRefusal] = useState<AppErrorData | null>(null);
  const [pending, setPending] = useState(false);
  const [bug, setBug] = useState<{ error: unknown } | null>(null);
  if (bug) throw bug.error;
  // A refusal is said by the course's frame, which asks for the same course.
  if (asked.state === "refused") return null;
  if (asked.state === "loading") return <SettingsSkeleton />;
  const { course, coverUrl, rights, assets } = asked.value;

  const onSave = (details: CourseDetails, revision: number, then: (revision: number) => void) => {
    setPending(true);
    setRefusal(null);
    save({ courseId: id, revision, details })
      .then((saved) => then(saved.revision))
      .catch((error: unknown) => {
        const spoken = readRefusal(error);
        if (spoken) setRefusal(spoken);
        else setBug({ error });
      })
      .finally(() => setPending(false));
  };
  return (
    <CourseFilesProvider courseId={courseId} assets={assets}>
      <CourseSettingsView
        courseId={courseId}
        details={courseDetails.parse(course)}
        revision={course.revision}
        coverUrl={coverUrl}
        updatedAt={course.updatedAt}
        mayEdit={rights.edit}
        pending={pending}
        refusal={refusal}
        onSave={onSave}
        onSettled={() => setRefusal(null)}
      />
    </CourseFilesProvider>
  );
}

function SettingsSkeleton() {
  return (
    <SkeletonGroup className="mx-auto grid max-w-[46rem] gap-6 px-4 pt-10 sm:px-7">
      {Array.from({ length: 6 }, (_, at) => (
        <div key={at} className="grid gap-2">
          <Skeleton className="h-3.5 w-28" />
          <Skeleton className="h-9 w-full" />
        </div>
      ))}
    </SkeletonGroup>
  );
}
