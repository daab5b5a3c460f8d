import type { AssetStore } from "../assets/asset-store";
import type { FileStore } from "../files/file-store";
import type { JobStore } from "../jobs/job-store";
import { eraseLesson, type EraseLessonDeps } from "../lessons/erase-lesson";
import type { ModuleStore } from "../modules/module-store";
import { eraseVideo } from "../videos/erase-video";
import type { CourseId } from "./course";
import type { CourseStore } from "./course-store";

type Deps = EraseLessonDeps & {
  courses: CourseStore;
  modules: ModuleStore;
  assets: AssetStore;
  files: FileStore;
  jobs: JobStore;
};

const lessonsPerStep = 20;
const assetsPerStep = 100;
const videosPerStep = 10;

/** Deletes a course that is to leave no trace, files included: one step a transaction, until nothing is left. */
export async function eraseCourse(deps: Deps, courseId: CourseId): Promise<null> {
  if (await eraseSome(deps, courseId)) await deps.courses.remove(courseId);
  else await deps.jobs.later("eraseCourse", { courseId });
  return null;
}

/** True when nothing but the course itself is left. */
async function eraseSome(deps: Deps, courseId: CourseId): Promise<boolean> {
  const lessons = await deps.lessons.anyOf(courseId, lessonsPerStep);
  for (const lesson of lessons) if (!(await eraseLesson(deps, lesson._id))) return false;
  if (lessons.length === lessonsPerStep) return false;
  const assets = await deps.assets.ofCourse(courseId, assetsPerStep);
  for (const asset of assets) {
    await deps.assets.remove(asset._id);
    await deps.files.remove(asset.storageId);
  }
  if (assets.length === assetsPerStep) return false;
  // A video whose block is gone already.
  const videos = await deps.videos.ofCourse(courseId, videosPerStep);
  for (const video of videos) await eraseVideo(deps, video);
  if (videos.length === videosPerStep) return false;
  const modules = await deps.modules.anyOf(courseId, assetsPerStep);
  for (const module of modules) await deps.modules.remove(module._id);
  return modules.length < assetsPerStep;
}
