import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { api } from "@/convex/_generated/api";
import { CoursePage } from "@/components/courses/course-page";
import { firstView } from "@/components/courses/first-view";

type Props = { params: Promise<{ slug: string }> };

const readPage = cache((slug: string) => firstView(api.courses.page, { slug }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await readPage(decodeURIComponent((await params).slug));
  return page ? { title: page.card.title, description: page.card.summary } : {};
}

export default async function Page({ params }: Props) {
  const slug = decodeURIComponent((await params).slug);
  const first = await readPage(slug);
  if (first === null && !(await maySeeDrafts())) notFound();
  return <CoursePage slug={slug} first={first} />;
}

/** Someone who may be signed in may be staff, to whom a draft is a page; a visitor gets the plain answer at once. */
async function maySeeDrafts(): Promise<boolean> {
  return (await cookies()).getAll().some((cookie) => /session/i.test(cookie.name));
}
