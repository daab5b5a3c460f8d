import { Builder } from "@/components/builder/builder";

export default async function Page({ params }: { params: Promise<{ courseId: string }> }) {
  const { courseId } = await params;
  return <Builder courseId={courseId} />;
}
