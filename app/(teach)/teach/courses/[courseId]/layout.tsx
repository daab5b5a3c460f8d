import type { ReactNode } from "react";
import { CourseFrame } from "@/components/builder/course-frame";
import { DraftsProvider } from "@/components/lesson-editor/drafts-provider";

export default async function CourseLayout({
  params,
  children,
}: {
  params: Promise<{ courseId: string }>;
  children: ReactNode;
}) {
  const { courseId } = await params;
  return (
    <DraftsProvider>
      <CourseFrame courseId={courseId}>{children}</CourseFrame>
    </DraftsProvider>
  );
}
