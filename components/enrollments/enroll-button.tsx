"use client";
import { useRouter } from "next/navigation";
import { api } from "@/convex/_generated/api";
import type { CourseId } from "@/services/courses/course";
import { paths } from "@/lib/paths";
import { useAct } from "@/lib/use-act";
import { EnrollButtonView, type ViewerState } from "./enroll-button-view";

type Props = {
  course: { _id: CourseId; slug: string };
  viewer: { state: ViewerState; percent: number | null; continueLessonId: string | null } | null;
  isBare?: boolean;
};

/** Enrols with one click and goes straight to the first lesson. */
export function EnrollButton({ course, viewer, isBare }: Props) {
  const router = useRouter();
  const { act, pending, refusal } = useAct(api.enrollments.enroll);
  const enroll = () =>
    act({ courseId: course._id }, ({ firstLessonId }) =>
      router.push(firstLessonId ? paths.lesson(course.slug, firstLessonId) : paths.room(course.slug)),
    );
  return <EnrollButtonView {...{ course, viewer, pending, refusal, isBare }} onEnroll={enroll} />;
}
