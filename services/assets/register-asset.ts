import type { Actor } from "../access/permissions";
import type { CourseId } from "../courses/course";
import type { CourseReader } from "../courses/course-store";
import { requireCourse } from "../courses/require-course";
import type { FileStore, StorageId } from "../files/file-store";
import { invalid, notFound } from "../shared/app-error";
import type { ServedAsset } from "./asset";
import type { AssetStore } from "./asset-store";
import { cleanName, largestAsset, typeOf } from "./asset-types";
import { hexHash } from "./hex-hash";
import { serveAsset } from "./serve-assets";

type Deps = { courses: CourseReader; assets: AssetStore; files: FileStore };

/** Address to which a file for the course may be sent; it becomes the course's by `registerAsset`. */
export async function requestUpload(deps: Deps, actor: Actor, courseId: CourseId): Promise<{ uploadUrl: string }> {
  await requireCourse(deps, actor, courseId, "edit");
  return { uploadUrl: await deps.files.uploadUrl() };
}

/**
 * Makes an uploaded file a file of the course. The same bytes are kept once in a course; a file of another course is
 * not found.
 */
export async function registerAsset(
  deps: Deps,
  actor: Actor,
  { courseId, storageId, name }: { courseId: CourseId; storageId: StorageId; name: string },
): Promise<ServedAsset> {
  const { assets, files } = deps;
  await requireCourse(deps, actor, courseId, "edit");
  const owner = await assets.byStorage(storageId);
  if (owner && owner.courseId !== courseId) throw notFound("file");
  if (owner) return serveAsset(deps, owner);
  const info = await files.info(storageId);
  if (!info) throw notFound("file");
  // A refusal rolls the transaction back, so that the file cannot be deleted here: it stays unreachable in storage.
  if (info.bytes > largestAsset) throw invalid("file_large", { file: "file_large" });
  const contentType = typeOf(name, info.contentType);
  if (!contentType) throw invalid("file_type", { file: "file_type" });
  const sha256 = hexHash(info.sha256);
  const twin = await assets.byHash(courseId, sha256);
  if (twin && twin.contentType === contentType) {
    await files.remove(storageId);
    return serveAsset(deps, twin);
  }
  const draft = { courseId, storageId, name: cleanName(name), contentType, bytes: info.bytes, sourceKey: null, sha256 };
  return serveAsset(deps, { ...draft, _id: await assets.add(draft) });
}
