import type { AssetId } from "../assets/asset";
import type { CourseId } from "../courses/course";
import type { StorageId } from "../files/file-store";
import type { LessonId } from "../lessons/lesson";
import type { ModuleId } from "../modules/module";
import { readArchive } from "./archive/read-archive";
import { decodeText } from "./archive/decode-text";
import { usualLimits, type ArchiveLimits, type TarSink } from "./archive/tar-reader";
import type { ImportItem } from "./import";
import { ImportFailure } from "./import-failure";
import { isCourseText, largestText, largestTexts, type ArchiveTexts } from "./olx/course-files";
import type { CoursePlan, PlannedItem } from "./olx/plan";
import { readOlxCourse } from "./olx/read-course";
import { resolveContent, resolveDoc, resolveDraft, type Written } from "./olx/resolve-references";
import type { BlockToWrite, LessonToWrite, ModuleToWrite } from "./write-course";

/** The batches in which an import writes. Each answers null when the import is to stop. */
export interface ImportBackend {
  /** Says that the import is alive, while there is nothing to write for a while. False: stop. */
  beat(): Promise<boolean>;
  openCourse(args: {
    total: number;
    course: { sourceKey: string; title: string; summary: string; language: string; outcomes: string[] };
  }): Promise<{ courseId: CourseId } | null>;
  writeModule(
    done: number,
    args: { courseId: CourseId; after: ModuleId | null; module: ModuleToWrite },
  ): Promise<{ moduleId: ModuleId; lessonIds: LessonId[] } | null>;
  storeFile(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<StorageId>;
  dropFile(storageId: StorageId): Promise<void>;
  knownAsset(args: { courseId: CourseId; sourceKey: string; sha256: string }): Promise<AssetId | null>;
  keepAsset(
    done: number,
    args: {
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
  ): Promise<{ assetId: AssetId } | null>;
  writeLessons(done: number, args: { courseId: CourseId; lessons: LessonToWrite[] }): Promise<true | null>;
  removeGone(
    done: number,
    args: { courseId: CourseId; moduleKeys: string[]; lessonKeys: string[] },
  ): Promise<{ gone: { kind: "module" | "lesson"; title: string }[] } | null>;
  completeCourse(
    done: number,
    args: { courseId: CourseId; description: string; coverAssetId: AssetId | null },
  ): Promise<true | null>;
  writeItems(done: number, items: Omit<ImportItem, "_id" | "importId">[]): Promise<true | null>;
}

const itemsPerBatch = 100;
/** The most lessons that are written at once, and the characters after which a batch is full. */
const lessonsPerBatch = 10;
const fullBatch = 200_000;

/**
 * Brings an Open edX course in: reads the archive twice (once for its texts, once for its files), and writes outline,
 * files and lessons in batches that can each be the last. True when it is whole, false when it was told to stop. Throws
 * `ImportFailure` for a file that cannot be brought in.
 */
export async function importOlx(
  backend: ImportBackend,
  open: () => ReadableStream<Uint8Array>,
  limits: ArchiveLimits = usualLimits,
): Promise<boolean> {
  const archive = await readTexts(backend, open(), limits);
  if (!archive) return false;
  const plan = readOlxCourse(archive);
  const lessons = plan.modules.flatMap((module) => module.lessons);
  const { sourceKey, title, summary, language, outcomes } = plan;
  const total = plan.modules.length + plan.assets.length + lessons.length + 2;
  const opened = await backend.openCourse({ total, course: { sourceKey, title, summary, language, outcomes } });
  if (!opened) return false;
  const { courseId } = opened;
  let done = 0;

  const lessonIds = new Map<string, LessonId>();
  let after: ModuleId | null = null;
  for (const module of plan.modules) {
    done += 1;
    const written = await backend.writeModule(done, { courseId, after, module: outlineOnly(module) });
    if (!written) return false;
    after = written.moduleId;
    for (const [n, lesson] of module.lessons.entries()) {
      const lessonId = written.lessonIds[n];
      if (lessonId) lessonIds.set(lesson.token, lessonId);
    }
  }

  const assets = await writeAssets(backend, open(), limits, plan, courseId, done);
  if (!assets) return false;
  done += plan.assets.length;
  const written: Written = { assets, lessons: lessonIds };

  let batch: LessonToWrite[] = [];
  let size = 0;
  for (const [n, lesson] of lessons.entries()) {
    done += 1;
    const lessonId = lessonIds.get(lesson.token);
    if (!lessonId) throw new Error(`Lesson ${lesson.sourceKey} was not laid out`);
    const blocks = lesson.blocks.map((block): BlockToWrite => {
      if (block.kind === "question")
        return { sourceKey: block.sourceKey, content: null, draft: resolveDraft(block.draft, written) };
      return { sourceKey: block.sourceKey, content: resolveContent(block.content, written), draft: null };
    });
    batch.push({ lessonId, blocks });
    size += JSON.stringify(blocks).length;
    if (batch.length < lessonsPerBatch && size < fullBatch && n < lessons.length - 1) continue;
    if (!(await backend.writeLessons(done, { courseId, lessons: batch }))) return false;
    batch = [];
    size = 0;
  }

  done += 1;
  const moduleKeys = plan.modules.map((module) => module.sourceKey);
  const removed = await backend.removeGone(done, {
    courseId,
    moduleKeys,
    lessonKeys: lessons.map((lesson) => lesson.sourceKey),
  });
  if (!removed) return false;
  const coverAssetId = (plan.cover && assets.get(plan.cover)) ?? null;
  const description = resolveDoc(plan.description, written);
  if (!(await backend.completeCourse(done, { courseId, description, coverAssetId: coverAssetId || null })))
    return false;
  return writeReport(backend, done, [...plan.items, ...removed.gone.map(goneItem)]);
}

const goneItem = ({ kind, title }: { kind: "module" | "lesson"; title: string }): PlannedItem => ({
  kind,
  title,
  path: title,
  outcome: "changed",
  reason: "gone_from_file",
  params: {},
});

async function writeReport(backend: ImportBackend, done: number, items: readonly PlannedItem[]): Promise<boolean> {
  for (let at = 0; at < items.length; at += itemsPerBatch) {
    const batch = items.slice(at, at + itemsPerBatch).map((item, n) => ({ ...item, seq: at + n + 1 }));
    if (!(await backend.writeItems(done, batch))) return false;
  }
  return true;
}

function outlineOnly({ sourceKey, title, sections, lessons }: CoursePlan["modules"][number]): ModuleToWrite {
  return {
    sourceKey,
    title,
    sections,
    lessons: lessons.map((lesson) => ({
      sourceKey: lesson.sourceKey,
      title: lesson.title,
      sectionKey: lesson.sectionKey,
      minutes: lesson.minutes,
    })),
  };
}

/** Pieces of the archive (16 KiB packed) between two signs of life. */
const piecesPerBeat = 256;

/** The texts of the archive and the sizes of its files. Null: stop. */
async function readTexts(
  backend: ImportBackend,
  stream: ReadableStream<Uint8Array>,
  limits: ArchiveLimits,
): Promise<ArchiveTexts | null> {
  const texts = new Map<string, string>();
  const sizes = new Map<string, number>();
  let total = 0;
  let pieces = 0;
  const isWhole = await readArchive(
    piecesOf(stream),
    ({ path, bytes }) => {
      sizes.set(path, bytes);
      if (!isCourseText(path)) return null;
      total += bytes;
      if (bytes > largestText || total > largestTexts) throw new ImportFailure("archive_file_large", path);
      return whole(bytes, (content) => texts.set(path, decodeText(content)));
    },
    limits,
    async () => {
      pieces += 1;
      return pieces % piecesPerBeat !== 0 || backend.beat();
    },
  );
  return isWhole ? { texts, sizes } : null;
}

/** Stores the files of the plan as they come by; one at a time is in memory. Null: stop. */
async function writeAssets(
  backend: ImportBackend,
  stream: ReadableStream<Uint8Array>,
  limits: ArchiveLimits,
  plan: CoursePlan,
  courseId: CourseId,
  doneBefore: number,
): Promise<Map<string, AssetId> | null> {
  const wanted = new Map(plan.assets.map((asset) => [asset.path, asset]));
  const ids = new Map<string, AssetId>();
  const complete: { asset: CoursePlan["assets"][number]; content: Uint8Array<ArrayBuffer> }[] = [];
  let done = doneBefore;
  const isWhole = await readArchive(
    piecesOf(stream),
    ({ path, bytes }) => {
      const asset = wanted.get(path);
      return asset ? whole(bytes, (content) => complete.push({ asset, content })) : null;
    },
    limits,
    async () => {
      for (let next = complete.shift(); next; next = complete.shift()) {
        done += 1;
        const id = await writeAsset(backend, courseId, done, next.asset, next.content);
        if (!id) return false;
        ids.set(next.asset.token, id);
      }
      return true;
    },
  );
  return isWhole ? ids : null;
}

async function writeAsset(
  backend: ImportBackend,
  courseId: CourseId,
  done: number,
  { path: sourceKey, name, contentType, bytes }: CoursePlan["assets"][number],
  content: Uint8Array<ArrayBuffer>,
): Promise<AssetId | null> {
  const sha256 = hex(await crypto.subtle.digest("SHA-256", content));
  const known = await backend.knownAsset({ courseId, sourceKey, sha256 });
  if (known) return known;
  const storageId = await backend.storeFile(content, contentType);
  const kept = await backend.keepAsset(done, {
    courseId,
    asset: { storageId, sourceKey, name, contentType, bytes, sha256 },
  });
  if (!kept) await backend.dropFile(storageId);
  return kept?.assetId ?? null;
}

const hex = (hash: ArrayBuffer): string =>
  Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");

function whole(bytes: number, use: (content: Uint8Array<ArrayBuffer>) => void): TarSink {
  const content = new Uint8Array(bytes);
  let at = 0;
  return {
    take(piece) {
      content.set(piece, at);
      at += piece.length;
    },
    done: () => use(content),
  };
}

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}
