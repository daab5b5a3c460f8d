import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { readLessonFirst } from "@/components/courses/first-reads";
import { isWholePage, maySeeDrafts, readAddress } from "@/lib/page-request";

type Props = { params: Promise<{ lessonId: string }>; children: ReactNode };

/** Stands above the skeleton, like the course's own layout: a lesson that is not there says so by its status. */
export default async function PreviewLayout({ params, children }: Props) {
  const lessonId = readAddress((await params).lessonId);
  if (lessonId === null) notFound();
  if (!(await isWholePage()) || (await maySeeDrafts())) return children;
  const first = await readLessonFirst(lessonId);
  if (first.state === "refused" && first.refusal.code === "not_found") notFound();
  return children;
}
