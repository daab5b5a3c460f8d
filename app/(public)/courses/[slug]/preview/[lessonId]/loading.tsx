import { PreviewSkeleton } from "@/components/courses/preview-skeleton";

export default function Loading() {
  return <PreviewSkeleton />;
}
