import type { Id } from "../shared/id";
import type { Asset, AssetId } from "./asset";

/** Each method is one index. */
export interface AssetReader {
  /** Null for an unknown id and for a text that is no id at all. */
  byId(id: string): Promise<Asset | null>;
  bySource(courseId: Id<"courses">, sourceKey: string): Promise<Asset | null>;
  /** The file of the course with these very bytes; `sha256` in hex. */
  byHash(courseId: Id<"courses">, sha256: string): Promise<Asset | null>;
  /** The asset, of whatever course, that a stored file belongs to. */
  byStorage(storageId: Id<"_storage">): Promise<Asset | null>;
  /** Any assets of a course, at most `limit`. */
  ofCourse(courseId: Id<"courses">, limit: number): Promise<Asset[]>;
}
export interface AssetStore extends AssetReader {
  add(asset: Omit<Asset, "_id">): Promise<AssetId>;
  change(id: AssetId, change: Partial<Omit<Asset, "_id" | "courseId">>): Promise<void>;
  remove(id: AssetId): Promise<void>;
}
