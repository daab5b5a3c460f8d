import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";

export type Outline = FunctionReturnType<typeof api.lessons.outline>;
export type OutlineModule = Outline["modules"][number];
export type OutlineLesson = OutlineModule["lessons"][number];
export type ModuleId = OutlineModule["_id"];
export type LessonId = OutlineLesson["_id"];

/** One line of the outline as it is drawn. `id` is unique among all lines. */
export type OutlineRow =
  | { kind: "module"; id: string; module: OutlineModule; number: number; isOpen: boolean }
  | { kind: "section"; id: string; moduleId: ModuleId; key: string; title: string }
  | { kind: "lesson"; id: string; moduleId: ModuleId; lesson: OutlineLesson; isInSection: boolean }
  | { kind: "empty"; id: string; moduleId: ModuleId };

const sectionId = (moduleId: string, key: string) => `${moduleId}/${key}`;

/** The lines of an outline in reading order; modules named in `closed` keep their lessons to themselves. */
export function rowsOf({ modules }: Outline, closed: ReadonlySet<string>): OutlineRow[] {
  return modules.flatMap((module, at): OutlineRow[] => {
    const isOpen = !closed.has(module._id);
    const head: OutlineRow = { kind: "module", id: module._id, module, number: at + 1, isOpen };
    if (!isOpen) return [head];
    if (module.lessons.length === 0) return [head, { kind: "empty", id: `${module._id}:empty`, moduleId: module._id }];
    const rows: OutlineRow[] = [head];
    const seen = new Set<string>();
    for (const lesson of module.lessons) {
      const section = module.sections.find((candidate) => candidate.key === lesson.sectionKey);
      if (section && !seen.has(section.key)) {
        seen.add(section.key);
        rows.push({ kind: "section", id: sectionId(module._id, section.key), moduleId: module._id, ...section });
      }
      rows.push({ kind: "lesson", id: lesson._id, moduleId: module._id, lesson, isInSection: Boolean(section) });
    }
    return rows;
  });
}

/** Where a lesson or a module goes: after another of its kind, or to the beginning (null). */
export type OutlineMove =
  | { kind: "lesson"; lessonId: string; moduleId: string; after: string | null; sectionKey: string | null }
  | { kind: "module"; moduleId: string; after: string | null };

type LessonPlace = { moduleId: string; after: string | null; sectionKey: string | null };

const moduleAt = ({ modules }: Outline, at: number): OutlineModule | undefined => modules[at];
const withoutLesson = (module: OutlineModule, lessonId: string) =>
  module.lessons.filter((lesson) => lesson._id !== lessonId);

/** The place at the end of a module. */
function endOf(module: OutlineModule, moving: string): LessonPlace {
  const last = withoutLesson(module, moving).at(-1);
  return { moduleId: module._id, after: last?._id ?? null, sectionKey: last?.sectionKey ?? null };
}

/** The place right before a lesson. */
function beforeLesson(module: OutlineModule, target: OutlineLesson, moving: string): LessonPlace {
  const others = withoutLesson(module, moving);
  const at = others.findIndex((lesson) => lesson._id === target._id);
  return { moduleId: module._id, after: others[at - 1]?._id ?? null, sectionKey: target.sectionKey };
}

/**
 * What dropping the line `activeId` on the line `overId` means: downwards it lands after that line, upwards before it.
 * Null where nothing would change.
 */
export function moveOf(
  outline: Outline,
  rows: readonly OutlineRow[],
  activeId: string,
  overId: string,
): OutlineMove | null {
  const from = rows.findIndex((row) => row.id === activeId);
  const to = rows.findIndex((row) => row.id === overId);
  const active = rows[from];
  const over = rows[to];
  if (!active || !over || from === to) return null;
  const isDown = to > from;
  const overModuleId = over.kind === "module" ? over.module._id : over.moduleId;
  const overAt = outline.modules.findIndex((module) => module._id === overModuleId);
  const overModule = moduleAt(outline, overAt);
  if (!overModule) return null;

  if (active.kind === "module") {
    if (overModuleId === active.module._id) return null;
    const after = isDown ? overModule._id : (moduleAt(outline, overAt - 1)?._id ?? null);
    return after === active.module._id ? null : { kind: "module", moduleId: active.module._id, after };
  }
  if (active.kind !== "lesson") return null;

  const moving = active.lesson._id;
  const place = ((): LessonPlace => {
    switch (over.kind) {
      case "lesson":
        return isDown
          ? { moduleId: over.moduleId, after: over.lesson._id, sectionKey: over.lesson.sectionKey }
          : beforeLesson(overModule, over.lesson, moving);
      case "section": {
        const first = withoutLesson(overModule, moving).find((lesson) => lesson.sectionKey === over.key);
        const inFront = first ? beforeLesson(overModule, first, moving) : endOf(overModule, moving);
        if (isDown) return { ...inFront, sectionKey: over.key };
        const previous = overModule.lessons.find((lesson) => lesson._id === inFront.after);
        return { ...inFront, sectionKey: previous?.sectionKey ?? null };
      }
      case "empty":
        return { moduleId: over.moduleId, after: null, sectionKey: null };
      case "module": {
        const previous = moduleAt(outline, overAt - 1);
        if (!isDown && previous) return endOf(previous, moving);
        if (isDown && !over.isOpen) return endOf(overModule, moving);
        const first = withoutLesson(overModule, moving)[0];
        return { moduleId: overModule._id, after: null, sectionKey: isDown ? null : (first?.sectionKey ?? null) };
      }
    }
  })();
  return settled(outline, moving, place);
}

/** One step up or down in reading order, through sections and modules. Null at the end of the way. */
export function stepOf(
  outline: Outline,
  rows: readonly OutlineRow[],
  activeId: string,
  step: -1 | 1,
): OutlineMove | null {
  const active = rows.find((row) => row.id === activeId);
  if (active?.kind === "module") {
    const at = outline.modules.findIndex((module) => module._id === active.module._id);
    const target = outline.modules[at + (step === 1 ? 1 : -2)];
    if (step === 1 && !target) return null;
    if (step === -1 && at <= 0) return null;
    return { kind: "module", moduleId: active.module._id, after: target?._id ?? null };
  }
  if (active?.kind !== "lesson") return null;
  const from = rows.findIndex((row) => row.id === activeId);
  // A line where nothing would change (the section heading just above, for one) is looked past.
  for (let to = from + step; to >= 0 && to < rows.length; to += step) {
    const over = rows[to];
    const move = over && moveOf(outline, rows, activeId, over.id);
    if (move) return move;
  }
  return null;
}

function settled(outline: Outline, lessonId: string, place: LessonPlace): OutlineMove | null {
  if (place.after === lessonId) return null;
  const module = outline.modules.find((candidate) => candidate._id === place.moduleId);
  const at = module?.lessons.findIndex((lesson) => lesson._id === lessonId) ?? -1;
  const here = at >= 0 ? module?.lessons[at] : undefined;
  const before = at > 0 ? (module?.lessons[at - 1]?._id ?? null) : null;
  if (here && before === place.after && here.sectionKey === place.sectionKey) return null;
  return { kind: "lesson", lessonId, ...place };
}

/** The outline as it will be after a move; what the server will say, a moment earlier. */
export function moved(outline: Outline, move: OutlineMove): Outline {
  if (move.kind === "module") {
    const module = outline.modules.find((candidate) => candidate._id === move.moduleId);
    if (!module) return outline;
    return {
      modules: placedAfter(
        outline.modules.filter((other) => other !== module),
        module,
        move.after,
      ),
    };
  }
  const lesson = outline.modules
    .flatMap((module) => module.lessons)
    .find((candidate) => candidate._id === move.lessonId);
  if (!lesson) return outline;
  return {
    modules: outline.modules.map((module) => {
      const others = withoutLesson(module, move.lessonId);
      if (module._id !== move.moduleId)
        return others.length === module.lessons.length ? module : { ...module, lessons: others };
      return { ...module, lessons: placedAfter(others, { ...lesson, sectionKey: move.sectionKey }, move.after) };
    }),
  };
}

function placedAfter<Thing extends { _id: string }>(
  things: readonly Thing[],
  thing: Thing,
  after: string | null,
): Thing[] {
  const at = after === null ? 0 : things.findIndex((other) => other._id === after) + 1;
  return [...things.slice(0, at), thing, ...things.slice(at)];
}

/** The outline without a module or a lesson. */
export function without(outline: Outline, id: string): Outline {
  return {
    modules: outline.modules
      .filter((module) => module._id !== id)
      .map((module) =>
        module.lessons.some((lesson) => lesson._id === id) ? { ...module, lessons: withoutLesson(module, id) } : module,
      ),
  };
}

/** The outline with another title for a module or a lesson. */
export function retitled(outline: Outline, id: string, title: string): Outline {
  return {
    modules: outline.modules.map((module) => ({
      ...module,
      title: module._id === id ? title : module.title,
      lessons: module.lessons.map((lesson) => (lesson._id === id ? { ...lesson, title } : lesson)),
    })),
  };
}
