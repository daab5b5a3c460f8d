"use client";
import { useParams } from "next/navigation";
import { NoSuchLesson } from "@/components/courses/no-such-lesson";

/** Below a course that is there, only a lesson can be missing. */
export default function NotFound() {
  return <NoSuchLesson slug={useParams<{ slug: string }>().slug} />;
}
