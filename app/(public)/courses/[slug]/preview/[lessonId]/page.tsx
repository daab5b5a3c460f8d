import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { readLessonFirst } from "@/components/courses/first-reads";
import { PreviewLesson } from "@/components/courses/preview-lesson";
import { readAddress } from "@/lib/page-request";

type Props = { params: Promise<{ slug: string; lessonId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("courses");
  const lessonId = readAddress((await params).lessonId);
  const first = lessonId === null ? null : await readLessonFirst(lessonId);
  return { title: (first?.state === "ready" && first.value?.lesson.title) || t("preview") };
}

export default async function Page({ params }: Props) {
  const asked = await params;
  const slug = readAddress(asked.slug);
  const lessonId = readAddress(asked.lessonId);
  if (slug === null || lessonId === null) notFound();
  return <PreviewLesson slug={slug} lessonId={lessonId} first={await readLessonFirst(lessonId)} />;
}
