import { NoSuchCourse } from "@/components/courses/no-such-course";

export default function NotFound() {
  return <NoSuchCourse />;
}
