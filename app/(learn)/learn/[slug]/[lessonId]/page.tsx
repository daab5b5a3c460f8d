import { LearningRoom } from "@/components/learning/room";

/** One lesson of a course, in the learning room. */
export default async function Page({ params }: { params: Promise<{ slug: string; lessonId: string }> }) {
  const { slug, lessonId } = await params;
  return <LearningRoom slug={decodeURIComponent(slug)} lessonId={lessonId} />;
}
