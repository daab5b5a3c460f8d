import type { FileReader, FileStore } from "../../services/files/file-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Convex's file storage, for reading. */
export function fileReader(ctx: Pick<QueryCtx, "db" | "storage">): FileReader {
  return {
    url: (id) => ctx.storage.getUrl(id),
    async info(id) {
      const file = await ctx.db.system.get("_storage", id);
      return file && { contentType: file.contentType ?? null, bytes: file.size, sha256: file.sha256 };
    },
  };
}

/** Convex's file storage, for writing. */
export function fileStore(ctx: Pick<MutationCtx, "db" | "storage">): FileStore {
  return {
    ...fileReader(ctx),
    async list(options) {
      const files = await ctx.db.system.query("_storage").order("asc").paginate(options);
      return { ...files, page: files.page.map((file) => ({ id: file._id, uploadedAt: file._creationTime })) };
    },
    uploadUrl: () => ctx.storage.generateUploadUrl(),
    async remove(id) {
      if (await ctx.db.system.get("_storage", id)) await ctx.storage.delete(id);
    },
  };
}
