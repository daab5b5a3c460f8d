import { CourseSettings } from "@/components/course-settings/course-settings";

export default async function Page({ params }: { params: Promise<{ courseId: string }> }) {
  const { courseId } = await params;
  return <CourseSettings courseId={courseId} />;
}
