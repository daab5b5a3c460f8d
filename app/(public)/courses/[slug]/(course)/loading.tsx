import { CoursePageSkeleton } from "@/components/courses/course-page-skeleton";

export default function Loading() {
  return <CoursePageSkeleton />;
}
