import type { Actor } from "../access/permissions";
import type { AnswerReader } from "../answers/answer-store";
import { asked, graded } from "../answers/reveal";
import type { AssetReader } from "../assets/asset-store";
import { assetIdsOfContent, assetIdsOfDoc, assetIdsOfQuestion, serveAssets } from "../assets/serve-assets";
import type { CourseReader } from "../courses/course-store";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import type { FileReader } from "../files/file-store";
import { mostBlocks, type BlockReader } from "../lessons/block-store";
import type { Lesson } from "../lessons/lesson";
import type { LessonReader } from "../lessons/lesson-store";
import { mostModules, type ModuleReader } from "../modules/module-store";
import type { ProgressReader } from "../progress/progress-store";
import type { QuestionReader } from "../questions/question-store";
import { forbidden, notFound } from "../shared/app-error";
import type { Id } from "../shared/id";
import { shownOf, videosOf } from "../videos/show-video";
import type { VideoReader } from "../videos/video-store";
import { wayInto } from "./access";
import { neighboursOf, previewNeighboursOf } from "./neighbours";
import type { OpenLesson } from "./views";

type Deps = {
  courses: Pick<CourseReader, "byId" | "staffRole">;
  enrollments: Pick<EnrollmentReader, "of">;
  modules: Pick<ModuleReader, "ofCourse">;
  lessons: Pick<LessonReader, "byId" | "ofCourse" | "following" | "preceding">;
  blocks: Pick<BlockReader, "ofLesson">;
  questions: Pick<QuestionReader, "ofLesson">;
  answers: Pick<AnswerReader, "ofLesson">;
  progress: Pick<ProgressReader, "of">;
  assets: AssetReader;
  videos: Pick<VideoReader, "ofBlock">;
  files: FileReader;
};

/** A lesson with everything its page shows. Refuses with "lesson" and "not_enrolled". */
export async function openLesson(deps: Deps, viewer: Actor | null, lessonId: Id<"lessons">): Promise<OpenLesson> {
  const lesson = await deps.lessons.byId(lessonId);
  const course = lesson && lesson.removedAt === null ? await deps.courses.byId(lesson.courseId) : null;
  const way = course && (await wayInto(deps, viewer, course));
  if (!lesson || !way) throw notFound("lesson");
  const { access, enrollment } = way;
  if (access === "preview" && !lesson.isPreview) throw forbidden("not_enrolled");

  const [modules, blocks, standing, answers, progress] = await Promise.all([
    deps.modules.ofCourse(course._id, mostModules),
    deps.blocks.ofLesson(lessonId, mostBlocks),
    deps.questions.ofLesson(lessonId, mostBlocks),
    enrollment ? deps.answers.ofLesson(enrollment.userId, lessonId, mostBlocks) : [],
    enrollment ? deps.progress.of(enrollment.userId, lessonId) : null,
  ]);
  const shown = new Set(blocks.flatMap(({ content }) => (content.kind === "question" ? [content.questionId] : [])));
  const questions = standing.filter((question) => shown.has(question._id));
  const given = questions.flatMap((question) => {
    const answer = answers.find((row) => row.questionId === question._id);
    return answer ? [graded(question, answer)] : [];
  });
  const assets = await serveAssets(deps, course._id, [
    ...blocks.flatMap(({ content }) => assetIdsOfContent(content)),
    ...questions.flatMap((question) => assetIdsOfQuestion({ ...question, explanation: null })),
    ...given.flatMap(({ revealed, feedback }) =>
      [revealed?.explanation ?? "", ...feedback.map((part) => part.text)].flatMap(assetIdsOfDoc),
    ),
  ]);
  const { previous, next } =
    access === "preview" ? await previewNeighboursOf(deps, lesson) : await neighboursOf(deps, modules, lesson);
  return {
    lesson: {
      _id: lesson._id,
      title: lesson.title,
      minutes: lesson.minutes,
      courseId: course._id,
      courseSlug: course.slug,
      courseTitle: course.title,
      moduleTitle: modules.find((module) => module._id === lesson.moduleId)?.title ?? "",
    },
    access,
    blocks: blocks.map(({ _id, content }) => ({ _id, content })),
    questions: questions.map(asked),
    assets,
    videos: (await videosOf(deps, blocks)).map((video) => shownOf(video, course)),
    answers: given,
    progress: progress && { completedAt: progress.completedAt, position: progress.position },
    previous: named(previous),
    next: named(next),
  };
}

const named = (lesson: Lesson | null) => (lesson ? { _id: lesson._id, title: lesson.title } : null);
