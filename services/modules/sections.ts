import type { Actor } from "../access/permissions";
import type { CourseReader } from "../courses/course-store";
import type { Lesson, LessonId } from "../lessons/lesson";
import { mostLessons, type LessonStore } from "../lessons/lesson-store";
import { conflict, notFound } from "../shared/app-error";
import type { ModuleId, Section } from "./module";
import type { ModuleStore } from "./module-store";
import { requireModule } from "./require-module";

type Deps = { courses: CourseReader; modules: ModuleStore; lessons: LessonStore };

const mostSections = 200;

/** A key that none of the sections has. */
export function freeSectionKey(sections: readonly Section[]): string {
  const numbers = sections.map((section) => /^s(\d+)$/.exec(section.key)).map((match) => Number(match?.[1] ?? 0));
  return `s${Math.max(0, ...numbers) + 1}`;
}

/** The lessons that a new section takes over: the one it starts at and those that follow it in the same section. */
export function lessonsFrom(ordered: readonly Lesson[], start: LessonId): Lesson[] {
  const first = ordered.findIndex((lesson) => lesson._id === start);
  if (first < 0) return [];
  const key = ordered[first]?.sectionKey ?? null;
  const rest = ordered.slice(first);
  const end = rest.findIndex((lesson) => lesson.sectionKey !== key);
  return end < 0 ? rest : rest.slice(0, end);
}

/** The section that a dissolved one's lessons join: that of the lesson before its first. */
export function sectionBefore(ordered: readonly Lesson[], key: string): string | null {
  const first = ordered.findIndex((lesson) => lesson.sectionKey === key);
  return first <= 0 ? null : (ordered[first - 1]?.sectionKey ?? null);
}

/** Starts a section at a lesson; it takes over the lessons that follow in the same section. */
export async function addSection(
  deps: Deps,
  actor: Actor,
  { moduleId, title, lessonId }: { moduleId: ModuleId; title: string; lessonId: LessonId },
): Promise<{ key: string }> {
  const { module } = await requireModule(deps, actor, moduleId, "edit");
  if (module.sections.length >= mostSections) throw conflict("sections_full");
  const taken = lessonsFrom(await deps.lessons.ofModule(moduleId, mostLessons), lessonId);
  if (taken.length === 0) throw notFound("lesson");
  const key = freeSectionKey(module.sections);
  await deps.modules.change(moduleId, { sections: [...module.sections, { key, title }] });
  for (const lesson of taken) await deps.lessons.change(lesson._id, { sectionKey: key });
  return { key };
}

/** Gives a section another title. */
export async function renameSection(
  deps: Deps,
  actor: Actor,
  { moduleId, key, title }: { moduleId: ModuleId; key: string; title: string },
): Promise<null> {
  const { module } = await requireModule(deps, actor, moduleId, "edit");
  if (!module.sections.some((section) => section.key === key)) throw notFound("section");
  const sections = module.sections.map((section) => (section.key === key ? { key, title } : section));
  await deps.modules.change(moduleId, { sections });
  return null;
}

/** Takes a section's name away; its lessons stay where they are and join the section before them. */
export async function dissolveSection(
  deps: Deps,
  actor: Actor,
  { moduleId, key }: { moduleId: ModuleId; key: string },
): Promise<null> {
  const { module } = await requireModule(deps, actor, moduleId, "edit");
  if (!module.sections.some((section) => section.key === key)) throw notFound("section");
  const ordered = await deps.lessons.ofModule(moduleId, mostLessons);
  const heir = sectionBefore(ordered, key);
  for (const lesson of ordered.filter((l) => l.sectionKey === key))
    await deps.lessons.change(lesson._id, { sectionKey: heir });
  await deps.modules.change(moduleId, { sections: module.sections.filter((section) => section.key !== key) });
  return null;
}
