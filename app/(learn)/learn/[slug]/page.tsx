import { LearningRoom } from "@/components/learning/room";

/** Opens a course where the student left it. */
export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  return <LearningRoom slug={decodeURIComponent(slug)} lessonId={null} />;
}
