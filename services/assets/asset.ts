import * as z from "zod";
import type { Id } from "../shared/id";

export type AssetId = Id<"assets">;

/** A file of a course, in file storage. */
export const asset = z.object({
  name: z.string().max(300),
  contentType: z.string().max(200),
  bytes: z.number(),
  /** Path inside the archive it came from, so that importing again updates in place. */
  sourceKey: z.string().nullable(),
  /** SHA-256 as hex, so that the same bytes are not stored twice in a course. */
  sha256: z.string().nullable(),
});
export type Asset = z.infer<typeof asset> & {
  readonly _id: AssetId;
  readonly courseId: Id<"courses">;
  readonly storageId: Id<"_storage">;
};
/** What a page needs of an asset. */
export const servedAsset = z.object({
  _id: z.string(),
  url: z.string().nullable(),
  name: z.string(),
  contentType: z.string(),
  bytes: z.number(),
});
export type ServedAsset = z.infer<typeof servedAsset>;
