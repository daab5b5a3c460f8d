import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CoursePage } from "@/components/courses/course-page";
import { readCourseFirst } from "@/components/courses/first-reads";
import { maySeeDrafts, readAddress } from "@/lib/page-request";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const slug = readAddress((await params).slug);
  const page = slug === null ? null : await readCourseFirst(slug);
  return page ? { title: page.card.title, description: page.card.summary } : {};
}

export default async function Page({ params }: Props) {
  const slug = readAddress((await params).slug);
  if (slug === null) notFound();
  const first = await readCourseFirst(slug);
  if (first === null && !(await maySeeDrafts())) notFound();
  return <CoursePage slug={slug} first={first} />;
}
