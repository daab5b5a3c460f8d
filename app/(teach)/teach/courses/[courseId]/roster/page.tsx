import { Roster } from "@/components/roster/roster";

export default async function Page({ params }: { params: Promise<{ courseId: string }> }) {
  const { courseId } = await params;
  return <Roster courseId={courseId} />;
}
