import { Staff } from "@/components/staff/staff";

export default async function Page({ params }: { params: Promise<{ courseId: string }> }) {
  const { courseId } = await params;
  return <Staff courseId={courseId} />;
}
