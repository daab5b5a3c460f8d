import "server-only";
import { cache } from "react";
import { api } from "@/convex/_generated/api";
import { firstAnswer, firstView } from "./first-view";

/** A course's page as a visitor has it, read once for a request however many parts of the page want it. */
export const readCourseFirst = cache((slug: string) => firstView(api.courses.page, { slug }));

/** A lesson as a visitor has it, read once for a request. */
export const readLessonFirst = cache((lessonId: string) => firstAnswer(api.learning.lesson, { lessonId }));
