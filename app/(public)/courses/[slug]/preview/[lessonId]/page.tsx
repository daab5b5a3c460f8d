import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PreviewLesson } from "@/components/courses/preview-lesson";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("courses");
  return { title: t("preview") };
}

export default async function Page({ params }: { params: Promise<{ slug: string; lessonId: string }> }) {
  const { slug, lessonId } = await params;
  return <PreviewLesson slug={decodeURIComponent(slug)} lessonId={decodeURIComponent(lessonId)} />;
}
