import type { Actor } from "../access/permissions";
import type { AssetReader } from "../assets/asset-store";
import { assetIdsOfDoc } from "../assets/serve-assets";
import { assertOwnAssets, checkedDoc } from "../lessons/check-content";
import { conflict } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import type { CourseDetails, CourseId } from "./course";
import type { CourseStore } from "./course-store";
import { requireCourse } from "./require-course";

type Deps = { courses: CourseStore; assets: AssetReader; clock: Clock };

/** Changes what is named of a course's details. Whoever edits an older revision is told so instead of overwriting. */
export async function saveDetails(
  deps: Deps,
  actor: Actor,
  { courseId, revision, details }: { courseId: CourseId; revision: number; details: Partial<CourseDetails> },
): Promise<{ revision: number }> {
  const course = await requireCourse(deps, actor, courseId, "edit");
  if (course.revision !== revision) throw conflict("stale");
  const change = { ...details };
  if (details.description !== undefined) {
    change.description = checkedDoc(details.description, "description");
    await assertOwnAssets(deps.assets, courseId, assetIdsOfDoc(change.description), "description");
  }
  if (details.coverAssetId) await assertOwnAssets(deps.assets, courseId, [details.coverAssetId], "coverAssetId");
  await deps.courses.change(courseId, { ...change, revision: revision + 1, updatedAt: deps.clock.now() });
  return { revision: revision + 1 };
}
