import type { Actor } from "../access/permissions";
import type { ServedAsset } from "../assets/asset";
import type { AssetReader } from "../assets/asset-store";
import { assetIdsOfContent, assetIdsOfQuestion, serveAssets } from "../assets/serve-assets";
import type { CourseReader } from "../courses/course-store";
import type { FileReader } from "../files/file-store";
import type { ModuleReader } from "../modules/module-store";
import type { Question } from "../questions/question";
import type { QuestionReader } from "../questions/question-store";
import { authoredOf, videosOf } from "../videos/show-video";
import type { AuthoredVideo } from "../videos/video";
import type { VideoReader } from "../videos/video-store";
import type { Block } from "./block";
import { mostBlocks, type BlockReader } from "./block-store";
import type { Lesson, LessonId } from "./lesson";
import type { LessonReader } from "./lesson-store";
import { neighboursOf } from "./neighbours";
import { requireLesson } from "./require-lesson";

type Deps = {
  courses: CourseReader;
  modules: ModuleReader;
  lessons: LessonReader;
  blocks: BlockReader;
  questions: QuestionReader;
  assets: AssetReader;
  videos: Pick<VideoReader, "ofBlock">;
  files: FileReader;
};

/** A lesson with all that its author may change: blocks, questions with their keys, and the files they show. */
export async function lessonForEditing(
  deps: Deps,
  actor: Actor,
  lessonId: LessonId,
): Promise<{
  lesson: Lesson;
  courseTitle: string;
  blocks: Block[];
  questions: Question[];
  assets: ServedAsset[];
  videos: AuthoredVideo[];
  /** What its videos must meet: captions in this language (null: none are required). */
  captionsIn: string | null;
  /** The course's. */
  language: string;
  previousId: LessonId | null;
  nextId: LessonId | null;
}> {
  const { lesson, course } = await requireLesson(deps, actor, lessonId, "edit");
  const [blocks, questions, { previous, next }] = await Promise.all([
    deps.blocks.ofLesson(lessonId, mostBlocks),
    deps.questions.ofLesson(lessonId, mostBlocks),
    neighboursOf(deps, lesson),
  ]);
  const shown = [
    ...blocks.flatMap((block) => assetIdsOfContent(block.content)),
    ...questions.flatMap(assetIdsOfQuestion),
  ];
  return {
    lesson,
    courseTitle: course.title,
    blocks,
    questions,
    assets: await serveAssets(deps, lesson.courseId, shown),
    videos: (await videosOf(deps, blocks)).map(authoredOf),
    captionsIn: course.captionsRequired ? course.language : null,
    language: course.language,
    previousId: previous?._id ?? null,
    nextId: next?._id ?? null,
  };
}
