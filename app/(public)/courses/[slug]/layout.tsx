import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { readCourseFirst } from "@/components/courses/first-reads";
import { isWholePage, maySeeDrafts, readAddress } from "@/lib/page-request";

type Props = { params: Promise<{ slug: string }>; children: ReactNode };

/** Stands above the skeleton, which is sent with a status of 200: what is not there has to be known before. */
export default async function CourseLayout({ params, children }: Props) {
  const slug = readAddress((await params).slug);
  if (slug === null) notFound();
  if ((await isWholePage()) && (await readCourseFirst(slug)) === null && !(await maySeeDrafts())) notFound();
  return children;
}
