import type { Actor } from "../access/permissions";
import type { AssetId } from "../assets/asset";
import type { AssetStore } from "../assets/asset-store";
import { changeCounts } from "../courses/change-counts";
import { courseLanguages, type Course, type CourseDetails, type CourseId } from "../courses/course";
import type { CourseStore } from "../courses/course-store";
import { createCourse } from "../courses/create-course";
import type { FileStore, StorageId } from "../files/file-store";
import type { JobStore } from "../jobs/job-store";
import type { Block, BlockContent } from "../lessons/block";
import { mostBlocks, type BlockStore } from "../lessons/block-store";
import type { Lesson, LessonId } from "../lessons/lesson";
import type { LessonStore } from "../lessons/lesson-store";
import { outlineOf } from "../lessons/outline";
import type { ModuleId } from "../modules/module";
import type { ModuleStore } from "../modules/module-store";
import { takeOutModule } from "../modules/remove-module";
import type { OutboxStore } from "../outbox/outbox-store";
import type { QuestionDraft } from "../questions/question";
import type { QuestionStore } from "../questions/question-store";
import type { Clock } from "../shared/clock";
import { orderBetween } from "../shared/order";
import { adoptFile } from "../videos/adopt-file";
import type { VideoStore } from "../videos/video-store";
import type { ImportId, ImportItem } from "./import";
import { carryOn } from "./import-progress";
import type { ImportStore } from "./import-store";

export type WriteDeps = {
  imports: ImportStore;
  courses: CourseStore;
  modules: ModuleStore;
  lessons: LessonStore;
  blocks: BlockStore;
  questions: QuestionStore;
  assets: AssetStore;
  videos: VideoStore;
  outbox: OutboxStore;
  files: FileStore;
  jobs: JobStore;
  clock: Clock;
};
/** Which import writes, and how much of it is done afterwards. */
export type Step = { importId: ImportId; run: number; done: number };
export type ModuleToWrite = {
  sourceKey: string;
  title: string;
  sections: { key: string; title: string }[];
  lessons: { sourceKey: string; title: string; sectionKey: string | null; minutes: number }[];
};
export type LessonToWrite = { lessonId: LessonId; blocks: BlockToWrite[] };
export type BlockToWrite = { sourceKey: string; content: BlockContent | null; draft: QuestionDraft | null };

/**
 * Finds the course that the same archive became before, or begins it. What the file says about it is taken over; its
 * address, category, level and whether it is published stay its author's.
 */
export async function openCourse(
  deps: WriteDeps,
  {
    importId,
    run,
    total,
    actor,
    course,
  }: {
    importId: ImportId;
    run: number;
    total: number;
    actor: Actor;
    course: { sourceKey: string; title: string; summary: string; language: string; outcomes: string[] };
  },
): Promise<{ courseId: CourseId } | null> {
  const row = await carryOn(deps, importId, run);
  if (!row) return null;
  const existing = await deps.courses.bySource(actor.id, course.sourceKey);
  const language = courseLanguages.find((tag) => tag === course.language) ?? "en";
  const details: Partial<CourseDetails> = {
    title: course.title,
    summary: course.summary,
    outcomes: course.outcomes,
    language,
  };
  const courseId = existing?._id ?? (await createCourse(deps, actor, course)).courseId;
  const revision = (existing?.revision ?? 0) + 1;
  await deps.courses.change(courseId, { ...details, revision, updatedAt: deps.clock.now() });
  await deps.imports.change(importId, {
    courseId,
    courseTitle: course.title,
    // An import that is resumed finds the course that it began itself.
    isNewCourse: existing === null || (row.courseId === courseId && row.isNewCourse),
    status: "writing",
    done: 0,
    total,
  });
  return { courseId };
}

/** Writes a module with its lessons, still without blocks, after the module before it. Null: stop. */
export async function writeModule(
  deps: WriteDeps,
  { step, courseId, after, module }: { step: Step; courseId: CourseId; after: ModuleId | null; module: ModuleToWrite },
): Promise<{ moduleId: ModuleId; lessonIds: LessonId[] } | null> {
  const course = await openStep(deps, step, courseId);
  if (!course) return null;
  const existing = await deps.modules.bySource(courseId, module.sourceKey);
  const before = after && (await deps.modules.byId(after));
  const order = await orderAfter(before?.order ?? null, existing, (from) => deps.modules.following(courseId, from));
  const { title, sections } = module;
  const fields = { title, sections, order, removedAt: null };
  const moduleId = existing?._id ?? (await deps.modules.add({ ...fields, courseId, sourceKey: module.sourceKey }));
  if (existing) await deps.modules.change(moduleId, fields);

  const lessonIds: LessonId[] = [];
  let lessons = 0;
  let minutes = 0;
  let last: string | null = null;
  for (const lesson of module.lessons) {
    const known = await deps.lessons.bySource(courseId, lesson.sourceKey);
    const isHere = known !== null && known.moduleId === moduleId;
    const place: string = await orderAfter(last, isHere ? known : null, (from) =>
      deps.lessons.following(moduleId, from),
    );
    last = place;
    const shown = {
      title: lesson.title,
      sectionKey: lesson.sectionKey,
      minutes: lesson.minutes,
      order: place,
      moduleId,
      removedAt: null,
    };
    if (known) await deps.lessons.change(known._id, shown);
    lessonIds.push(
      known?._id ??
        (await deps.lessons.add({ ...shown, courseId, isPreview: false, blockCount: 0, sourceKey: lesson.sourceKey })),
    );
    const stood = known !== null && known.removedAt === null;
    lessons += stood ? 0 : 1;
    minutes += lesson.minutes - (stood ? known.minutes : 0);
  }
  const modules = existing && existing.removedAt === null ? 0 : 1;
  await changeCounts(deps.courses, courseId, { modules, lessons, minutes }, deps.clock.now());
  return { moduleId, lessonIds };
}

/** Keeps a file of the archive. The same bytes stay the same file; other bytes by the same name replace it. Null: stop. */
export async function keepAsset(
  deps: WriteDeps,
  {
    step,
    courseId,
    asset,
  }: {
    step: Step;
    courseId: CourseId;
    asset: {
      storageId: StorageId;
      sourceKey: string;
      name: string;
      contentType: string;
      bytes: number;
      sha256: string;
    };
  },
): Promise<{ assetId: AssetId } | null> {
  if (!(await openStep(deps, step, courseId))) return null;
  const existing = await deps.assets.bySource(courseId, asset.sourceKey);
  if (!existing) return { assetId: await deps.assets.add({ ...asset, courseId }) };
  await deps.assets.change(existing._id, asset);
  if (existing.storageId !== asset.storageId) await deps.files.remove(existing.storageId);
  return { assetId: existing._id };
}

/** Writes the blocks of lessons in the order of the file; the author's own stay, what left the file goes. Null: stop. */
export async function writeLessons(
  deps: WriteDeps,
  { step, courseId, lessons }: { step: Step; courseId: CourseId; lessons: LessonToWrite[] },
): Promise<true | null> {
  if (!(await openStep(deps, step, courseId))) return null;
  for (const { lessonId, blocks } of lessons) {
    const lesson = await deps.lessons.byId(lessonId);
    if (lesson?.courseId === courseId) await writeLesson(deps, lesson, blocks);
  }
  return true;
}

async function writeLesson(deps: WriteDeps, lesson: Lesson, blocks: readonly BlockToWrite[]): Promise<void> {
  const lessonId = lesson._id;
  const now = deps.clock.now();
  const standing = await deps.blocks.ofLesson(lessonId, mostBlocks);
  const named = new Set(blocks.map((block) => block.sourceKey));
  for (const block of standing) {
    if (block.sourceKey === null || named.has(block.sourceKey)) continue;
    await deps.blocks.change(block._id, { removedAt: now });
    if (block.content.kind === "question") await takeOutQuestion(deps, block.content.questionId, now);
  }
  let last: string | null = null;
  for (const block of blocks) {
    const content = block.content ?? (await writeQuestion(deps, lesson, block));
    if (!content) continue;
    const known = await deps.blocks.bySource(lesson.courseId, block.sourceKey);
    const order: string = await orderAfter(last, known?.lessonId === lessonId ? known : null, (from) =>
      deps.blocks.following(lessonId, from),
    );
    last = order;
    if (!known) {
      const added = {
        courseId: lesson.courseId,
        lessonId,
        order,
        content,
        revision: 1,
        sourceKey: block.sourceKey,
        removedAt: null,
      };
      await adoptFile(deps, { ...added, _id: await deps.blocks.add(added) });
    } else {
      const kept = await keepVideo(deps, known, content);
      const revision = sameContent(known, kept) ? known.revision : known.revision + 1;
      const changed = { lessonId, order, content: kept, revision, removedAt: null };
      await deps.blocks.change(known._id, changed);
      await adoptFile(deps, { ...known, ...changed });
    }
  }
  const blockCount = (await deps.blocks.ofLesson(lessonId, mostBlocks)).length;
  // An outline that is open is read again for every lesson that changes.
  if (blockCount !== lesson.blockCount) await deps.lessons.change(lessonId, { blockCount });
}

/** A file that has become a video before stays that video, as long as its bytes are the same. */
async function keepVideo(deps: WriteDeps, known: Block, content: BlockContent): Promise<BlockContent> {
  if (content.kind !== "video" || content.source.type !== "asset") return content;
  if (known.content.kind !== "video" || known.content.source.type !== "video") return content;
  const [video, asset] = await Promise.all([deps.videos.ofBlock(known._id), deps.assets.byId(content.source.assetId)]);
  if (!video || !asset || video.sourceStorageId !== asset.storageId) return content;
  return { ...content, source: known.content.source };
}

async function writeQuestion(
  deps: WriteDeps,
  lesson: { _id: LessonId; courseId: CourseId },
  { sourceKey, draft }: BlockToWrite,
): Promise<BlockContent | null> {
  if (!draft) return null;
  const known = await deps.questions.bySource(lesson.courseId, sourceKey);
  if (!known) {
    const row = { ...draft, courseId: lesson.courseId, lessonId: lesson._id, revision: 1, sourceKey, removedAt: null };
    return { kind: "question", questionId: await deps.questions.add(row) };
  }
  await deps.questions.change(known._id, {
    ...draft,
    lessonId: lesson._id,
    revision: known.revision + 1,
    removedAt: null,
  });
  return { kind: "question", questionId: known._id };
}

async function takeOutQuestion({ questions }: WriteDeps, questionId: string, now: number): Promise<void> {
  const question = await questions.byId(questionId);
  if (question) await questions.change(question._id, { removedAt: now });
}

/**
 * Takes out what an earlier import brought and the file no longer has; it waits for undo like everything removed. Says
 * what it took out, for the report. Null: stop.
 */
export async function removeGone(
  deps: WriteDeps,
  {
    step,
    courseId,
    moduleKeys,
    lessonKeys,
  }: { step: Step; courseId: CourseId; moduleKeys: string[]; lessonKeys: string[] },
): Promise<{ gone: { kind: "module" | "lesson"; title: string }[] } | null> {
  if (!(await openStep(deps, step, courseId))) return null;
  const now = deps.clock.now();
  const modules = new Set(moduleKeys);
  const lessons = new Set(lessonKeys);
  const gone: { kind: "module" | "lesson"; title: string }[] = [];
  for (const module of await outlineOf(deps, courseId)) {
    const leaving = module.lessons.filter((lesson) => lesson.sourceKey !== null && !lessons.has(lesson.sourceKey));
    const isModuleGone =
      module.sourceKey !== null && !modules.has(module.sourceKey) && leaving.length === module.lessons.length;
    if (isModuleGone) {
      await takeOutModule(deps, module);
      gone.push({ kind: "module", title: module.title });
      continue;
    }
    for (const lesson of leaving) {
      await deps.lessons.change(lesson._id, { removedAt: now });
      await changeCounts(deps.courses, courseId, { lessons: -1, minutes: -lesson.minutes }, now);
      gone.push({ kind: "lesson", title: lesson.title });
    }
  }
  await deps.jobs.later("recountCourse", { courseId });
  return { gone };
}

/** Writes what could only be said once files and lessons had ids: the description and the picture. Null: stop. */
export async function completeCourse(
  deps: WriteDeps,
  {
    step,
    courseId,
    description,
    coverAssetId,
  }: { step: Step; courseId: CourseId; description: string; coverAssetId: AssetId | null },
): Promise<true | null> {
  const course = await openStep(deps, step, courseId);
  if (!course) return null;
  await deps.courses.change(courseId, {
    description,
    coverAssetId: coverAssetId ?? course.coverAssetId,
    revision: course.revision + 1,
    updatedAt: deps.clock.now(),
  });
  return true;
}

/** Writes a part of the report and keeps its counts. Null: stop. */
export async function writeItems(
  deps: WriteDeps,
  { step, items }: { step: Step; items: Omit<ImportItem, "_id" | "importId">[] },
): Promise<true | null> {
  const row = await carryOn(deps, step.importId, step.run);
  if (!row) return null;
  await deps.imports.addItems(step.importId, items);
  const count = (outcome: ImportItem["outcome"]) => items.filter((item) => item.outcome === outcome).length;
  const reasons = { ...row.reasons };
  for (const { reason } of items) if (reason !== null) reasons[reason] = (reasons[reason] ?? 0) + 1;
  await deps.imports.change(step.importId, {
    reasons,
    kept: row.kept + count("kept"),
    changed: row.changed + count("changed"),
    lost: row.lost + count("lost"),
  });
  return true;
}

async function openStep(deps: WriteDeps, { importId, run, done }: Step, courseId: CourseId): Promise<Course | null> {
  const row = await carryOn(deps, importId, run);
  if (!row || row.courseId !== courseId) return null;
  const course = await deps.courses.byId(courseId);
  if (course) await deps.imports.change(importId, { done: Math.max(row.done, done) });
  return course;
}

/** The order of a row that has to stand after `last`: its own if that is so already, otherwise one right after it. */
async function orderAfter<Row extends { _id: string; order: string; removedAt: number | null }>(
  last: string | null,
  existing: Row | null,
  following: (order: string | null) => Promise<Row | null>,
): Promise<string> {
  if (existing && existing.removedAt === null && (last === null || existing.order > last)) return existing.order;
  let next = await following(last);
  if (next && next._id === existing?._id) next = await following(next.order);
  return orderBetween(last, next?.order ?? null);
}

const sameContent = (block: Block, content: BlockContent): boolean =>
  JSON.stringify(block.content) === JSON.stringify(content);
